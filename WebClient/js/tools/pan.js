/** Pan: drags the picture about. */
import { stay } from './tool.js';

/** @type {import('./tool.js').Tool} */
export const pan = {
  id: 'pan',
  draws: false,
  idle: () => ({ name: 'idle' }),

  handle(state, event) {
    switch (`${state.name}/${event.type}`) {
      case 'idle/down':
        return stay({ name: 'panning', from: event.screen });
      case 'panning/move':
        return {
          state: { name: 'panning', from: event.screen },
          actions: [{ type: 'pan', dx: event.screen.x - state.from.x, dy: event.screen.y - state.from.y }],
        };
      case 'panning/up':
      case 'panning/cancel':
      case 'panning/interrupt':
        return stay(pan.idle());
      default:
        return stay(state);
    }
  },

  sketch: () => ({}),
  cursor: (state) => (state.name === 'panning' ? 'grabbing' : 'grab'),
};

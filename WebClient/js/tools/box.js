/**
 * Box: a drag from corner to corner, or a click on each; which of the two is seen from the pointer.
 *
 * States: idle; pressed (down, not yet moved); dragging; placed (first corner set by a click); closing (second press).
 */
import { boxSpanning, clampPoint } from '../core/box.js';
import { finished, isDrag, stay } from './tool.js';

/** @type {import('./tool.js').Tool} */
export const box = {
  id: 'box',
  draws: true,
  idle: () => ({ name: 'idle' }),

  handle(state, event, context) {
    switch (`${state.name}/${event.type}`) {
      case 'idle/down':
        return stay({ name: 'pressed', from: event.at, to: event.at });
      case 'pressed/move':
        return stay(isDrag(state.from, event.at, context) ? drawn(state, event, 'dragging') : state);
      case 'pressed/up':
        return isDrag(state.from, event.at, context)
          ? commit(drawn(state, event, 'dragging'), context)
          : stay({ name: 'placed', from: state.from, to: state.from });
      case 'dragging/move':
        return stay(drawn(state, event, 'dragging'));
      case 'dragging/up':
        return commit(drawn(state, event, 'dragging'), context);
      case 'placed/move':
        return stay(drawn(state, event, 'placed'));
      case 'placed/down':
      case 'closing/move':
        return stay(drawn(state, event, 'closing'));
      case 'closing/up':
        return commit(drawn(state, event, 'closing'), context);
      case 'placed/finish':
        return commit(state, context);
      case 'closing/interrupt':
        return stay({ ...state, name: 'placed' });
      case 'placed/interrupt':
        return stay(state);
      case 'pressed/cancel':
      case 'pressed/interrupt':
      case 'dragging/cancel':
      case 'dragging/interrupt':
      case 'placed/cancel':
      case 'placed/pop':
      case 'closing/cancel':
        return stay(box.idle());
      default:
        return stay(state);
    }
  },

  sketch(state, context) {
    if (state.name === 'idle' || state.name === 'pressed') return {};
    const spanned = spannedBy(state, context);
    return { draft: { box: spanned }, refused: false };
  },

  cursor: () => 'crosshair',
};

/** @param {any} state @param {import('./tool.js').ToolEvent} event @param {string} name */
function drawn(state, event, name) {
  return { name, from: state.from, to: event.at, square: Boolean(event.shift), centred: Boolean(event.alt) };
}

/** @param {any} state @param {import('./tool.js').ToolContext} context @returns {import('../core/box.js').Box} */
function spannedBy({ from, to, square, centred }, { image }) {
  const origin = clampPoint(from, image);
  let dx = clampPoint(to, image).x - origin.x;
  let dy = clampPoint(to, image).y - origin.y;
  if (square) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    const roomX = dx < 0 ? origin.x : image.width - origin.x;
    const roomY = dy < 0 ? origin.y : image.height - origin.y;
    const fitting = Math.min(side, roomX, roomY);
    dx = (Math.sign(dx) || 1) * fitting;
    dy = (Math.sign(dy) || 1) * fitting;
  }
  const first = centred ? clampPoint({ x: origin.x - dx, y: origin.y - dy }, image) : origin;
  return boxSpanning(first, clampPoint({ x: origin.x + dx, y: origin.y + dy }, image));
}

/** @param {any} state @param {import('./tool.js').ToolContext} context */
function commit(state, context) {
  const method = state.name === 'dragging' ? 'drag' : 'clicks';
  return finished(box.idle(), context, { shape: { box: spannedBy(state, context) }, method });
}

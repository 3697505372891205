/**
 * Pins over a picture: buttons that stay at their place of the image.
 *
 * @typedef {{id: string, x: number, y: number, text: string, label: string, state: string, run: () => void}} Pin
 *   x and y in image pixels; `text` is on the pin, `label` says what it is
 */
import { fill, h } from './dom.js';

export function createPins() {
  const node = h('div', { class: 'overlay-pins' });
  /** @type {{pin: Pin, button: HTMLElement}[]} */
  let shown = [];
  let view = { scale: 1, originX: 0, originY: 0 };

  function place() {
    for (const { pin, button } of shown) {
      const x = pin.x * view.scale + view.originX, y = pin.y * view.scale + view.originY;
      button.style.setProperty('transform', `translate(${x}px, ${y}px)`);
    }
  }

  return {
    node,
    /** @param {Pin[]} pins */
    show(pins) {
      shown = pins.map((pin) => ({ pin, button: h('button', {
        type: 'button', class: 'overlay-pin', 'data-state': pin.state, 'data-testid': 'pin', 'aria-label': pin.label, title: pin.label,
        on: { click: pin.run, pointerdown: (/** @type {Event} */ event) => event.stopPropagation() },
      }, pin.text) }));
      fill(node, shown.map(({ button }) => button));
      place();
    },
    /** @param {{scale: number, originX: number, originY: number}} next */
    update(next) {
      view = next;
      place();
    },
  };
}

/**
 * What lies over the picture beside the shapes: outlines of forms from elsewhere, marks on refused shapes, pins.
 *
 * Follows the view that the stage last painted, which it reads from the stage's `dataset`.
 *
 * @typedef {{shape: import('../../core/shape.js').Shape, className: string}} Outline
 * @typedef {{id: string, x: number, y: number, text: string, label: string, state: string, run: () => void}} Pin
 *   x and y in image pixels; `text` is on the pin, `label` says it
 */
import { boundsOf } from '../../core/shape.js';
import { clear, h, svg } from '../../ui/dom.js';

/** @param {HTMLElement} stage */
export function createOverlay(stage) {
  const drawing = svg('svg', { class: 'overlay-drawing', 'aria-hidden': 'true' });
  const pinned = h('div', { class: 'overlay-pins' });
  const node = h('div', { class: 'annotate-overlay' }, drawing, pinned);
  /** @type {Map<string, Outline[]>} */
  const outlines = new Map();
  /** @type {Pin[]} */
  let pins = [];
  /** @type {Map<string, HTMLElement>} */
  const buttons = new Map();

  const view = () => ({
    scale: Number(stage.dataset.scale ?? 1), x: Number(stage.dataset.originX ?? 0), y: Number(stage.dataset.originY ?? 0),
  });

  function place() {
    const { scale, x, y } = view();
    clear(drawing).append(...[...outlines.values()].flat().map(({ shape, className }) => (
      svg('path', { class: className, d: pathOf(shape, scale, x, y) }))));
    for (const pin of pins) {
      buttons.get(pin.id)?.style.setProperty('transform', `translate(${pin.x * scale + x}px, ${pin.y * scale + y}px)`);
    }
  }

  const observer = new MutationObserver(place);
  observer.observe(stage, { attributes: true, attributeFilter: ['data-scale', 'data-origin-x', 'data-origin-y'] });

  return {
    node,
    /** Shows the outlines of one concern in place of its earlier ones. @param {string} concern @param {Outline[]} list */
    outline(concern, list) {
      outlines.set(concern, list);
      place();
    },
    /** @param {Pin[]} list */
    pin(list) {
      pins = list;
      buttons.clear();
      clear(pinned).append(...list.map((pin) => {
        const button = h('button', { type: 'button', class: 'overlay-pin', 'data-state': pin.state, 'data-testid': 'pin',
          'aria-label': pin.label, title: pin.label, on: { click: pin.run } }, pin.text);
        buttons.set(pin.id, button);
        return button;
      }));
      place();
    },
    stop: () => observer.disconnect(),
  };
}

/** @param {import('../../core/shape.js').Shape} shape @param {number} scale @param {number} dx @param {number} dy */
function pathOf(shape, scale, dx, dy) {
  const place = (/** @type {readonly [number, number]} */ [x, y]) => `${(x * scale + dx).toFixed(1)},${(y * scale + dy).toFixed(1)}`;
  if ('polygon' in shape) return shape.polygon.map((ring) => `M${ring.map(place).join('L')}z`).join('');
  const [x, y, w, h] = boundsOf(shape);
  return `M${[[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map((corner) => place(/** @type {[number, number]} */ (corner))).join('L')}z`;
}

/**
 * What lies over the picture beside the shapes: outlines of forms from elsewhere, marks on refused shapes, pins.
 *
 * Follows the view that the stage last painted, which it reads from the stage's `dataset`.
 *
 * @typedef {{shape: import('../../core/shape.js').Shape, className: string}} Outline
 */
import { fill, h, svg } from '../../ui/dom.js';
import { createPins } from '../../ui/pins.js';

/** @param {HTMLElement} stage */
export function createOverlay(stage) {
  const drawing = svg('svg', { class: 'overlay-drawing', 'aria-hidden': 'true' });
  const pins = createPins();
  const node = h('div', { class: 'annotate-overlay' }, drawing, pins.node);
  /** @type {Map<string, Outline[]>} */
  const outlines = new Map();

  const view = () => ({
    scale: Number(stage.dataset.scale ?? 1), originX: Number(stage.dataset.originX ?? 0), originY: Number(stage.dataset.originY ?? 0),
  });

  function draw() {
    fill(drawing, [...outlines.values()].flat().map(({ shape, className }) => (
      svg('path', { class: className, d: pathOf(shape, view()) }))));
  }

  const observer = new MutationObserver(() => {
    if ([...outlines.values()].some((list) => list.length > 0)) draw();
    pins.update(view());
  });
  observer.observe(stage, { attributes: true, attributeFilter: ['data-scale', 'data-origin-x', 'data-origin-y'] });

  return {
    node,
    pin: pins.show,
    /** Shows the outlines of one concern in place of its earlier ones. @param {string} concern @param {Outline[]} list */
    outline(concern, list) {
      if (list.length === 0 && !outlines.get(concern)?.length) return;
      outlines.set(concern, list);
      draw();
    },
    stop: () => observer.disconnect(),
  };
}

/** @param {import('../../core/shape.js').Shape} shape @param {{scale: number, originX: number, originY: number}} view */
function pathOf(shape, { scale, originX, originY }) {
  const place = (/** @type {number[]} */ [x, y]) => `${(x * scale + originX).toFixed(1)},${(y * scale + originY).toFixed(1)}`;
  if ('polygon' in shape) return shape.polygon.map((ring) => `M${ring.map(place).join('L')}z`).join('');
  const [x, y, w, h] = shape.box;
  return `M${[[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map(place).join('L')}z`;
}

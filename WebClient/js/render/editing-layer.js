/**
 * What is under the hand, in SVG: drafts, what is selected, shapes being changed, handles, marquee.
 *
 * Coordinates are worked out in screen pixels here, not by one big transform, which loses precision on large images.
 *
 * @typedef {import('../tools/tool.js').Sketch} Sketch
 * @typedef {import('../core/viewport.js').Viewport} Viewport
 * @typedef {import('../core/document.js').Annotation} Annotation
 */
import { handlesOf } from '../core/handles.js';
import { UNKNOWN_COLOR, dashOf } from './style.js';
import { svgNode as svg } from './svg-node.js';

/**
 * @typedef {object} EditingPicture
 * @property {Sketch} sketch
 * @property {Annotation | null} handled the shape that shows its handles
 * @property {Annotation[]} selected
 * @property {Annotation[]} awaited changed, and not yet in the picture of the shapes at rest
 * @property {{x: number, y: number} | null} keyboardCursor image pixels
 * @property {(labelId: string | null) => string} colorOf
 * @property {string | null} labelId of the next shape
 */

/** @param {SVGElement} root */
export function createEditingLayer(root) {
  const resting = svg('g');
  const drawing = svg('g');
  root.append(resting, drawing);
  /** What `resting` shows. @type {{shown: Annotation[], count: number, view: Viewport | null}} */
  let last = { shown: [], count: 0, view: null };

  /** Shapes that do not move; drawn again only when they are others, or the view is. @param {EditingPicture} picture @param {Viewport} view */
  function paintResting({ selected, awaited, colorOf }, view) {
    const shown = [...awaited, ...selected];
    const same = last.view === view && last.count === selected.length && shown.length === last.shown.length
      && shown.every((annotation, i) => annotation === last.shown[i]);
    if (same) return;
    last = { shown, count: selected.length, view };
    resting.replaceChildren(...shown.flatMap((annotation, i) =>
      outline(pathOf(annotation.shape, view), colorOf(annotation.labelId), dashOf(annotation), false,
        i < awaited.length ? ' waiting' : ' selected')));
  }

  /**
   * @param {EditingPicture} picture
   * @param {Viewport} view
   */
  function paint(picture, view) {
    paintResting(picture, view);
    drawing.replaceChildren();
    const { sketch } = picture;
    for (const annotation of sketch.editing ?? []) {
      drawing.append(...outline(pathOf(annotation.shape, view), picture.colorOf(annotation.labelId),
        dashOf(annotation), Boolean(sketch.refused)));
    }
    if (sketch.draft) {
      const path = pathOf(sketch.draft, view);
      drawing.append(...outline(path, picture.colorOf(picture.labelId), [], false), sizeTag(sketch.draft, view));
    }
    for (const [x, y] of sketch.marks ?? []) drawing.append(diamond(x, y, view));
    if (sketch.chain) drawing.append(...chain(sketch, view, picture.colorOf(picture.labelId)));
    if (sketch.marquee) drawing.append(svg('path', { class: 'marquee', d: pathOf({ box: sketch.marquee }, view) }));
    const handled = sketch.editing?.length === 1 && picture.handled ? sketch.editing[0] : picture.handled;
    if (handled) drawing.append(...handles(handled, sketch.chosen, view));
    if (sketch.snapped) drawing.append(dot(...sketch.snapped, view, 'snapped', 9));
    if (picture.keyboardCursor) drawing.append(keyboardCursor(picture.keyboardCursor, view));
  }

  return { paint };
}

/** @param {import('../core/shape.js').Shape} shape @param {Viewport} view */
function pathOf(shape, view) {
  if ('box' in shape) {
    const [x, y, w, h] = shape.box;
    return `M${place(x, y, view)}h${fixed(w * view.scale)}v${fixed(h * view.scale)}h${fixed(-w * view.scale)}z`;
  }
  return shape.polygon.map((ring) => `M${ring.map(([x, y]) => place(x, y, view)).join('L')}z`).join('');
}

const fixed = (/** @type {number} */ value) => value.toFixed(2);

/** @param {number} x @param {number} y @param {Viewport} view */
function place(x, y, { scale, originX, originY }) {
  return `${fixed(x * scale + originX)},${fixed(y * scale + originY)}`;
}

/** @param {string} d @param {string} color @param {number[]} dash @param {boolean} refused @param {string} [state] a class, after a space */
function outline(d, color, dash, refused, state = '') {
  return [
    svg('path', { class: `halo${state}`, d }),
    svg('path', { class: refused ? 'core refused' : `core${state}`, d, stroke: color, fill: color,
      'stroke-dasharray': dash.join(' ') || null }),
  ];
}

/** @param {Sketch} sketch @param {Viewport} view @param {string} color */
function chain({ chain: points = [], next = [], closable, refused }, view, color) {
  if (points.length === 0) return [];
  const places = points.map(([x, y]) => place(x, y, view));
  const ahead = [places[places.length - 1], ...next.map(([x, y]) => place(x, y, view))];
  return [
    svg('path', { class: 'halo', d: `M${[...places, ...ahead.slice(1)].join('L')}` }),
    svg('path', { class: 'core open', d: `M${places.join('L')}`, stroke: color || UNKNOWN_COLOR }),
    svg('path', { class: refused ? 'core open next refused' : 'core open next', d: `M${ahead.join('L')}`, stroke: color }),
    ...[...points, ...(closable ? next.slice(0, -1) : next)].map(([x, y], i) =>
      dot(x, y, view, i === 0 && closable ? 'vertex closing' : 'vertex', i === 0 ? 6 : 4)),
  ];
}

/** @param {number} x @param {number} y @param {Viewport} view @param {string} className @param {number} radius */
function dot(x, y, { scale, originX, originY }, className, radius) {
  return svg('circle',
    { class: className, cx: fixed(x * scale + originX), cy: fixed(y * scale + originY), r: radius });
}

/** A point set with the extreme tool. @param {number} x @param {number} y @param {Viewport} view */
function diamond(x, y, { scale, originX, originY }) {
  return svg('path', { class: 'mark', d: `M${fixed(x * scale + originX)},${fixed(y * scale + originY - 6)}l6,6l-6,6l-6,-6z` });
}

/**
 * @param {import('../core/document.js').Annotation} annotation
 * @param {Sketch['chosen']} chosenVertices
 * @param {Viewport} view
 */
function handles({ id, shape }, chosenVertices, view) {
  return handlesOf(shape, view.scale).map((handle) => {
    if (handle.kind === 'side') {
      const x = handle.x * view.scale + view.originX, y = handle.y * view.scale + view.originY;
      return svg('rect', { class: 'handle', x: fixed(x - 4), y: fixed(y - 4), width: 8, height: 8, rx: 1 });
    }
    const chosen = chosenVertices?.id === id
      && chosenVertices.vertices.some(({ ring, index }) => ring === handle.ring && index === handle.index);
    if (handle.kind === 'midpoint') return dot(handle.x, handle.y, view, 'midpoint', 4);
    return dot(handle.x, handle.y, view, chosen ? 'vertex chosen' : 'vertex', chosen ? 7 : 5);
  });
}

/**
 * The size of a box being drawn, beside its corner.
 * @param {import('../core/shape.js').Shape} shape
 * @param {Viewport} view
 */
function sizeTag(shape, { scale, originX, originY }) {
  const [x, y, w, h] = 'box' in shape ? shape.box : [0, 0, 0, 0];
  return svg('text', { class: 'size-tag', x: fixed((x + w) * scale + originX + 6),
    y: fixed((y + h) * scale + originY + 16) },
    `${Math.round(w)} × ${Math.round(h)}`);
}

/** @param {{x: number, y: number}} at @param {Viewport} view */
function keyboardCursor(at, { scale, originX, originY }) {
  const x = at.x * scale + originX, y = at.y * scale + originY;
  const d = `M${x - 14},${y}H${x - 4}M${x + 4},${y}H${x + 14}M${x},${y - 14}V${y - 4}M${x},${y + 4}V${y + 14}`;
  return svg('g', { class: 'keyboard-cursor' },
    svg('circle', { cx: x, cy: y, r: 9, class: 'halo' }), svg('circle', { cx: x, cy: y, r: 9, class: 'ring' }),
    svg('path', { class: 'halo', d }), svg('path', { class: 'ring', d }));
}

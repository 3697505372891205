/**
 * Every shape that is not being edited, on a canvas.
 *
 * Shapes of one look are stroked one after another (never as one giant path: three times slower, measured); those out of
 * sight are left out by the spatial index; tiny ones become dots; halos go when there are very many.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {import('../core/viewport.js').Viewport} Viewport
 */
import { boundsOf } from '../core/shape.js';
import { visibleRegion } from '../core/viewport.js';
import { CORE, HALO, HALO_COLOR, UNKNOWN_COLOR, dashOf, inkOn, lettersOf, translucent } from './style.js';

/** A shape smaller than this on screen is a dot, CSS pixels. */
const DOT = 2;
/** More shapes in sight than this are drawn without halo. */
const HALO_LIMIT = 4000;
/** Tags: on shapes at least this wide, CSS pixels, and so many at most. */
const TAG_SIDE = 40;
const TAG_LIMIT = 300;
const TAG_HEIGHT = 16;

/**
 * @typedef {object} ShapesPicture
 * @property {import('../core/document.js').AnnotationDocument} document
 * @property {import('../core/spatial-index.js').SpatialIndex} index
 * @property {ReadonlySet<string>} selection
 * @property {ReadonlySet<string>} omitted hidden, or shown by the editing layer
 * @property {ReadonlyMap<string, {name: string, color: string}>} labels
 */

/** @param {HTMLCanvasElement} canvas */
export function createShapesLayer(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));

  /**
   * @param {ShapesPicture} picture
   * @param {Viewport} view
   * @param {import('../core/viewport.js').ScreenSize} screen
   * @param {number} ratio
   */
  function paint(picture, view, screen, ratio) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { visible, dots } = inSight(picture, view, screen);
    paintDots(dots, picture.labels, view);
    const looks = groupByLook(visible, picture);
    if (visible.length <= HALO_LIMIT) {
      for (const look of looks) stroke(look, view, HALO_COLOR, HALO + (look.selected ? 2 : 0), []);
    }
    for (const look of looks) {
      if (look.selected) fill(look, view);
      stroke(look, view, look.color, CORE + (look.selected ? 1 : 0), look.dash);
    }
    paintTags(visible, picture, view);
  }

  /**
   * @param {ShapesPicture} picture
   * @param {Viewport} view
   * @param {import('../core/viewport.js').ScreenSize} screen
   */
  function inSight({ document, index, omitted }, view, screen) {
    /** @type {Annotation[]} */
    const visible = [];
    /** @type {Annotation[]} */
    const dots = [];
    for (const id of index.query(visibleRegion(view, screen))) {
      const annotation = omitted.has(id) ? undefined : document.byId.get(id);
      if (!annotation) continue;
      const [, , w, h] = boundsOf(annotation.shape);
      (Math.max(w, h) * view.scale < DOT ? dots : visible).push(annotation);
    }
    return { visible, dots };
  }

  /** @param {Annotation[]} dots @param {ShapesPicture['labels']} labels @param {Viewport} view */
  function paintDots(dots, labels, view) {
    for (const { labelId, shape } of dots) {
      const [x, y] = boundsOf(shape);
      context.fillStyle = labels.get(labelId)?.color ?? UNKNOWN_COLOR;
      context.fillRect(x * view.scale + view.originX, y * view.scale + view.originY, DOT, DOT);
    }
  }

  /** @param {{annotations: Annotation[], color: string}} look @param {Viewport} view */
  function fill({ annotations, color }, view) {
    context.fillStyle = translucent(color, 0.18);
    for (const { shape } of annotations) {
      context.beginPath();
      trace(shape, view);
      context.fill('evenodd');
    }
  }

  /**
   * @param {{annotations: Annotation[]}} look
   * @param {Viewport} view
   * @param {string} color
   * @param {number} width
   * @param {number[]} dash
   */
  function stroke({ annotations }, view, color, width, dash) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.setLineDash(dash);
    const { scale, originX, originY } = view;
    for (const { shape } of annotations) {
      if ('box' in shape) {
        const [x, y, w, h] = shape.box;
        context.strokeRect(x * scale + originX, y * scale + originY, w * scale, h * scale);
      } else {
        context.beginPath();
        trace(shape, view);
        context.stroke();
      }
    }
    context.setLineDash([]);
  }

  /** @param {import('../core/shape.js').Shape} shape @param {Viewport} view */
  function trace(shape, { scale, originX, originY }) {
    if ('box' in shape) {
      const [x, y, w, h] = shape.box;
      context.rect(x * scale + originX, y * scale + originY, w * scale, h * scale);
      return;
    }
    for (const ring of shape.polygon) {
      let lastX = NaN, lastY = NaN;
      for (const [i, [x, y]] of ring.entries()) {
        const sx = x * scale + originX, sy = y * scale + originY;
        if (i === 0) context.moveTo(sx, sy);
        else if (Math.abs(sx - lastX) + Math.abs(sy - lastY) < DOT && i < ring.length - 1) continue;
        else context.lineTo(sx, sy);
        lastX = sx;
        lastY = sy;
      }
      context.closePath();
    }
  }

  /** @param {Annotation[]} visible @param {ShapesPicture} picture @param {Viewport} view */
  function paintTags(visible, { labels, selection }, { scale, originX, originY }) {
    context.font = '600 11px system-ui, sans-serif';
    context.textBaseline = 'middle';
    let left = TAG_LIMIT;
    for (const annotation of visible) {
      const { id, labelId, shape } = annotation;
      const [x, y, w] = boundsOf(shape);
      if (w * scale < TAG_SIDE && !selection.has(id)) continue;
      if (left-- === 0) return;
      const label = labels.get(labelId);
      const letters = lettersOf(annotation);
      const text = `${label?.name ?? '?'}${letters ? ` · ${letters}` : ''}`;
      const width = context.measureText(text).width + 8;
      const tagX = anchorOf(shape, x) * scale + originX - HALO / 2;
      const above = y * scale + originY - TAG_HEIGHT - 1;
      const tagY = above < 0 ? y * scale + originY + 2 : above;
      context.fillStyle = label?.color ?? UNKNOWN_COLOR;
      context.fillRect(tagX, tagY, width, TAG_HEIGHT);
      context.fillStyle = inkOn(label?.color ?? UNKNOWN_COLOR);
      context.fillText(text, tagX + 4, tagY + TAG_HEIGHT / 2 + 0.5);
    }
  }

  return { paint };
}

/**
 * Where a tag begins: the left edge of a box, the highest corner of a polygon.
 * @param {import('../core/shape.js').Shape} shape
 * @param {number} left
 */
function anchorOf(shape, left) {
  if ('box' in shape) return left;
  return shape.polygon[0].reduce((highest, point) => (point[1] < highest[1] ? point : highest))[0];
}

/**
 * Annotations by colour, dash and selection; the selected ones last, so that they lie on top.
 * @param {Annotation[]} annotations
 * @param {ShapesPicture} picture
 */
function groupByLook(annotations, { labels, selection }) {
  /** @type {Map<string, {annotations: Annotation[], color: string, dash: number[], selected: boolean}>} */
  const looks = new Map();
  for (const annotation of annotations) {
    const color = labels.get(annotation.labelId)?.color ?? UNKNOWN_COLOR;
    const dash = dashOf(annotation);
    const selected = selection.has(annotation.id);
    const key = `${color} ${dash} ${selected}`;
    const look = looks.get(key);
    if (look) look.annotations.push(annotation);
    else looks.set(key, { annotations: [annotation], color, dash, selected });
  }
  return [...looks.values()].sort((a, b) => Number(a.selected) - Number(b.selected));
}

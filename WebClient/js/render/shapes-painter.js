/**
 * Paints shapes on a canvas, by how much there is to see.
 *
 * Shapes of one look are stroked one after another (never as one giant path: three times slower, measured); boxes have sharp
 * corners (round ones: three times slower, measured); those out of sight are left out by the spatial index; tiny ones become
 * dots; where there are very many, halos go and outlines get thinner and coarser, and above a few ten thousand only how close they lie is
 * shown.
 *
 * @typedef {import('../core/viewport.js').Viewport} Viewport
 * @typedef {import('./shapes-scene.js').SceneShape} SceneShape
 * @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context
 *
 * @typedef {object} Frame
 * @property {Viewport} view
 * @property {import('../core/viewport.js').ScreenSize} screen
 * @property {number} ratio device pixels for a CSS pixel
 * @property {boolean} blank nothing is shown
 * @property {ReadonlySet<string>} omitted
 * @property {ReadonlySet<string>} selected
 * @property {'all' | 'few' | 'none'} tags
 *
 * @typedef {{shapes: SceneShape[], color: string, dash: number[], join: CanvasLineJoin, selected: boolean}} Look
 */
import { visibleRegion } from '../core/viewport.js';
import { paintTags } from './shape-tags.js';
import { CORE, HALO, HALO_COLOR, translucent } from './style.js';

/** A shape smaller than this on screen is a dot, and corners closer than this are left out, CSS pixels. */
const DOT = 2;
/** More shapes in sight than this are drawn without halo. */
const HALO_LIMIT = 4000;
/** And with outlines of polygons this thin, and their corners closer than this left out, CSS pixels. */
const HAIRLINE = 1, COARSE = 4;
/** More shapes in sight than this are shown by how close they lie. */
const CROWD_LIMIT = 20_000;
/** Side of a cell of that picture, CSS pixels. */
const CROWD_CELL = 6;

/** @param {Context} context @param {import('./shapes-scene.js').ShapesScene} scene @param {Frame} frame */
export function paintShapes(context, scene, frame) {
  const { view, screen, ratio } = frame;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  if (frame.blank) return;
  const ids = scene.inRegion(visibleRegion(view, screen)).filter((id) => !frame.omitted.has(id));
  if (ids.length > CROWD_LIMIT) {
    paintCrowd(context, scene, ids, frame);
    return;
  }
  // Device pixels from here on, so that lines can lie on them.
  const device = { scale: view.scale * ratio, originX: view.originX * ratio, originY: view.originY * ratio };
  const { visible, dots } = sorted(scene, ids, view.scale);
  for (const { bounds: [x, y], color } of dots) {
    context.fillStyle = color;
    context.fillRect(x * device.scale + device.originX, y * device.scale + device.originY, DOT * ratio, DOT * ratio);
  }
  const looks = groupByLook(visible, frame.selected);
  const isCrowded = visible.length > HALO_LIMIT;
  const closest = (isCrowded ? COARSE : DOT) * ratio;
  if (!isCrowded) {
    for (const look of looks) stroke(context, look, device, ratio, closest, HALO_COLOR, HALO + (look.selected ? 2 : 0), []);
  }
  for (const look of looks) {
    if (look.selected) fill(context, look, device, closest);
    const width = isCrowded && look.join === 'round' ? HAIRLINE : CORE;
    stroke(context, look, device, ratio, closest, look.color, width + (look.selected ? 1 : 0), look.dash);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (frame.tags !== 'none') paintTags(context, visible.map((item) => item.shape), view, frame.tags);
}

/** @param {import('./shapes-scene.js').ShapesScene} scene @param {string[]} ids @param {number} scale */
function sorted(scene, ids, scale) {
  /** @type {{id: string, shape: SceneShape}[]} */
  const visible = [];
  /** @type {SceneShape[]} */
  const dots = [];
  for (const id of ids) {
    const shape = scene.get(id);
    if (!shape) continue;
    if (Math.max(shape.bounds[2], shape.bounds[3]) * scale < DOT) dots.push(shape);
    else visible.push({ id, shape });
  }
  return { visible, dots };
}

/**
 * Shapes by colour, dash, kind and selection; the selected ones last, so that they lie on top.
 * @param {{id: string, shape: SceneShape}[]} items
 * @param {ReadonlySet<string>} selection
 */
function groupByLook(items, selection) {
  /** @type {Map<string, Look>} */
  const looks = new Map();
  for (const { id, shape } of items) {
    const selected = selection.has(id);
    const join = 'box' in shape.shape ? 'miter' : 'round';
    const key = `${shape.color} ${shape.dash} ${join} ${selected}`;
    const look = looks.get(key);
    if (look) look.shapes.push(shape);
    else looks.set(key, { shapes: [shape], color: shape.color, dash: shape.dash, join, selected });
  }
  return [...looks.values()].sort((a, b) => Number(a.selected) - Number(b.selected));
}

/** @param {Context} context @param {Look} look @param {Viewport} view device pixels @param {number} closest device pixels */
function fill(context, { shapes, color }, view, closest) {
  context.fillStyle = translucent(color, 0.18);
  for (const { shape } of shapes) {
    context.beginPath();
    trace(context, shape, view, closest);
    context.fill('evenodd');
  }
}

/**
 * @param {Context} context
 * @param {Look} look
 * @param {Viewport} view device pixels
 * @param {number} ratio
 * @param {number} closest corners closer than this are left out, device pixels
 * @param {string} color
 * @param {number} width CSS pixels
 * @param {number[]} dash CSS pixels
 */
function stroke(context, { shapes, join }, view, ratio, closest, color, width, dash) {
  context.strokeStyle = color;
  context.lineWidth = Math.max(Math.round(width * ratio), 1);
  context.lineJoin = join;
  context.setLineDash(dash.map((length) => length * ratio));
  const { scale, originX, originY } = view;
  const half = context.lineWidth % 2 ? 0.5 : 0;
  for (const { shape } of shapes) {
    if ('box' in shape) {
      const [x, y, w, h] = shape.box;
      const left = Math.round(x * scale + originX), top = Math.round(y * scale + originY);
      context.strokeRect(left + half, top + half, Math.round((x + w) * scale + originX) - left,
        Math.round((y + h) * scale + originY) - top);
    } else {
      context.beginPath();
      trace(context, shape, view, closest);
      context.stroke();
    }
  }
  context.setLineDash([]);
}

/** @param {Context} context @param {import('../core/shape.js').Shape} shape @param {Viewport} view @param {number} closest device pixels */
function trace(context, shape, { scale, originX, originY }, closest) {
  if ('box' in shape) {
    const [x, y, w, h] = shape.box;
    context.rect(x * scale + originX, y * scale + originY, w * scale, h * scale);
    return;
  }
  for (const ring of shape.polygon) {
    let lastX = NaN, lastY = NaN;
    for (let i = 0; i < ring.length; i++) {
      const sx = ring[i][0] * scale + originX, sy = ring[i][1] * scale + originY;
      if (i === 0) context.moveTo(sx, sy);
      else if (Math.abs(sx - lastX) + Math.abs(sy - lastY) < closest && i < ring.length - 1) continue;
      else context.lineTo(sx, sy);
      lastX = sx;
      lastY = sy;
    }
    context.closePath();
  }
}

/**
 * How many shapes have their middle in each small square, as how solid it is.
 * @param {Context} context
 * @param {import('./shapes-scene.js').ShapesScene} scene
 * @param {string[]} ids
 * @param {Frame} frame
 */
function paintCrowd(context, scene, ids, { view, screen, ratio }) {
  const columns = Math.ceil(screen.width / CROWD_CELL), rows = Math.ceil(screen.height / CROWD_CELL);
  const counts = new Uint32Array(columns * rows);
  let most = 1;
  for (const id of ids) {
    const [x, y, w, h] = scene.get(id)?.bounds ?? [-1, -1, 0, 0];
    const column = Math.floor(((x + w / 2) * view.scale + view.originX) / CROWD_CELL);
    const row = Math.floor(((y + h / 2) * view.scale + view.originY) / CROWD_CELL);
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    most = Math.max(most, ++counts[row * columns + column]);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const steps = 8;
  for (let step = 1; step <= steps; step++) {
    context.fillStyle = `rgb(255 122 0 / ${Math.round((0.15 + (0.7 * step) / steps) * 100)}%)`;
    for (let cell = 0; cell < counts.length; cell++) {
      if (counts[cell] === 0 || Math.ceil((counts[cell] / most) * steps) !== step) continue;
      context.fillRect((cell % columns) * CROWD_CELL, Math.floor(cell / columns) * CROWD_CELL, CROWD_CELL, CROWD_CELL);
    }
  }
}

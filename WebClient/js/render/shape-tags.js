/**
 * Names beside shapes: on those large enough, so many at most, none over another.
 *
 * @typedef {import('./shapes-scene.js').SceneShape} SceneShape
 */
import { HALO, inkOn } from './style.js';

/** A shape at least this wide gets a tag, CSS pixels, by how many are wished. */
const SIDE = { all: 40, few: 120 };
const LIMIT = 300;
const HEIGHT = 16;
/** Room left to a shape, CSS pixels: a polygon's highest corner has a handle, and none lies beside its tag. */
const GAP_BOX = 1;
const GAP_POLYGON = 9;
/** Side of the cells that remember where tags lie already, CSS pixels. */
const CELL = 8;

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context CSS pixels
 * @param {SceneShape[]} shapes
 * @param {import('../core/viewport.js').Viewport} view
 * @param {'all' | 'few'} density
 */
export function paintTags(context, shapes, { scale, originX, originY }, density) {
  context.font = '600 11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  /** @type {Map<string, number>} */
  const widths = new Map();
  const taken = new Set();
  let left = LIMIT;
  for (const { shape, bounds: [x, y, w], color, tag } of shapes) {
    if (w * scale < SIDE[density]) continue;
    const width = widths.get(tag) ?? context.measureText(tag).width + 8;
    widths.set(tag, width);
    const tagX = anchorOf(shape, x) * scale + originX - HALO / 2;
    const gap = 'box' in shape ? GAP_BOX : GAP_POLYGON;
    const above = y * scale + originY - HEIGHT - gap;
    const tagY = above < 0 ? y * scale + originY + 1 + gap : above;
    if (!claim(taken, tagX, tagY, width)) continue;
    context.fillStyle = color;
    context.fillRect(tagX, tagY, width, HEIGHT);
    context.fillStyle = inkOn(color);
    context.fillText(tag, tagX + 4, tagY + HEIGHT / 2 + 0.5);
    if (--left === 0) return;
  }
}

/**
 * Takes the place of a tag if it is free.
 * @param {Set<number>} taken
 * @param {number} x
 * @param {number} y
 * @param {number} width
 */
function claim(taken, x, y, width) {
  const cells = [];
  for (let row = Math.floor(y / CELL); row <= Math.floor((y + HEIGHT - 1) / CELL); row++) {
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width - 1) / CELL); column++) {
      const cell = row * 65_536 + column;
      if (taken.has(cell)) return false;
      cells.push(cell);
    }
  }
  for (const cell of cells) taken.add(cell);
  return true;
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

/** The view in which an object is looked at. Pure. */
import { fitRegion, zoomAt } from '../../core/viewport.js';

/** How much room is left around it, as a part of its size. */
const CONTEXT = 1;
/** It is not blown up beyond this many CSS pixels for an image pixel. */
const CLOSEST = 8;

/**
 * A part of the image in the middle, with some of what is around it.
 * @param {number[]} box `[x, y, w, h]` in image pixels
 * @param {import('../../core/viewport.js').ImageSize} image
 * @param {import('../../core/viewport.js').ScreenSize} screen CSS pixels
 * @returns {import('../../core/viewport.js').Viewport}
 */
export function closeUp([x, y, w, h], image, screen) {
  const room = Math.max(w, h, 16) * CONTEXT;
  const target = fitRegion([x - room / 2, y - room / 2, w + room, h + room], screen);
  if (target.scale <= CLOSEST) return target;
  return zoomAt(target, CLOSEST / target.scale, { x: screen.width / 2, y: screen.height / 2 }, image, screen);
}

/**
 * The one place where image pixels become screen pixels and back.
 *
 * Screen points are CSS pixels from the top-left corner of the stage: `screen = image × scale + origin`.
 *
 * @typedef {import('./box.js').ImagePoint} ImagePoint
 * @typedef {import('./box.js').ImageSize} ImageSize
 * @typedef {{x: number, y: number}} ScreenPoint
 * @typedef {{width: number, height: number}} ScreenSize
 * @typedef {{scale: number, originX: number, originY: number}} Viewport
 */

/** Closest zoom, CSS pixels for an image pixel. */
const MAXIMUM_SCALE = 40;
/** Farthest zoom, as a part of the scale at which the image just fits. */
const MINIMUM_OF_FIT = 0.5;
/** So much of the image always stays in sight, CSS pixels. */
const KEEP_VISIBLE = 64;

/** @param {Viewport} view @param {ImagePoint} point @returns {ScreenPoint} */
export function imageToScreen(view, point) {
  return { x: point.x * view.scale + view.originX, y: point.y * view.scale + view.originY };
}

/** @param {Viewport} view @param {ScreenPoint} point @returns {ImagePoint} */
export function screenToImage(view, point) {
  return { x: (point.x - view.originX) / view.scale, y: (point.y - view.originY) / view.scale };
}

/**
 * The scale at which a region just fits.
 * @param {ImageSize} region
 * @param {ScreenSize} screen
 * @param {number} margin CSS pixels
 */
function fitScale(region, screen, margin) {
  const width = Math.max(screen.width - 2 * margin, 1);
  const height = Math.max(screen.height - 2 * margin, 1);
  return Math.min(width / Math.max(region.width, 1), height / Math.max(region.height, 1));
}

/**
 * A view that shows a region of the image centred and as large as it can be.
 * @param {import('./box.js').Box} region image pixels
 * @param {ScreenSize} screen
 * @param {number} [margin] CSS pixels left free on each side
 * @returns {Viewport}
 */
export function fitRegion(region, screen, margin = 16) {
  const scale = Math.min(fitScale({ width: region[2], height: region[3] }, screen, margin), MAXIMUM_SCALE);
  return centredOn({ x: region[0] + region[2] / 2, y: region[1] + region[3] / 2 }, scale, screen);
}

/** @param {ImagePoint} point @param {number} scale @param {ScreenSize} screen @returns {Viewport} */
export function centredOn(point, scale, screen) {
  return { scale, originX: screen.width / 2 - point.x * scale, originY: screen.height / 2 - point.y * scale };
}

/**
 * Zooms so that the image point under a screen point stays under it.
 * @param {Viewport} view
 * @param {number} factor above 1 comes closer
 * @param {ScreenPoint} at
 * @param {ImageSize} image
 * @param {ScreenSize} screen
 * @returns {Viewport}
 */
export function zoomAt(view, factor, at, image, screen) {
  const fit = fitScale(image, screen, 16);
  const low = Math.min(fit * MINIMUM_OF_FIT, 1);
  const scale = Math.min(Math.max(view.scale * factor, low), Math.max(MAXIMUM_SCALE, fit));
  const still = screenToImage(view, at);
  return { scale, originX: at.x - still.x * scale, originY: at.y - still.y * scale };
}

/** @param {Viewport} view @param {number} dx CSS pixels @param {number} dy CSS pixels @returns {Viewport} */
export function panBy(view, dx, dy) {
  return { ...view, originX: view.originX + dx, originY: view.originY + dy };
}

/**
 * The view moved to bring more of the image into sight, no farther than its border.
 * @param {Viewport} view
 * @param {number} dx CSS pixels
 * @param {number} dy CSS pixels
 * @param {ImageSize} image
 * @param {ScreenSize} screen
 * @param {number} [margin] CSS pixels that may be seen beyond the border
 * @returns {Viewport} the same one when there is nothing more on that side
 */
export function panInto(view, dx, dy, image, screen, margin = 16) {
  const part = (/** @type {number} */ wish, /** @type {number} */ origin, /** @type {number} */ length, /** @type {number} */ room) =>
    (wish > 0 ? Math.min(wish, Math.max(margin - origin, 0)) : Math.max(wish, Math.min(room - margin - origin - length, 0)));
  const x = part(dx, view.originX, image.width * view.scale, screen.width);
  const y = part(dy, view.originY, image.height * view.scale, screen.height);
  return x === 0 && y === 0 ? view : panBy(view, x, y);
}

/**
 * The view moved as little as needed to keep some of the image in sight.
 * @param {Viewport} view
 * @param {ImageSize} image
 * @param {ScreenSize} screen
 * @returns {Viewport}
 */
export function keepInSight(view, image, screen) {
  const clamp = (/** @type {number} */ origin, /** @type {number} */ length, /** @type {number} */ room) =>
    Math.min(Math.max(origin, KEEP_VISIBLE - length), room - KEEP_VISIBLE);
  return {
    scale: view.scale,
    originX: clamp(view.originX, image.width * view.scale, screen.width),
    originY: clamp(view.originY, image.height * view.scale, screen.height),
  };
}

/**
 * The part of the image in sight, image pixels; may reach past the image.
 * @param {Viewport} view
 * @param {ScreenSize} screen
 * @returns {import('./box.js').Box}
 */
export function visibleRegion(view, screen) {
  const from = screenToImage(view, { x: 0, y: 0 });
  return [from.x, from.y, screen.width / view.scale, screen.height / view.scale];
}

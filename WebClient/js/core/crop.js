/** A part of an image as a small picture. */

/** @typedef {import('./box.js').ImageSize} ImageSize */

/**
 * A box with some of what is around it, whole pixels, no farther than the image.
 * @param {number[]} box `[x, y, w, h]`
 * @param {ImageSize} image
 * @param {number} margin on every side, as a part of the longer side
 * @returns {[number, number, number, number]}
 */
export function cropRegion([x, y, w, h], image, margin) {
  const room = Math.max(w, h, 1) * margin;
  const left = Math.max(0, Math.min(Math.floor(x - room), image.width - 1));
  const top = Math.max(0, Math.min(Math.floor(y - room), image.height - 1));
  const right = Math.min(image.width, Math.max(Math.ceil(x + w + room), left + 1));
  const bottom = Math.min(image.height, Math.max(Math.ceil(y + h + room), top + 1));
  return [left, top, right - left, bottom - top];
}

/**
 * The address of a crop and the size it comes in.
 * @param {string} imageId
 * @param {[number, number, number, number]} region
 * @param {number} longest longer side, pixels; never more than the region has
 * @returns {{src: string, width: number, height: number}}
 */
export function cropPicture(imageId, region, longest) {
  const scale = Math.min(1, longest / Math.max(region[2], region[3]));
  const width = Math.max(1, Math.round(region[2] * scale));
  const height = Math.max(1, Math.round(region[3] * scale));
  return { src: `/iiif/3/${imageId}/${region.join(',')}/${width},${height}/0/default.jpg`, width, height };
}

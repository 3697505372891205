/** Histogram equalisation: a curve that gives every brightness of a picture about as many pixels as any other. */

const LEVELS = 256;

/**
 * @param {Uint8ClampedArray} pixels red, green, blue, alpha of each pixel, 0…255
 * @returns {number[]} for each brightness 0…255 the one to show in its place, 0…1, never falling; the brightness itself
 *   where the picture has only one
 */
export function equalisingCurve(pixels) {
  const counts = new Float64Array(LEVELS);
  for (let i = 0; i < pixels.length; i += 4) {
    counts[Math.round(0.2126 * pixels[i] + 0.7152 * pixels[i + 1] + 0.0722 * pixels[i + 2])]++;
  }
  const total = pixels.length / 4;
  const darkest = counts.find((count) => count > 0) ?? 0;
  if (total === darkest) return Array.from(counts, (_, level) => level / (LEVELS - 1));
  let sum = 0;
  return Array.from(counts, (count) => {
    sum += count;
    return Math.max(sum - darkest, 0) / (total - darkest);
  });
}

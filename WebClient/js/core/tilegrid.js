/**
 * The tile ladder of an image: Deep Zoom arithmetic in IIIF addresses.
 *
 * A level is named by its scale factor, a power of two: image pixels for a tile pixel. Tiles are 512 pixels.
 *
 * @typedef {import('./box.js').ImageSize} ImageSize
 * @typedef {{factor: number, column: number, row: number}} TileAddress
 * @typedef {{x: number, y: number, width: number, height: number, outputWidth: number, outputHeight: number}} TileRegion
 */

/** Tile side, tile pixels. */
export const TILE_SIDE = 512;
/** How far a tile may be blown up before the next finer level is fetched. */
const UPSAMPLE = 1.28;

/**
 * The scale factors of an image, finest first; at the last one tile shows all of it.
 * @param {ImageSize} image
 * @returns {number[]}
 */
export function scaleFactors(image) {
  const factors = [1];
  let factor = 1;
  while (Math.ceil(Math.max(image.width, image.height) / factor) > TILE_SIDE) factors.push(factor *= 2);
  return factors;
}

/**
 * The level to show at a scale.
 * @param {ImageSize} image
 * @param {number} deviceScale device pixels for an image pixel
 */
export function factorFor(image, deviceScale) {
  const factors = scaleFactors(image);
  const wished = 2 ** Math.floor(Math.log2(UPSAMPLE / deviceScale));
  return Math.min(Math.max(wished, 1), factors[factors.length - 1]);
}

/** @param {ImageSize} image @param {number} factor @returns {{columns: number, rows: number}} */
export function gridAt(image, factor) {
  const step = TILE_SIDE * factor;
  return { columns: Math.ceil(image.width / step), rows: Math.ceil(image.height / step) };
}

/**
 * The image region of a tile and the size it is asked for.
 * @param {ImageSize} image
 * @param {TileAddress} tile
 * @returns {TileRegion}
 */
export function tileRegion(image, { factor, column, row }) {
  const step = TILE_SIDE * factor;
  const x = column * step;
  const y = row * step;
  const width = Math.min(step, image.width - x);
  const height = Math.min(step, image.height - y);
  return {
    x, y, width, height,
    outputWidth: Math.ceil(width / factor),
    outputHeight: Math.ceil(height / factor),
  };
}

/**
 * The address of a tile's picture.
 * @param {string} base such as `/iiif/3/{image}`
 * @param {ImageSize} image
 * @param {TileAddress} tile
 */
export function tileURL(base, image, tile) {
  const r = tileRegion(image, tile);
  return `${base}/${r.x},${r.y},${r.width},${r.height}/${r.outputWidth},${r.outputHeight}/0/default.jpg`;
}

/** The address of the tile that shows the whole image. @param {string} base @param {ImageSize} image */
export function baseTileURL(base, image) {
  const factors = scaleFactors(image);
  return tileURL(base, image, { factor: factors[factors.length - 1], column: 0, row: 0 });
}

/** A name for a tile within its image. @param {TileAddress} tile */
export function tileKey({ factor, column, row }) {
  return `${factor}/${column},${row}`;
}

/**
 * The tiles of a level that a region touches, with a ring of neighbours if wished.
 * @param {ImageSize} image
 * @param {number} factor
 * @param {import('./box.js').Box} region image pixels
 * @param {number} [ring] tiles added on each side
 * @returns {TileAddress[]}
 */
export function tilesIn(image, factor, region, ring = 0) {
  const step = TILE_SIDE * factor;
  const { columns, rows } = gridAt(image, factor);
  const fromColumn = Math.max(Math.floor(region[0] / step) - ring, 0);
  const fromRow = Math.max(Math.floor(region[1] / step) - ring, 0);
  const toColumn = Math.min(Math.ceil((region[0] + region[2]) / step) - 1 + ring, columns - 1);
  const toRow = Math.min(Math.ceil((region[1] + region[3]) / step) - 1 + ring, rows - 1);
  const tiles = [];
  for (let row = fromRow; row <= toRow; row++) {
    for (let column = fromColumn; column <= toColumn; column++) tiles.push({ factor, column, row });
  }
  return tiles;
}

/**
 * What to fetch, most wanted first: the whole image as one tile, then the wanted level in sight from the cursor
 * outwards, then a ring around it. Levels between are skipped.
 * @param {ImageSize} image
 * @param {number} factor
 * @param {import('./box.js').Box} region image pixels in sight
 * @param {import('./box.js').ImagePoint} focus where the person looks, image pixels
 * @param {number} [ring] tiles around what is in sight
 * @returns {TileAddress[]}
 */
export function tilesWanted(image, factor, region, focus, ring = 1) {
  const factors = scaleFactors(image);
  const base = { factor: factors[factors.length - 1], column: 0, row: 0 };
  if (base.factor === factor) return [base];
  const distance = (/** @type {TileAddress} */ tile) => {
    const r = tileRegion(image, tile);
    return Math.hypot(r.x + r.width / 2 - focus.x, r.y + r.height / 2 - focus.y);
  };
  const byDistance = (/** @type {TileAddress} */ a, /** @type {TileAddress} */ b) => distance(a) - distance(b);
  const inSight = tilesIn(image, factor, region).sort(byDistance);
  const seen = new Set(inSight.map(tileKey));
  const around = tilesIn(image, factor, region, ring).filter((tile) => !seen.has(tileKey(tile))).sort(byDistance);
  return [base, ...inSight, ...around];
}

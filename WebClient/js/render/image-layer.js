/**
 * The picture: tiles on a canvas. Coarser tiles stay under finer ones until those are there.
 *
 * @typedef {import('../core/viewport.js').Viewport} Viewport
 * @typedef {import('../core/viewport.js').ScreenSize} ScreenSize
 */
import {
  factorFor, scaleFactors, tileKey, tileRegion, tilesIn, tilesWanted, tileURL,
} from '../core/tilegrid.js';
import { screenToImage, visibleRegion } from '../core/viewport.js';
import { createTileCache, tileBudget } from './tile-cache.js';
import { createTileLoader } from './tile-loader.js';

/** Above this, CSS pixels for an image pixel, pixels are shown as they are. */
const CRISP_SCALE = 4;
/** Above this a grid shows where one pixel ends and the next begins. */
const GRID_SCALE = 16;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{width: number, height: number, tiles: string}} image
 * @param {import('./tile-shelf.js').TileShelf} shelf tiles made ready ahead
 * @param {{invalidate: () => void, onFailure: (any: boolean) => void}} hooks
 */
export function createImageLayer(canvas, image, shelf, { invalidate, onFailure }) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  const cache = createTileCache(tileBudget());
  /** @type {ReadonlySet<string>} */
  let needed = new Set();
  const factors = scaleFactors(image);
  const base = { factor: factors[factors.length - 1], column: 0, row: 0 };
  /** @type {'none' | 'first' | 'complete'} */
  let progress = 'none';
  /** @param {import('../core/tilegrid.js').TileAddress} tile */
  const urlOf = (tile) => tileURL(image.tiles, image, tile);
  const loader = createTileLoader({
    urlOf,
    has: cache.has,
    onTile(key, bitmap) {
      cache.put(key, bitmap, needed);
      invalidate();
    },
    onFailure() {
      onFailure(loader.anyFailed());
      invalidate();
    },
  });

  /**
   * @param {Viewport} view
   * @param {ScreenSize} screen
   * @param {object} how
   * @param {number} how.ratio device pixels for a CSS pixel
   * @param {{x: number, y: number} | null} how.focus where the person looks, CSS pixels
   * @param {string} how.backdrop CSS colour
   * @param {boolean} how.crisp pixels are never smoothed
   * @param {boolean} how.moving nothing is fetched but what is in sight
   */
  function paint(view, screen, { ratio, focus, backdrop, crisp, moving }) {
    const region = visibleRegion(view, screen);
    const factor = factorFor(image, view.scale * ratio);
    const middle = { x: screen.width / 2, y: screen.height / 2 };
    const tiles = tilesWanted(image, factor, region, screenToImage(view, focus ?? middle), moving ? 0 : 1);
    needed = new Set(tiles.map(tileKey));
    if (!shelf.isEmpty) takeReady(tiles);
    loader.want(tiles);

    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = backdrop;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingEnabled = !crisp && view.scale <= CRISP_SCALE;
    // Smoothing well costs a frame where there is no graphics processor.
    context.imageSmoothingQuality = moving ? 'low' : 'medium';
    const complete = tilesIn(image, factor, region).every((tile) => cache.has(tileKey(tile)));
    for (const f of factors.filter((one) => (complete ? one === factor : one >= factor)).reverse()) {
      for (const tile of tilesIn(image, f, region)) paintTile(tile, view, ratio, f === factor);
    }
    if (view.scale > GRID_SCALE) paintGrid(view, region, ratio);
    note(complete);
  }

  /** @param {import('../core/tilegrid.js').TileAddress[]} tiles */
  function takeReady(tiles) {
    for (const tile of tiles) {
      const ready = shelf.take(urlOf(tile));
      if (ready) cache.put(tileKey(tile), ready, needed);
    }
  }

  /** Marks for who measures: the first tile on the screen, then the whole view. @param {boolean} complete */
  function note(complete) {
    const wanted = complete ? 'complete' : cache.has(tileKey(base)) ? 'first' : 'none';
    if (wanted === 'none' || progress === 'complete' || wanted === progress) return;
    if (progress === 'none') performance.mark('boxwood:first-tile');
    if (complete) performance.mark('boxwood:view-complete');
    progress = wanted;
  }

  /** @param {Viewport} view @param {import('../core/box.js').Box} region in sight @param {number} ratio */
  function paintGrid({ scale, originX, originY }, [x, y, w, h], ratio) {
    const left = Math.max(Math.floor(x), 0), right = Math.min(Math.ceil(x + w), image.width);
    const top = Math.max(Math.floor(y), 0), bottom = Math.min(Math.ceil(y + h), image.height);
    const at = (/** @type {number} */ value, /** @type {number} */ origin) => Math.round((value * scale + origin) * ratio) + 0.5;
    context.strokeStyle = 'rgb(128 128 128 / 45%)';
    context.lineWidth = 1;
    context.beginPath();
    for (let column = left; column <= right; column++) {
      context.moveTo(at(column, originX), at(top, originY));
      context.lineTo(at(column, originX), at(bottom, originY));
    }
    for (let row = top; row <= bottom; row++) {
      context.moveTo(at(left, originX), at(row, originY));
      context.lineTo(at(right, originX), at(row, originY));
    }
    context.stroke();
  }

  /**
   * @param {import('../core/tilegrid.js').TileAddress} tile
   * @param {Viewport} view
   * @param {number} ratio
   * @param {boolean} wanted
   */
  function paintTile(tile, view, ratio, wanted) {
    const key = tileKey(tile);
    const bitmap = cache.get(key);
    if (!bitmap && !(wanted && loader.failed(key))) return;
    const r = tileRegion(image, tile);
    /** @param {number} at @param {number} origin */
    const edge = (at, origin) => Math.round((at * view.scale + origin) * ratio);
    const left = edge(r.x, view.originX), right = edge(r.x + r.width, view.originX);
    const top = edge(r.y, view.originY), bottom = edge(r.y + r.height, view.originY);
    if (bitmap) context.drawImage(bitmap, left, top, right - left, bottom - top);
    else paintHatch(left, top, right - left, bottom - top);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  function paintHatch(x, y, width, height) {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.strokeStyle = 'rgb(128 128 128 / 50%)';
    context.lineWidth = 2;
    context.beginPath();
    for (let offset = -height; offset < width; offset += 16) {
      context.moveTo(x + offset, y + height);
      context.lineTo(x + offset + height, y);
    }
    context.stroke();
    context.restore();
  }

  return {
    paint,
    retry: loader.retry,
    overview: () => cache.get(tileKey(base)),
    stop() {
      loader.stop();
      cache.clear();
    },
  };
}

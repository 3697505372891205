/**
 * The picture: tiles on a canvas. Coarser tiles stay under finer ones until those are there.
 *
 * @typedef {import('../core/viewport.js').Viewport} Viewport
 * @typedef {import('../core/viewport.js').ScreenSize} ScreenSize
 */
import {
  factorFor, scaleFactors, tileKey, tileRegion, tilesIn, tilesWanted, tileURL,
} from '../core/tilegrid.js';
import { visibleRegion } from '../core/viewport.js';
import { createTileCache, tileBudget } from './tile-cache.js';
import { createTileLoader } from './tile-loader.js';

/** Above this, CSS pixels for an image pixel, pixels are shown as they are. */
const CRISP_SCALE = 4;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{width: number, height: number, tiles: string}} image
 * @param {{invalidate: () => void, onFailure: (any: boolean) => void}} hooks
 */
export function createImageLayer(canvas, image, { invalidate, onFailure }) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  const cache = createTileCache(tileBudget());
  /** @type {ReadonlySet<string>} */
  let needed = new Set();
  const loader = createTileLoader({
    urlOf: (tile) => tileURL(image.tiles, image, tile),
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
   * @param {number} ratio device pixels for a CSS pixel
   * @param {{x: number, y: number} | null} focus image pixels
   * @param {string} backdrop CSS colour
   */
  function paint(view, screen, ratio, focus, backdrop) {
    const region = visibleRegion(view, screen);
    const factor = factorFor(image, view.scale * ratio);
    const middle = { x: region[0] + region[2] / 2, y: region[1] + region[3] / 2 };
    const tiles = tilesWanted(image, factor, region, focus ?? middle);
    needed = new Set(tiles.map(tileKey));
    loader.want(tiles);

    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = backdrop;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingEnabled = view.scale <= CRISP_SCALE;
    context.imageSmoothingQuality = 'medium';
    const complete = tilesIn(image, factor, region).every((tile) => cache.has(tileKey(tile)));
    const factors = scaleFactors(image).filter((f) => (complete ? f === factor : f >= factor)).reverse();
    for (const f of factors) {
      for (const tile of tilesIn(image, f, region)) paintTile(tile, view, ratio, f === factor);
    }
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
    stop() {
      loader.stop();
      cache.clear();
    },
  };
}

/** Fetches the tiles in sight and paints them, coarse ones under fine ones. */
import { factorFor, scaleFactors, tileKey, tileRegion, tilesIn, tilesWanted, tileURL } from '../../core/tilegrid.js';
import { visibleRegion } from '../../core/viewport.js';

const PARALLEL = 6;
const KEPT = 240; // tiles
const RETRY_DELAYS = [500, 2000, 8000]; // ms
const MAXIMUM_CANVAS = 8_000_000; // pixels

/**
 * @param {{canvas: HTMLCanvasElement, base: string, image: import('../../core/box.js').ImageSize, onTile: () => void}} options
 *   `base`: such as `/iiif/3/{image}`; `onTile`: a tile came, paint again
 */
export function createTilePainter({ canvas, base, image, onTile }) {
  const context = canvas.getContext('2d');
  /** @type {Map<string, {picture: HTMLImageElement | null, state: 'loading' | 'ready' | 'failed', tries: number}>} */
  const tiles = new Map();
  /** @type {import('../../core/tilegrid.js').TileAddress[]} */
  let wanted = [];
  let loading = 0;
  let ratio = 1;
  let disposed = false;

  function pump() {
    for (const tile of wanted) {
      if (loading >= PARALLEL || disposed) return;
      if (!tiles.has(tileKey(tile))) load(tile);
    }
  }

  /** @param {import('../../core/tilegrid.js').TileAddress} tile @param {number} [tries] */
  function load(tile, tries = 0) {
    const key = tileKey(tile);
    const picture = new Image();
    const entry = { picture, state: /** @type {'loading' | 'ready' | 'failed'} */ ('loading'), tries };
    tiles.set(key, entry);
    loading += 1;
    picture.decoding = 'async';
    picture.src = tileURL(base, image, tile);
    picture.decode().then(() => { entry.state = 'ready'; }, () => {
      entry.state = 'failed';
      if (tries < RETRY_DELAYS.length && !disposed) window.setTimeout(() => !disposed && load(tile, tries + 1), RETRY_DELAYS[tries]);
    }).finally(() => {
      loading -= 1;
      if (disposed) return;
      onTile();
      pump();
    });
  }

  /**
   * Forgets tiles out of sight, the oldest first.
   * @param {Set<string>} needed
   */
  function evict(needed) {
    for (const [key, entry] of tiles) {
      if (tiles.size <= KEPT) return;
      if (entry.state !== 'loading' && !needed.has(key)) tiles.delete(key);
    }
  }

  return {
    /** @param {import('../../core/viewport.js').ScreenSize} screen CSS pixels */
    resize(screen) {
      ratio = Math.min(window.devicePixelRatio || 1, Math.sqrt(MAXIMUM_CANVAS / Math.max(1, screen.width * screen.height)));
      canvas.width = Math.max(1, Math.round(screen.width * ratio));
      canvas.height = Math.max(1, Math.round(screen.height * ratio));
    },
    /** @param {import('../../core/viewport.js').Viewport} view @param {import('../../core/viewport.js').ScreenSize} screen */
    paint(view, screen) {
      if (!context) return;
      const region = /** @type {import('../../core/box.js').Box} */ (visibleRegion(view, screen));
      const factor = factorFor(image, view.scale * ratio);
      const focus = { x: region[0] + region[2] / 2, y: region[1] + region[3] / 2 };
      wanted = tilesWanted(image, factor, region, focus);
      evict(new Set(wanted.map(tileKey)));
      pump();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.setTransform(view.scale * ratio, 0, 0, view.scale * ratio, view.originX * ratio, view.originY * ratio);
      context.imageSmoothingEnabled = view.scale * ratio < 4;
      for (const level of scaleFactors(image).filter((each) => each >= factor).reverse()) {
        for (const tile of tilesIn(image, level, region)) {
          const entry = tiles.get(tileKey(tile));
          if (entry?.state !== 'ready' || !entry.picture) continue;
          const r = tileRegion(image, tile);
          context.drawImage(entry.picture, r.x, r.y, r.width, r.height);
        }
      }
    },
    dispose() {
      disposed = true;
      for (const { picture, state } of tiles.values()) if (state === 'loading' && picture) picture.src = '';
      tiles.clear();
    },
  };
}

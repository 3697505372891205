/**
 * Fetches ahead the tiles that the next image needs when it is opened, so that they come from the browser's own cache.
 *
 * @typedef {{width: number, height: number, tiles: string}} TiledImage
 */
import { factorFor, tileURL, tilesWanted } from '../core/tilegrid.js';
import { fitRegion, visibleRegion } from '../core/viewport.js';

/**
 * @param {TiledImage} image
 * @param {import('../core/viewport.js').ScreenSize} screen
 * @param {number} ratio device pixels for a CSS pixel
 * @param {AbortSignal} signal
 */
export async function prefetchTiles(image, screen, ratio, signal) {
  const view = fitRegion([0, 0, image.width, image.height], screen);
  const middle = { x: image.width / 2, y: image.height / 2 };
  const tiles = tilesWanted(image, factorFor(image, view.scale * ratio), visibleRegion(view, screen), middle, 0);
  for (const tile of tiles) {
    const answer = await fetch(tileURL(image.tiles, image, tile),
      { signal, credentials: 'same-origin', priority: 'low' }).catch(() => null);
    if (!answer?.ok) return;
    await answer.blob().catch(() => null);
  }
}

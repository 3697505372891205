/**
 * Fetches and decodes ahead the tiles that the next image needs when it is opened.
 *
 * @typedef {{width: number, height: number, tiles: string}} TiledImage
 */
import { authorization } from '../state/bearer.js';
import { factorFor, tileURL, tilesWanted } from '../core/tilegrid.js';
import { fitRegion, visibleRegion } from '../core/viewport.js';

/**
 * @param {TiledImage} image
 * @param {import('../core/viewport.js').ScreenSize} screen
 * @param {number} ratio device pixels for a CSS pixel
 * @param {AbortSignal} signal
 * @param {import('./tile-shelf.js').TileShelf} shelf where they are put, in place of what lay there
 */
export async function prefetchTiles(image, screen, ratio, signal, shelf) {
  shelf.clear();
  const view = fitRegion([0, 0, image.width, image.height], screen);
  const middle = { x: image.width / 2, y: image.height / 2 };
  const tiles = tilesWanted(image, factorFor(image, view.scale * ratio), visibleRegion(view, screen), middle, 0);
  for (const tile of tiles) {
    const url = tileURL(image.tiles, image, tile);
    try {
      const answer = await fetch(url, { signal, credentials: 'same-origin', priority: 'low', headers: authorization() });
      if (!answer.ok) return;
      shelf.put(url, await createImageBitmap(await answer.blob()));
    } catch {
      return; // What could not be had ahead is fetched when the image is opened.
    }
  }
}

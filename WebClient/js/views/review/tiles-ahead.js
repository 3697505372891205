/** Fetches the tiles of a place before it is looked at; the browser keeps them. */
import { factorFor, tilesWanted, tileURL } from '../../core/tilegrid.js';
import { visibleRegion } from '../../core/viewport.js';
import { closeUp } from './close-up.js';

/**
 * The addresses of the tiles that a close look at a box needs.
 * @param {{base: string, image: import('../../core/box.js').ImageSize, box: number[],
 *   screen: import('../../core/viewport.js').ScreenSize, ratio: number}} look `ratio`: device pixels for a CSS pixel
 * @returns {string[]}
 */
export function tilesOfCloseUp({ base, image, box, screen, ratio }) {
  const view = closeUp(box, image, screen);
  const region = /** @type {import('../../core/box.js').Box} */ (visibleRegion(view, screen));
  const middle = { x: region[0] + region[2] / 2, y: region[1] + region[3] / 2 };
  return tilesWanted(image, factorFor(image, view.scale * ratio), region, middle, 0).map((tile) => tileURL(base, image, tile));
}

/** @param {string[]} addresses @returns {() => void} breaks off what has not come */
export function fetchAhead(addresses) {
  const pictures = addresses.map((address) => {
    const picture = new Image();
    picture.fetchPriority = 'low';
    picture.src = address;
    return picture;
  });
  return () => { for (const picture of pictures) if (!picture.complete) picture.src = ''; };
}

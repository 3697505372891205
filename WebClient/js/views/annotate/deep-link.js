/**
 * The address of an image and a shape: the address bar follows what is open and selected, and an address that names them
 * opens there.
 *
 * @typedef {{image: string | null, shape: string | null}} Place
 */
import { hrefTo } from '../../router.js';

/** @param {Record<string, string>} query of the address @returns {Place} */
export function placeIn(query) {
  return { image: query.image ?? null, shape: query.shape ?? null };
}

/** @param {string} projectId @param {Place} place @returns {string} `#/projects/…` */
export function addressOf(projectId, { image, shape }) {
  return hrefTo(['projects', projectId, 'annotate'], { image, shape });
}

/**
 * Puts an address in the bar without going anywhere.
 * @param {string} projectId
 * @param {Place} place
 */
export function showAddress(projectId, place) {
  const address = addressOf(projectId, place);
  if (location.hash !== address && location.hash.startsWith(hrefTo(['projects', projectId, 'annotate']))) {
    history.replaceState(history.state, '', address);
  }
}

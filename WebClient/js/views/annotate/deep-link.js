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

/** Browsers slow pages down that change the address often; it follows after so long, milliseconds. */
const DELAY = 300;

/** Puts addresses in the bar without going anywhere. @param {string} projectId */
export function createAddressBar(projectId) {
  /** @type {any} */
  let timer = null;
  return {
    /** @param {Place} place */
    show(place) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const address = addressOf(projectId, place);
        const isHere = location.hash.startsWith(hrefTo(['projects', projectId, 'annotate']));
        if (isHere && location.hash !== address) history.replaceState(history.state, '', address);
      }, DELAY);
    },
    stop: () => clearTimeout(timer),
  };
}

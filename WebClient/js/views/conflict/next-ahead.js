/** The conflict that comes next, with its tiles, asked for while one still looks at this one. */
import { fetchAhead, tilesOfCloseUp } from '../review/tiles-ahead.js';

/**
 * @typedef {import('../../api/conflicts.js').ConflictDetail} ConflictDetail
 * @param {(id: string) => Promise<ConflictDetail>} fetch
 */
export function createNextAhead(fetch) {
  /** @type {{id: string, conflict: Promise<ConflictDetail>, stop: () => void} | null} */
  let ahead = null;

  return {
    /** @param {import('../../api/conflicts.js').Conflict} next @param {import('../../core/viewport.js').ScreenSize} screen CSS pixels */
    ask({ id, image, imageWidth, imageHeight, box }, screen) {
      if (ahead?.id === id) return;
      ahead?.stop();
      const look = { base: `/iiif/3/${image}`, image: { width: imageWidth, height: imageHeight }, box, screen, ratio: window.devicePixelRatio || 1 };
      const conflict = fetch(id);
      conflict.catch(() => { /* Asked again when it is shown. */ });
      ahead = { id, conflict, stop: fetchAhead(screen.width > 0 ? tilesOfCloseUp(look) : []) };
    },

    /** What was asked for, once. @param {string} id @returns {Promise<ConflictDetail> | undefined} */
    take(id) {
      if (ahead?.id !== id) return undefined;
      const { conflict } = ahead;
      ahead = null;
      return conflict;
    },

    stop() {
      ahead?.stop();
      ahead = null;
    },
  };
}

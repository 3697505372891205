/** A cursor moved by arrows, for drawing without a pointer: Enter presses at its place. */
import { clampPoint } from '../../core/box.js';
import { t } from '../../i18n/index.js';

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {import('./camera.js').Camera} camera
 * @param {{changed: () => void, speak: (text: string) => void}} hooks
 */
export function createKeyboardCursor(workspace, camera, { changed, speak }) {
  /** @type {import('../../core/box.js').ImagePoint | null} */
  let at = null;

  /** @param {'down' | 'move' | 'up'} type */
  function feed(type) {
    if (at) workspace.handle({ type, at, screen: camera.toScreen(at) });
  }

  const placeText = () => t('annotate.cursor.at',
    { x: String(Math.round(at?.x ?? 0)), y: String(Math.round(at?.y ?? 0)) });

  return {
    get at() { return at; },

    toggle() {
      const middle = { x: camera.screen.width / 2, y: camera.screen.height / 2 };
      at = at ? null : clampPoint(roundedPoint(camera.toImage(middle)), workspace.image);
      changed();
      speak(at ? `${t('annotate.cursor.on')} ${placeText()}` : t('annotate.cursor.off'));
    },

    /**
     * @param {number} dx image pixels
     * @param {number} dy image pixels
     * @returns {boolean} whether the cursor is on
     */
    move(dx, dy) {
      if (!at) return false;
      at = clampPoint({ x: at.x + dx, y: at.y + dy }, workspace.image);
      camera.reveal(at);
      feed('move');
      changed();
      speak(placeText());
      return true;
    },

    /** @returns {boolean} whether the cursor is on */
    press() {
      if (!at) return false;
      feed('down');
      feed('up');
      if (workspace.isDrawing) speak(t('annotate.cursor.set', { place: placeText() }));
      return true;
    },
  };
}

/** @param {import('../../core/box.js').ImagePoint} point */
function roundedPoint({ x, y }) {
  return { x: Math.round(x), y: Math.round(y) };
}

/** Where the loupe lies that shows what a finger hides. All lengths in CSS pixels of the stage. */

/** Width and height of the loupe. */
export const LOUPE = 120;
/** Between the finger's tip and the loupe. */
const AWAY = 56;
/** Between the loupe and the border of the stage. */
const MARGIN = 8;

/**
 * Above the finger; where there is no room for that, on the side that has more. Never beyond the border.
 * @param {{x: number, y: number}} finger
 * @param {import('./viewport.js').ScreenSize} screen
 * @returns {{x: number, y: number}} the loupe's top-left corner
 */
export function loupePlace(finger, screen) {
  const above = finger.y - AWAY - LOUPE;
  const inside = (/** @type {number} */ at, /** @type {number} */ length) => (
    Math.min(Math.max(at, MARGIN), Math.max(length - LOUPE - MARGIN, MARGIN)));
  if (above >= MARGIN) return { x: inside(finger.x - LOUPE / 2, screen.width), y: above };
  const beside = finger.x < screen.width / 2 ? finger.x + AWAY : finger.x - AWAY - LOUPE;
  return { x: inside(beside, screen.width), y: inside(finger.y - LOUPE / 2, screen.height) };
}

/** How the time that is left for an image is told. Pure. */

/** From here on a turn is about to end, seconds. */
export const SOON = 300;

/**
 * Hours and minutes while there is much, minutes and seconds in the last ten minutes.
 * @param {number} seconds
 * @returns {{kind: 'long' | 'short', hours: number, minutes: number, seconds: number}}
 */
export function partsOf(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  if (left < 600) return { kind: 'short', hours: 0, minutes: Math.floor(left / 60), seconds: left % 60 };
  const minutes = Math.ceil(left / 60);
  return { kind: 'long', hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: 0 };
}

/**
 * How long until the text changes, milliseconds.
 * @param {number} seconds that are left
 */
export function untilNextText(seconds) {
  if (seconds <= 0) return Infinity;
  const step = seconds <= 600 ? 1 : 60;
  const rest = seconds % step;
  return (rest === 0 ? step : rest) * 1000 + 5;
}

/** From values to places in a drawing, and where the marks of an axis lie. Pure. */

/**
 * @param {[number, number]} domain values
 * @param {[number, number]} range units of the drawing
 * @returns {(value: number) => number}
 */
export function linear([from, to], [start, end]) {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/**
 * Round marks from 0 to at least the largest value.
 *
 * @param {number} most
 * @param {number} [wanted] about how many
 * @returns {number[]} the last is where the axis ends
 */
export function ticksTo(most, wanted = 4) {
  if (!(most > 0)) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999) ?? 10 * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/**
 * Which of several columns get a word under them, so that none runs into the next.
 *
 * @param {number} count of columns
 * @param {number} room for so many words
 * @returns {number[]} indices
 */
export function labelled(count, room) {
  const every = Math.max(1, Math.ceil(count / Math.max(1, room)));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}

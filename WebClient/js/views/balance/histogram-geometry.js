/** Where the bars of a histogram lie. Pure. */

/** Units of the drawing. */
export const SIZE = { width: 480, height: 160 };
const BASE = 138;
const TOP = 18;
const GAP = 6;

/** @param {number[]} counts @returns {{bars: {x: number, y: number, width: number, height: number, middle: number}[], base: number}} */
export function histogramGeometry(counts) {
  const step = SIZE.width / counts.length;
  const most = Math.max(1, ...counts);
  return {
    base: BASE,
    bars: counts.map((value, index) => {
      const height = (value / most) * (BASE - TOP);
      return { x: index * step + GAP / 2, y: BASE - height, width: step - GAP, height, middle: (index + 0.5) * step };
    }),
  };
}

/**
 * What each bin holds, in words: one more than there are edges.
 *
 * @param {string[]} edges
 * @param {{below: (value: string) => string, from: (value: string) => string, between: (low: string, high: string) => string}} words
 */
export function binNames(edges, { below, from, between }) {
  return [below(edges[0]), ...edges.slice(1).map((high, index) => between(edges[index], high)), from(edges[edges.length - 1])];
}

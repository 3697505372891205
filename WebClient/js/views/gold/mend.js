/** A known answer, corrected by what a disputed answer is right about. Pure. */

/**
 * @param {import('../../api/gold.js').Result} result
 * @param {import('./explain.js').Row[]} rows what became of each shape
 * @param {ReadonlySet<number>} chosen the rows in which the person is right
 * @param {() => string} newId
 * @returns {{annotation: any, clause?: string | null}[]} the corrected answer
 */
export function mended(result, rows, chosen, newId) {
  let parts = result.known.map((part) => ({ ...part }));
  for (const index of chosen) {
    const row = rows[index];
    if (row.kind === 'missed') parts = parts.filter(({ annotation }) => annotation.id !== row.knownId);
    if (row.kind === 'extra') {
      const mine = result.drawn.find(({ id }) => id === row.drawnId);
      if (mine) parts.push({ annotation: { ...mine, id: newId() } });
    }
    if (row.kind === 'class') {
      const mine = result.drawn.find(({ id }) => id === row.drawnId);
      parts = parts.map((part) => (part.annotation.id === row.knownId && mine
        ? { ...part, annotation: { ...part.annotation, labelId: mine.labelId, attributes: undefined } } : part));
    }
  }
  return parts;
}

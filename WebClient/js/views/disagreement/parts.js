/**
 * Parts of a project's disagreement, such as a cell of the frame: in the address, and in words. Pure but for the words.
 *
 * @typedef {import('../../api/disagreement.js').Part} Part
 * @typedef {import('../../api/disagreement.js').Disagreement} Disagreement
 */
import { t } from '../../i18n/index.js';
import { count } from '../../ui/format.js';

/**
 * The part an address asks for; empty if none.
 *
 * @param {Record<string, string>} query
 * @returns {Part}
 */
export function partFrom({ cell, size, of: label, classes, people }) {
  if (cell) return { cell };
  if (size) return label ? { size, of: label } : { size };
  if (classes) return { classes };
  if (people) return { people };
  return {};
}

/** The column and row of a cell. @param {string} cell @returns {[number, number]} */
export function cellOf(cell) {
  const [column, row] = cell.split(',').map(Number);
  return [column, row];
}

/** @param {Part} part @param {Disagreement} disagreement */
export function partName(part, disagreement) {
  const label = (/** @type {string} */ id) => disagreement.labels.find(({ labelId }) => labelId === id)?.label ?? id;
  const person = (/** @type {string} */ id) => disagreement.people.find((one) => one.id === id)?.name ?? id;
  if (part.cell) {
    const [column, row] = cellOf(part.cell);
    return t('disagreement.part.cell', { column: column + 1, row: row + 1 });
  }
  if (part.size) return t('disagreement.part.size', { size: sizeName(Number(part.size), disagreement.sideEdges), label: part.of ? label(part.of) : t('heatmap.everyLabel') });
  const [first, second] = (part.classes ?? part.people ?? ',').split(',');
  if (part.classes) return first === second ? t('disagreement.part.sameClass', { label: label(first) }) : t('disagreement.part.classes', { first: label(first), second: label(second) });
  return t('disagreement.part.people', { first: person(first), second: person(second) });
}

/** What a bin of sizes holds. @param {number} bin @param {number[]} edges */
export function sizeName(bin, edges) {
  if (bin === 0) return t('balance.below', { value: count(edges[0]) });
  if (bin >= edges.length) return t('balance.from', { value: count(edges[edges.length - 1]) });
  return t('balance.between', { low: count(edges[bin - 1]), high: count(edges[bin]) });
}

/**
 * The colour of a share of the ramp's whole length.
 *
 * @param {{color: string}[]} stops @param {number} share 0…1
 */
export function colorAt(stops, share) {
  return stops[Math.round(Math.max(0, Math.min(1, share)) * (stops.length - 1))]?.color ?? '#888888';
}

/**
 * What became of each shape, in words. Pure, but for the language.
 *
 * @typedef {{kind: 'right' | 'class' | 'missed' | 'extra', text: string, edges: string[], clause: string | null, shape: any, drawn: any, known: any,
 *   drawnId: string | null, knownId: string | null}} Row
 */
import { t } from '../../i18n/index.js';
import { decimal } from '../../ui/format.js';

/** Edges nearer than this to the known ones are not spoken of, image pixels. */
const QUIET = 1;
const EDGES = ['left', 'top', 'right', 'bottom'];

/**
 * @param {import('../../api/gold.js').Result} result
 * @param {(labelId: string) => string} nameOf
 * @returns {Row[]} what is wrong first
 */
export function explain(result, nameOf) {
  const drawn = new Map(result.drawn.map((annotation) => [annotation.id, annotation]));
  const known = new Map(result.known.map((part) => [part.annotation.id, part]));
  /** @type {Row[]} */
  const rows = [];
  for (const id of result.missed) {
    const part = known.get(id);
    if (part) rows.push({ kind: 'missed', text: t('result.missed', { label: nameOf(part.annotation.labelId) }), edges: [], clause: part.clause ?? null,
      shape: part.annotation.shape, drawn: null, known: part.annotation.shape, drawnId: null, knownId: id });
  }
  for (const id of result.extra) {
    const shape = drawn.get(id);
    if (shape) rows.push({ kind: 'extra', text: t('result.extra', { label: nameOf(shape.labelId) }), edges: [], clause: null, shape: shape.shape, drawn: shape.shape, known: null,
      drawnId: id, knownId: null });
  }
  for (const pair of [...result.pairs].sort((one, other) => Number(one.rightClass) - Number(other.rightClass) || one.iou - other.iou)) {
    const mine = drawn.get(pair.drawn);
    const part = known.get(pair.known);
    if (!mine || !part) continue;
    const label = nameOf(part.annotation.labelId);
    const edges = edgeTexts(pair.looseness);
    rows.push({ kind: pair.rightClass ? 'right' : 'class', text: pair.rightClass ? t('result.right', { label, iou: decimal(pair.iou) })
      : t('result.class', { label, mine: nameOf(mine.labelId) }), edges, clause: pair.rightClass && edges.length === 0 ? null : part.clause ?? null,
    shape: mine.shape, drawn: mine.shape, known: part.annotation.shape, drawnId: pair.drawn, knownId: pair.known });
  }
  return rows;
}

/** `left edge 6 px too loose`, for each edge that is off. @param {number[]} looseness left, top, right, bottom @returns {string[]} */
export function edgeTexts(looseness) {
  return looseness.flatMap((pixels, index) => {
    if (Math.abs(pixels) < QUIET) return [];
    return [t(pixels > 0 ? 'result.edge.loose' : 'result.edge.tight', { edge: t(`result.edge.${EDGES[index]}`), pixels: pixelsText(Math.abs(pixels)) })];
  });
}

/** Whole pixels, with a tenth where they are few. @param {number} pixels */
function pixelsText(pixels) {
  const tenths = Math.round(pixels * 10);
  return decimal(pixels, pixels < 3 && tenths % 10 !== 0 ? 1 : 0);
}

/** One sentence about the whole. @param {import('../../api/gold.js').Result} result */
export function summaryOf({ pairs, missed }) {
  const expected = pairs.length + missed.length;
  return t('result.summary', { found: pairs.filter(({ rightClass }) => rightClass).length, expected });
}

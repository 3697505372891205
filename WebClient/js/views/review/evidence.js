/**
 * Reads why an object is believed to exist: who adds what to its log odds, and what else does. Pure.
 *
 * @typedef {{annotatorId: string, part: 'drew' | 'silent' | 'neutral', logOdds: number}} PersonPart log odds in nats
 * @typedef {{prior: number, people: PersonPart[], difficulty: number, place: number, truncation: number, limit: number,
 *   recalibration?: number | null, secondLooks?: number | null}} Evidence `secondLooks`: of those who saw it again after the merge;
 *   all terms add up to the logit of existence
 * @typedef {{id: string, letter: string, name: string | null, part: 'drew' | 'silent' | 'neutral', logOdds: number | null,
 *   vote: any}} PersonRow `logOdds` is null where nobody was weighed; `name` where it is not known
 */
import { decimal } from '../../ui/format.js';

/** Terms that concern no single person, in the order they are read in; the first is what one begins with. */
const TERMS = /** @type {const} */ (['difficulty', 'place', 'truncation', 'limit', 'recalibration', 'secondLooks']);
const PARTS = ['drew', 'silent', 'neutral'];
/** What rounds to 0.00 is not told. */
const SMALLEST = 0.005;
/** Bars reach at least so far, so that small terms look small. */
const LEAST_BOUND = 2;

/**
 * Who drew an object and who did not: those who drew it first, in each part what adds most first, then by letter.
 *
 * @param {any} object
 * @param {any[]} layers
 * @returns {PersonRow[]}
 */
export function personRows(object, layers) {
  const known = new Map(layers.map((layer) => [layer.annotator.id, layer.annotator]));
  const votes = new Map((object.votes ?? []).map((/** @type {any} */ vote) => [vote.annotatorId, vote]));
  const parts = object.evidence?.people ?? withoutEvidence(votes, layers);
  const rows = parts.map((/** @type {any} */ { annotatorId, part, logOdds }) => ({
    id: annotatorId, letter: known.get(annotatorId)?.letter ?? '?', name: known.get(annotatorId)?.name ?? null, part,
    logOdds: typeof logOdds === 'number' ? logOdds : null, vote: votes.get(annotatorId) ?? null,
  }));
  return rows.sort((/** @type {PersonRow} */ a, /** @type {PersonRow} */ b) => PARTS.indexOf(a.part) - PARTS.indexOf(b.part)
    || (b.logOdds ?? 0) - (a.logOdds ?? 0) || a.letter.localeCompare(b.letter, 'en') || (a.id < b.id ? -1 : 1));
}

/** @param {Map<string, any>} votes @param {any[]} layers */
function withoutEvidence(votes, layers) {
  const asked = layers.filter((layer) => layer.kind === 'submission').map((layer) => layer.annotator.id);
  return [...new Set([...votes.keys(), ...asked])].map((annotatorId) =>
    ({ annotatorId, part: votes.has(annotatorId) ? 'drew' : 'silent', logOdds: null }));
}

/**
 * The terms beside people's that do anything.
 * @param {Evidence} evidence
 * @returns {{id: typeof TERMS[number], value: number}[]}
 */
export function otherTerms(evidence) {
  return TERMS.map((id) => ({ id, value: evidence[id] ?? 0 })).filter(({ value }) => Math.abs(value) >= SMALLEST);
}

/** The sum of all terms: the logit of existence. @param {Evidence} evidence */
export function logitOf({ prior, people, difficulty, place, truncation, limit, recalibration, secondLooks }) {
  return [prior, difficulty, place, truncation, limit, recalibration, secondLooks, ...people.map(({ logOdds }) => logOdds)]
    .reduce((sum, term) => sum + (term ?? 0), 0);
}

/** The probability that belongs to log odds. @param {number} logit */
export function probabilityOf(logit) {
  return 1 / (1 + Math.exp(-logit));
}

/** What half of a bar stands for, so that the largest term fills it. @param {Evidence} evidence */
export function boundOf({ prior, people, difficulty, place, truncation, limit, recalibration, secondLooks }) {
  return [prior, difficulty, place, truncation, limit, recalibration, secondLooks, ...people.map(({ logOdds }) => logOdds)]
    .reduce((bound, value) => Math.max(bound, Math.abs(value ?? 0)), LEAST_BOUND);
}

/**
 * By how much odds are multiplied, or divided when it speaks against: as text short enough to be read at a glance.
 * @param {number} logOdds
 * @returns {{speaks: 'times' | 'over', factor: string | null}} factor: null above a thousand
 */
export function oddsFactor(logOdds) {
  const factor = Math.exp(Math.abs(logOdds));
  return { speaks: logOdds < 0 ? 'over' : 'times', factor: factor > 1000 ? null : decimal(factor, factor < 9.95 ? 1 : 0) };
}

/** Why an object is accepted or not, and what would change that, in sentences. Pure. */
import { t } from '../../i18n/index.js';
import { percent } from '../../ui/format.js';

/** From this existence on an object is accepted where people are weighed. */
const ACCEPTANCE = 0.5;

/**
 * What an object's standing rests on.
 * @param {any} object
 * @param {any} consensus
 * @returns {'known' | 'weighed' | 'quorum' | 'settled'} settled: known not to be an object, or in a region that does not count
 */
export function standingOf(object, consensus) {
  if (object.known) return 'known';
  if (object.evidence) return 'weighed';
  return (consensus.method ?? 'quorum') === 'quorum' ? 'quorum' : 'settled';
}

/**
 * The rule of the quorum and how it went.
 * @param {any} object
 * @param {any} consensus
 * @param {number} people how many looked
 * @returns {string[]}
 */
export function quorumSentences(object, consensus, people) {
  const drew = new Set((object.votes ?? []).map((/** @type {any} */ vote) => vote.annotatorId)).size;
  const votes = t('why.quorum.votes', { count: drew, verdict: t(`why.verdict.${object.accepted ? 'accepted' : 'rejected'}`) });
  const place = consensus.placeWeights === 'skill' ? [t('why.quorum.weights')] : [];
  if (typeof consensus.quorum !== 'number') return [votes, ...place];
  const needed = Math.max(1, Math.ceil(consensus.quorum * people - 1e-9));
  return [t('why.quorum', { quorum: percent(consensus.quorum), people, needed }), votes, ...place];
}

/**
 * What one more person would do, and how many votes are missing.
 * @param {any} object
 * @param {any} consensus
 * @returns {string[]}
 */
export function changeSentences(object, consensus) {
  const change = object.change ?? {};
  const standing = standingOf(object, consensus);
  if (standing === 'known' || standing === 'settled') return [];
  if (standing === 'quorum') return missingVotes(object.accepted, change.votesNeeded, t('why.change.enough'));
  const told = typeof change.ifDrawn === 'number' && change.ifDrawn >= ACCEPTANCE && change.votesNeeded <= 1;
  return [...ifOneMore(object.accepted, change), ...(told ? [] : missingVotes(object.accepted, change.votesNeeded, null))];
}

/** @param {boolean} accepted @param {{ifDrawn?: number | null, ifNotDrawn?: number | null}} change */
function ifOneMore(accepted, { ifDrawn, ifNotDrawn }) {
  const drawn = typeof ifDrawn === 'number' ? ifDrawn : null;
  const notDrawn = typeof ifNotDrawn === 'number' ? ifNotDrawn : null;
  const raised = drawn !== null && !accepted && drawn >= ACCEPTANCE;
  const lost = notDrawn !== null && accepted && notDrawn < ACCEPTANCE;
  return [
    ...(drawn === null ? [] : [t(raised ? 'why.change.drawnFlips' : 'why.change.drawn', { share: sureness(drawn) })]),
    ...(notDrawn === null ? [] : [t(lost ? 'why.change.notDrawnFlips' : 'why.change.notDrawn', { share: sureness(notDrawn) })]),
    ...(drawn === null || notDrawn === null || raised || lost ? []
      : [t(accepted ? 'why.change.staysAccepted' : 'why.change.staysRejected')]),
  ];
}

/** @param {boolean} accepted @param {any} votes how many more it takes @param {string | null} enough what to say when it takes none */
function missingVotes(accepted, votes, enough) {
  if (typeof votes !== 'number') return [];
  if (accepted || votes <= 0) return enough ? [enough] : [];
  return [t('why.change.votes', { count: votes })];
}

/**
 * A probability as a percentage that never claims certainty that is not there, and is not broken over two lines.
 * @param {number} probability
 */
export function sureness(probability) {
  const doubt = Math.min(probability, 1 - probability);
  const digits = doubt >= 0.005 || doubt <= 0 ? 0 : doubt >= 0.0005 ? 1 : 2;
  return percent(Math.max(0.0001, Math.min(0.9999, probability)), digits).replace(' ', '\u00a0');
}

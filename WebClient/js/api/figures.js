/**
 * Figures to be quoted, and the course of the work.
 *
 * @typedef {import('../ui/format.js').Estimate} Estimate
 * @typedef {{id: string, name: string}} Named
 * @typedef {{a: string, b: string, images: number, agreement: Estimate, meanIou: Estimate, f1: Estimate, kappa: Estimate}} Pair
 * @typedef {{iouThreshold: number, few: number, people: Named[], pairs: Pair[], own: Pair[]}} Pairs `own`: people and themselves
 * @typedef {{objects: number, images: number, examples: string[], classAlpha: Estimate, placeAlpha: Estimate, meanIou: Estimate}} AlphaRow
 * @typedef {{few: number, all: AlphaRow, labels: {labelId: string, label: string, color: string, figures: AlphaRow}[],
 *   sizes: {size: 'small' | 'medium' | 'large', figures: AlphaRow}[]}} Breakdown
 * @typedef {{bins: {low: number, high: number, count: number, predicted: number | null, observed: Estimate, images: string[]}[],
 *   expectedCalibrationError: number | null, brierScore: number | null, count: number}} Diagram
 * @typedef {{slope: number, intercept: number, observations: number, images: number}} Correction
 * @typedef {{method: string, mayBeCorrected: boolean, recalibration: 'none' | 'logistic', inForce?: Correction | null, learned?: Correction | null,
 *   stale: boolean, observations: number, known: number, audited: number, fewestObservations: number, fewestImages: number,
 *   before: Diagram, after?: Diagram | null}} Reliability
 * @typedef {{images: number, shapes: number, recall: Estimate, precision: Estimate, meanIou: Estimate, classAccuracy: Estimate}} PersonFigures
 * @typedef {{images: number, meanIou: Estimate, f1: Estimate, classAgreement: Estimate}} PersonAgreement
 * @typedef {{id: string, name: string, few: number, figures: PersonFigures, gold?: PersonFigures | null, own: PersonAgreement, mutual: PersonAgreement, labels: (Named & {color: string})[],
 *   confusion: {labelId?: string | null, said?: string | null, count: number}[], edges: Estimate[], looseness: Estimate,
 *   secondsPerImage: Estimate, secondsPerShape: Estimate,
 *   spans: {from: string, to: string, figures: PersonFigures, secondsPerShape: Estimate}[], skill?: import('./fit.js').Skill | null}} SkillCard
 * @typedef {{start: string, end?: string | null, answers: number, shapes: number, images: number, people: number, activeSeconds: number,
 *   secondsPerShape?: number | null, agreement: Estimate, gold: Estimate}} Stretch
 * @typedef {{from: number, to?: number | null, count: number, images: string[]}} QueueBin seconds
 * @typedef {{step: 'hour' | 'day', answersBefore: number, progress: import('./projects.js').Project['progress'], total?: Stretch | null,
 *   stretches: Stretch[], queue: {images: number, freeSlots: number, longestSeconds?: number | null, bins: QueueBin[]},
 *   people: Named[], labels: Named[]}} Dashboard
 */
import { getJSON } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${project}`;

/** @param {string} project @param {string | null} [iou] shapes are paired from this IoU on @returns {Promise<Pairs>} */
export function getPairs(project, iou) {
  return getJSON(`${base(project)}/agreement/pairs${iou ? `?${new URLSearchParams({ iou })}` : ''}`);
}

/** @param {string} project @returns {Promise<Breakdown>} */
export function getBreakdown(project) {
  return getJSON(`${base(project)}/agreement/breakdown`);
}

/** @param {string} project @returns {Promise<Reliability>} */
export function getReliability(project) {
  return getJSON(`${base(project)}/calibration`);
}

/** @param {string} project @param {string} account @returns {Promise<SkillCard>} */
export function getSkillCard(project, account) {
  return getJSON(`${base(project)}/people/${account}/skill-card`);
}

/** @param {string} project @param {Record<string, string>} filter @returns {Promise<Dashboard>} */
export function getDashboard(project, filter) {
  return getJSON(`${base(project)}/dashboard?${new URLSearchParams(filter)}`);
}

/**
 * Audits of a project's consensus.
 *
 * @typedef {import('../ui/format.js').Estimate} Estimate
 * @typedef {{right: number, judged: number, accuracy: Estimate, wilson: Estimate, errorsAtMost: number}} Figures
 * @typedef {'right' | 'wrong' | 'withdrawn'} Verdict
 * @typedef {object} Audit
 * @property {string} id
 * @property {'object' | 'image'} unit
 * @property {boolean} stratified
 * @property {number} seed
 * @property {number} size
 * @property {number} population
 * @property {number | null} [halfWidth]
 * @property {number | null} [atLeast]
 * @property {string} createdAt
 * @property {string} author
 * @property {boolean} current whether the consensus is still the one it was drawn from
 * @property {{method: string, fit?: string | null, digest: string}} consensus
 * @property {Figures} figures
 * @property {number} waiting
 * @property {number | null} [stillNeeded]
 * @property {Estimate | null} [anytime]
 * @property {'open' | 'reached' | 'missed'} verdict
 * @property {boolean | null} [metAtPlannedSize] whether the goal is met once all are judged
 * @property {{reason: string, count: number}[]} reasons
 * @property {{labelId: string, label: string, population: number, drawn: number, figures: Figures}[]} classes
 * @property {(Verdict | null)[]} verdicts one for each item
 *
 * @typedef {{number: number, imageId: string, imageName?: string | null, width: number, height: number, labelId?: string | null,
 *   objects: {id: string, labelId: string, shape: any}[], verdict?: Verdict | null, reason?: string | null}} Item
 */
import { getJSON, postJSON } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${project}/audits`;

/** @param {string} project @returns {Promise<Audit[]>} newest first */
export async function listAudits(project) {
  return (await getJSON(base(project))).items;
}

/** @param {string} project @param {Record<string, any>} wish @returns {Promise<Audit>} */
export function drawAudit(project, wish) {
  return postJSON(base(project), wish);
}

/** @param {string} project @param {string} audit @returns {Promise<Audit>} */
export function getAudit(project, audit) {
  return getJSON(auditAddress(project, audit));
}

/** @param {string} project @param {string} audit @param {number} number @returns {Promise<Item>} */
export function getAuditItem(project, audit, number) {
  return getJSON(`${auditAddress(project, audit)}/items/${number}`);
}

/**
 * Says something about an item.
 *
 * @param {string} project @param {string} audit
 * @param {{id: string, item: number, verdict: Verdict, reason?: string}} judgement `id`: a new UUID; sent again it counts once
 * @returns {Promise<Audit>} the audit afterwards
 */
export function judge(project, audit, judgement) {
  return postJSON(`${auditAddress(project, audit)}/judgements`, { judgements: [judgement] });
}

/** @param {string} project @param {string} audit */
export function auditAddress(project, audit) {
  return `${base(project)}/${audit}`;
}

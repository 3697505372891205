/**
 * How people work on a project.
 *
 * @typedef {import('../ui/format.js').Estimate} Estimate
 * @typedef {{answers: number, secondsPerImage: Estimate, operationsPerShape: Estimate, focusChangesPerImage: Estimate, belowFloor?: number}} Figures
 * @typedef {{imageId: string, imageName: string, width: number, height: number, own: any[], others: any[], seconds: number}} Evidence
 * @typedef {{flag: string, kind: 'fast' | 'repeated' | 'copied', person: {id: string, name: string}, other?: {id: string, name: string}, images: number,
 *   open: boolean, verdict?: 'dismissed' | 'acted', note?: string, judgedAt?: string, evidence: Evidence[]}} Flag
 * @typedef {{secondsPerImage?: number, people: {id: string, name: string, figures: Figures}[], flags: Flag[]}} Behaviour
 */
import { getJSON, postJSON, request } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${encodeURIComponent(project)}`;

/** @param {string} project @returns {Promise<Behaviour>} */
export function getBehaviour(project) {
  return getJSON(`${base(project)}/behaviour`);
}

/** @param {string} project @param {number | null} secondsPerImage */
export function setFloor(project, secondsPerImage) {
  return request('PUT', `${base(project)}/behaviour/settings`, { body: { secondsPerImage } });
}

/** @param {string} project @param {{id: string, flag: string, verdict: string, note?: string}} judgement @returns {Promise<Behaviour>} */
export function judgeFlag(project, judgement) {
  return postJSON(`${base(project)}/behaviour/judgements`, judgement);
}

/** @param {string} project @returns {Promise<{figures: Figures, notes: {text: string, at: string}[]}>} */
export function getOwnRecord(project) {
  return getJSON(`${base(project)}/mine/behaviour`);
}

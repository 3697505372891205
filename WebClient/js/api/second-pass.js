/**
 * Second passes: judging shapes on images that one did not answer.
 *
 * @typedef {import('../ui/format.js').Estimate} Estimate
 * @typedef {{id: string, labelId: string, shape: {box?: number[], polygon?: number[][][]}}} Item
 * @typedef {{image: {id: string, width: number, height: number}, total: number, items: Item[], labels: any[]}} Work
 * @typedef {{source?: 'consensus' | 'first', judges?: number, images: number, medianSeconds?: number, verdicts: Record<string, number>, reasons: Record<string, number>,
 *   firstGroup: {id: string, name: string, good: Estimate}[], secondGroup: {id: string, name: string, agreement: Estimate, verdicts: number, accuracy?: number | null}[]}} Report
 */
import { getJSON, postJSON, request } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${encodeURIComponent(project)}`;

/** @param {string} project @returns {Promise<Work | null>} null when nothing is left */
export async function nextToJudge(project) {
  const { status, body } = await request('POST', `${base(project)}/second-pass/turns`, { body: {} });
  return status === 204 ? null : body;
}

/** @param {string} project @param {string} image @param {any} verdict `id`: a new UUID; sent again it counts once */
export function sendVerdict(project, image, verdict) {
  return postJSON(`${base(project)}/second-pass/images/${image}/verdicts`, { verdicts: [verdict] });
}

/** @param {string} project @returns {Promise<{enabled: boolean, available: number, judged: number}>} */
export function getOwnJudging(project) {
  return getJSON(`${base(project)}/mine/second-pass`);
}

/** @param {string} project @returns {Promise<Report>} */
export function getSecondPass(project) {
  return getJSON(`${base(project)}/second-pass`);
}

/** @param {string} project @param {{source: 'consensus' | 'first' | null, judges?: number}} settings */
export function setSecondPass(project, settings) {
  return request('PUT', `${base(project)}/second-pass/settings`, { body: settings });
}

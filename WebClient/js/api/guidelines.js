/**
 * What a project asks its annotators to do, in versions.
 *
 * @typedef {{id: string, verdict: 'good' | 'bad', reason: string, labelId: string, picture: string, width: number, height: number,
 *   shape: {box?: number[], polygon?: number[][][]}, imageId?: string}} Example `shape` is relative to the picture, in pixels of the image
 * @typedef {{version: number, instructions: string, note: string, requiresQualification: boolean, createdAt: string, author?: string,
 *   examples: Example[]}} Guideline
 * @typedef {{version: number, note: string, requiresQualification: boolean, createdAt: string, author?: string, answers?: number,
 *   agreement?: import('../ui/format.js').Estimate}} Entry
 * @typedef {{from: number, to: number, lines: {change: 'same' | 'added' | 'removed', text: string}[], added: Example[], removed: Example[],
 *   notes: string[], requiresQualification: boolean}} Changes
 */
import { getJSON, postJSON } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${encodeURIComponent(project)}/guidelines`;

/** @param {string} project @returns {Promise<Entry[]>} newest first */
export async function listGuidelines(project) {
  return (await getJSON(base(project))).items;
}

/** @param {string} project @param {number | 'newest'} [version] @returns {Promise<Guideline>} */
export function getGuideline(project, version = 'newest') {
  return getJSON(`${base(project)}/versions/${version}`);
}

/** @param {string} project @param {number} from @param {number} [to] the newest when left out @returns {Promise<Changes>} */
export function getChanges(project, from, to) {
  return getJSON(`${base(project)}/changes?from=${from}${to ? `&to=${to}` : ''}`);
}

/**
 * Whom a version that asks people to qualify again would keep from their next image, if published now.
 * @param {string} project @returns {Promise<{exam: boolean, people: number, atWork: number, short: number}>}
 */
export function previewRequalification(project) {
  return getJSON(`${base(project)}/requalification`);
}

/** Notes that I was shown a version. @param {string} project @param {number} version */
export function noteReading(project, version) {
  return postJSON(`${base(project)}/readings`, { version });
}

/**
 * Publishes a version.
 * @param {string} project
 * @param {number} from the version the change was made from
 * @param {any} wish
 * @returns {Promise<Guideline>}
 */
export function publish(project, from, wish) {
  return postJSON(base(project), wish, { 'If-Match': `"${from}"` });
}

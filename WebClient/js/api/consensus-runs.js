/**
 * The history of a project's consensus.
 *
 * @typedef {{method: string, iouThreshold: number, quorum: number, placeWeights: 'none' | 'skill'}} Settings
 * @typedef {object} Run
 * @property {number} number
 * @property {'fit' | 'settings' | 'rollback'} kind
 * @property {number | null} [source] of a rollback, the run it put back in force
 * @property {Settings} settings
 * @property {number} images
 * @property {number} answers
 * @property {number} objects
 * @property {number} conflicts
 * @property {string} digest runs with the same digest hold the same bytes
 * @property {string | null} [author] nobody: the server itself
 * @property {string | null} [name]
 * @property {'export' | 'audit' | 'rollback' | null} [keptFor]
 * @property {string} createdAt
 *
 * @typedef {{items: Run[], next?: number | null, settings: Settings, current: boolean,
 *   pin?: {run: number, waiting: {id: string, name: string}[]} | null}} History
 * @typedef {'added' | 'removed' | 'relabelled' | 'moved' | 'confidence'} Kind
 * @typedef {{before: number, after: number} & Record<Kind, number>} Tally
 * @typedef {object} Comparison
 * @property {string} id
 * @property {number | null} [before] the number of a run; null: the consensus as it is
 * @property {number | null} [after]
 * @property {Settings | null} [preview] settings that were tried
 * @property {number} compared images
 * @property {number} changed images
 * @property {Tally} total
 * @property {{labelId: string, label: string, color: string, tally: Tally}[]} labels
 * @property {{imageId: string, name?: string | null, amount: number, tally: Tally}[]} images the most changed first
 * @property {number | null} [next]
 *
 * @typedef {{id: string, labelId: string, shape: any, existence: number}} Side
 * @typedef {{kinds: Kind[], before?: Side | null, after?: Side | null, iou?: number | null}} Change
 * @typedef {{imageId: string, name: string, width: number, height: number, unchanged: number, changes: Change[]}} ImageChanges
 * @typedef {{phase: 'reading' | 'merging' | 'comparing', done: number, total?: number | null}} Progress
 */
import { ApiError, getJSON, postJSON, request } from './client.js';
import { createEventReader } from './event-reader.js';

/** @param {string} project */
const runs = (project) => `/api/v1/projects/${project}/consensus-runs`;
/** @param {string} project */
const comparisons = (project) => `/api/v1/projects/${project}/consensus-comparisons`;

/** @param {string} project @param {number | null} [before] only runs with a lower number @returns {Promise<History>} */
export function listRuns(project, before) {
  return getJSON(before ? `${runs(project)}?before=${before}` : runs(project));
}

/** @param {string} project @param {Partial<Settings>} settings @returns {Promise<Run>} */
export function applySettings(project, settings) {
  return postJSON(runs(project), settings);
}

/** @param {string} project @param {number} run @returns {Promise<Run>} the new run */
export function rollBack(project, run) {
  return postJSON(`${runs(project)}/${run}/rollback`, {});
}

/** @param {string} project @param {number} run @param {string} name empty to take it back @returns {Promise<Run>} */
export async function nameRun(project, run, name) {
  return (await request('PATCH', `${runs(project)}/${run}`, { body: { name } })).body;
}

/** Has the consensus made from all answers, which ends standing at a run. @param {string} project */
export function goOn(project) {
  return postJSON(`/api/v1/projects/${project}/consensus`, {});
}

/**
 * Compares two states, or the present with what settings would make.
 *
 * @param {string} project
 * @param {{before?: number, after?: number, preview?: Partial<Settings>}} wish what is left out is the consensus as it is
 * @param {{signal?: AbortSignal, onStep?: (progress: Progress) => void}} [options]
 * @returns {Promise<Comparison>}
 */
export async function compare(project, wish, { signal, onStep } = {}) {
  /** @type {Comparison | null} */
  let found = null;
  /** @type {any} */
  let problem = null;
  const onText = createEventReader((event) => {
    if (event.progress) onStep?.(event.progress);
    found = event.comparison ?? found;
    problem = event.problem ?? problem;
  });
  await request('POST', comparisons(project), { body: wish, headers: { Accept: 'text/event-stream' }, signal, onProgress: () => {}, onText });
  if (found) return found;
  throw new ApiError(problem ? { status: 409, ...problem } : { status: 0, code: 'offline' });
}

/** @param {string} project @param {string} id @param {number} offset @returns {Promise<Comparison>} with the images from there on */
export function moreOf(project, id, offset) {
  return getJSON(`${comparisons(project)}/${id}?offset=${offset}`);
}

/** @param {string} project @param {string} id @param {string} image @returns {Promise<ImageChanges>} */
export function changesOf(project, id, image) {
  return getJSON(`${comparisons(project)}/${id}/images/${image}`);
}

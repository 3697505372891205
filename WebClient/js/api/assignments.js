/**
 * The annotator's endpoints.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {{id: string, name: string, color: string, key: string | null, description?: string,
 *   attributes?: import('../core/attributes.js').Attribute[]}} Label
 *
 * @typedef {{id: string, width: number, height: number, tiles: string}} ImagePart
 *
 * @typedef {object} Assignment
 * @property {string} id
 * @property {{id: string, name: string, instructions: string, labels: Label[], retiredLabels: Label[],
 *   minimumSidePixels: number, guidelines?: {version: number, changedSince?: number}}} project retired labels cannot be chosen any more, but shapes may have them
 * @property {{id: string, width: number, height: number, tiles: string}} image
 * @property {{token: string, expiresAt: string, seconds: number, secondsLeft?: number | null, extensions?: number, extensionsAllowed?: number}} lease
 *   secondsLeft: until the turn ends however often it is kept
 * @property {import('../outbox/outbox.js').Draft} draft
 * @property {{submitted: number}} progress
 * @property {ImagePart | null} [next] the image that comes next, as things stand
 */
import { authorization } from '../state/bearer.js';
import { ApiError, getJSON, request } from './client.js';

/** @param {string} id @param {string} what */
const at = (id, what) => `/api/v1/assignments/${encodeURIComponent(id)}/${what}`;

/**
 * The next image of a project, or the one already held; null when none is left.
 * @param {string} projectId
 * @returns {Promise<Assignment | null>}
 */
export async function nextAssignment(projectId) {
  const { status, body } = await request('POST', `/api/v1/projects/${encodeURIComponent(projectId)}/assignments`,
    { body: {} });
  return status === 204 ? null : body;
}

/**
 * The next image of practice or of the open exam; null when there is none.
 * @param {string} projectId
 * @param {'practice' | 'exam'} kind
 * @returns {Promise<Assignment | null>}
 */
export async function nextTrial(projectId, kind) {
  const { status, body } = await request('POST', `/api/v1/projects/${encodeURIComponent(projectId)}/gold/${kind}/assignments`, { body: {} });
  return status === 204 ? null : body;
}

/** @param {string} projectId @returns {Promise<{submitted: number, items: any[]}>} what I have handed in */
export function listMine(projectId) {
  return getJSON(`/api/v1/projects/${encodeURIComponent(projectId)}/mine`);
}

/** @param {string} id @returns {Promise<{image: any, annotations: any[]}>} what I handed in */
export function getMine(id) {
  return getJSON(at(id, 'mine'));
}

/** What the server holds of the image. @param {string} id @param {AbortSignal} [signal] @returns {Promise<import('../outbox/outbox.js').Draft>} */
export async function fetchDraft(id, signal) {
  return (await request('GET', at(id, 'draft'), { signal })).body;
}

/** @param {string} id @param {string} lease @returns {Promise<{revision: number, secondsLeft?: number | null, extensions?: number}>} operations of the server's draft, and the time left */
export async function heartbeat(id, lease) {
  return (await request('POST', at(id, 'heartbeat'), { body: { lease } })).body;
}

/** More time. @param {string} id @param {string} lease @param {number} extensions how often one had it before @returns {Promise<any>} the turn as it is held now */
export async function extendTurn(id, lease, extensions) {
  return (await request('POST', at(id, 'extend'), { body: { lease, extensions } })).body;
}

/** Takes an image up again that one gave back or ran out of time for. @param {string} id @returns {Promise<Assignment>} */
export async function resumeAssignment(id) {
  return (await request('POST', at(id, 'resume'), { body: {} })).body;
}

/** @param {string} id @param {string} lease @param {string} reason */
export async function giveBack(id, lease, reason) {
  await request('POST', at(id, 'return'), { body: { lease, reason } });
}

/** @param {string} id @param {string} lease @param {string} reason */
export async function skip(id, lease, reason) {
  await request('POST', at(id, 'skip'), { body: { lease, reason } });
}

/**
 * @param {string} id
 * @param {string} lease
 * @param {import('../outbox/operations.js').Operation[]} operations at most 500
 * @param {{keepalive: boolean, signal?: AbortSignal}} how keepalive: the request may outlive the page; its answer is not waited for
 * @returns {Promise<any>} what became of them
 */
export async function sendOperations(id, lease, operations, { keepalive, signal }) {
  if (!keepalive) return (await request('POST', at(id, 'operations'), { body: { lease, operations }, signal })).body;
  await fetch(at(id, 'operations'), {
    method: 'POST', keepalive: true, credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', ...authorization() }, body: JSON.stringify({ lease, operations }),
  });
  return { acknowledged: [], rejected: [] };
}

/** An answer that takes longer has been lost on the way, milliseconds. */
const PATIENCE = 60_000;

/** @param {import('../outbox/store.js').SubmissionRecord} record @returns {Promise<any>} the receipt */
export async function postSubmission({ assignmentId, body }) {
  const headers = { 'Idempotency-Key': body.id };
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return (await request('POST', at(assignmentId, 'submission'), { body, headers, signal })).body;
  } catch (error) {
    throw signal.aborted ? new ApiError({ status: 0, code: 'offline' }) : error;
  }
}

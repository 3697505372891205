/**
 * Places where people differ, and what adjudicators decided about them.
 *
 * @typedef {'missing' | 'extra' | 'class' | 'overlap' | 'attribute' | 'split'} Kind
 *   `overlap`: they agree on the object and differ on where its edge runs
 * @typedef {{box?: number[], polygon?: number[][][]}} Shape image pixels
 * @typedef {{shape: Shape, label: string, attributes?: Record<string, any>}} DrawnShape
 *
 * @typedef {object} Decision
 * @property {string} id
 * @property {'answer' | 'merged' | 'drawn' | 'none'} choice
 * @property {string} [letter] whose answer
 * @property {DrawnShape[]} shapes what is there since
 * @property {string} [reason]
 * @property {string} by
 * @property {string} at RFC 3339
 *
 * @typedef {object} Conflict
 * @property {string} id
 * @property {string} image
 * @property {string} imageName
 * @property {number} imageWidth pixels
 * @property {number} imageHeight pixels
 * @property {Kind} kind
 * @property {string} [label] of the consensus object
 * @property {string} [object]
 * @property {number[]} box the place in question, `[x, y, w, h]` in image pixels
 * @property {number} errors expected to be removed by a decision
 * @property {number} minutes that a decision is expected to take
 * @property {number} gain errors removed for a minute
 * @property {'open' | 'decided'} state
 * @property {string} [assignee] name of an account
 * @property {Decision} [decision]
 *
 * @typedef {{letter: string, name?: string, annotation?: string, shape?: Shape, label?: string,
 *   attributes?: Record<string, any>, others?: DrawnShape[], screened?: number}} Answer without a shape: nothing was drawn here;
 *   `screened`: the part of the place that was looked at in full size, 0…1
 * @typedef {Conflict & {answers: Answer[],
 *   merged: {object: string, accepted: boolean, shape: Shape, label: string, probability: number}[], details: string[]}} ConflictDetail
 *   `merged`: what is there in the consensus, also what was not accepted; `details`: what is the matter, as sentences
 *
 * @typedef {{kind?: string, label?: string, assignee?: string, state?: string, image?: string}} Filter
 * @typedef {{total: number, counts: Record<string, number>, decided: number, next?: string, items: Conflict[]}} ConflictPage
 */
import { getJSON, postJSON, request } from './client.js';

/** Types of conflict, in the order in which they are named. @type {readonly Kind[]} */
export const KINDS = ['missing', 'extra', 'class', 'overlap', 'attribute', 'split'];

/** @param {string} project */
const base = (project) => `/api/v1/projects/${project}`;
const JSON_TYPE = { 'Content-Type': 'application/json' };

/**
 * @param {string} project
 * @param {Filter & {after?: string | null, limit?: number}} [wish]
 * @returns {Promise<ConflictPage>} the most worthwhile first
 */
export function listConflicts(project, wish = {}) {
  return getJSON(`${base(project)}/conflicts?${queryOf(wish)}`);
}

/** @param {string} project @param {string} conflict @param {{names?: boolean}} [options] @returns {Promise<ConflictDetail>} */
export function getConflict(project, conflict, { names = false } = {}) {
  return getJSON(`${base(project)}/conflicts/${encodeURIComponent(conflict)}${names ? '?names=1' : ''}`);
}

/**
 * @param {string} project @param {string} conflict
 * @param {{id: string, choice: Decision['choice'], letter?: string, shapes?: DrawnShape[], reason?: string}} decision
 *   `id`: a new UUID; sent again it counts once
 * @returns {Promise<Conflict>}
 */
export function decide(project, conflict, decision) {
  return postJSON(`${base(project)}/conflicts/${encodeURIComponent(conflict)}/decision`, decision);
}

/**
 * Takes a decision back; the conflict is open again.
 * @param {string} project @param {string} conflict @param {string} decision
 * @returns {Promise<Conflict | undefined>} none where the answers no longer differ
 */
export async function withdrawDecision(project, conflict, decision) {
  const path = `${base(project)}/conflicts/${encodeURIComponent(conflict)}/decision/${decision}`;
  return (await request('DELETE', path, { headers: JSON_TYPE })).body.conflict;
}

/**
 * @param {string} project @param {string[]} conflicts
 * @param {string | null} assignee an account, "me", or null for nobody
 * @returns {Promise<{assigned: number}>}
 */
export async function assignConflicts(project, conflicts, assignee) {
  return (await request('PUT', `${base(project)}/conflicts/assignments`, { body: { conflicts, assignee } })).body;
}

/**
 * @typedef {Decision & {conflict: string, kind: Kind, image: string, imageName: string, withdrawnBy?: string, withdrawnAt?: string}} ListedDecision
 */

/** @param {string} project @param {string | null} [after] @returns {Promise<{items: ListedDecision[], next?: string}>} newest first */
export function listDecisions(project, after = null) {
  return getJSON(`${base(project)}/decisions?${queryOf({ after, limit: 50 })}`);
}

/** @param {string} project */
export function decisionsFile(project) {
  return `${base(project)}/decisions.csv`;
}

/** @param {Record<string, any>} wish */
function queryOf(wish) {
  const kept = Object.entries(wish).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return new URLSearchParams(kept.map(([key, value]) => [key, String(value)]));
}

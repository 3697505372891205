/**
 * People from outside: the links of a project, and visits by them.
 *
 * @typedef {{id: string, name: string, kind: 'personal' | 'anonymous' | 'turk' | 'prolific', images: number, capacity: number, completionCode?: string,
 *   completionURL?: string, createdAt: string, expiresAt: string, revokedAt?: string, people: number, answers: number, url?: string}} OutsideLink
 * @typedef {{kind: 'form' | 'code', action?: string, fields?: Record<string, string>, code?: string, redirect?: string}} Completion
 * @typedef {{id: string, images: number, answered: number, completion?: Completion}} Visit
 * @typedef {{preview: boolean, project: {id: string, name: string, description: string, instructions?: string,
 *   labels?: {name: string, color: string, description: string}[]}, token?: string, account?: {id: string, name: string}, visit?: Visit}} Opened
 */
import { getJSON, postJSON, request } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${encodeURIComponent(project)}`;

/** @param {string} project @returns {Promise<OutsideLink[]>} newest first */
export async function listLinks(project) {
  return (await getJSON(`${base(project)}/outside-links`)).items;
}

/** @param {string} project @param {any} wish @returns {Promise<OutsideLink>} */
export function createLink(project, wish) {
  return postJSON(`${base(project)}/outside-links`, wish);
}

/** @param {string} project @param {string} link */
export function revokeLink(project, link) {
  return request('DELETE', `${base(project)}/outside-links/${link}`, { headers: { 'Content-Type': 'application/json' } });
}

/** @param {string} project @param {string} link @param {string} worker @returns {Promise<string>} the address for this person */
export async function personalAddress(project, link, worker) {
  return (await postJSON(`${base(project)}/outside-links/${link}/personal`, { worker })).url;
}

/** @param {string} project @returns {Promise<string[]>} */
export async function getHosts(project) {
  return (await getJSON(`${base(project)}/outside-hosts`)).hosts;
}

/** @param {string} project @param {string[]} hosts @returns {Promise<string[]>} as the server understood them */
export async function setHosts(project, hosts) {
  return (await request('PUT', `${base(project)}/outside-hosts`, { body: { hosts } })).body.hosts;
}

/** @param {any} wish @returns {Promise<Opened>} */
export function openVisit(wish) {
  return postJSON('/api/v1/outside/visits', wish);
}

/** @param {string} visit @param {string | null} submission null: nothing is left @returns {Promise<Visit>} */
export function countAnswer(visit, submission) {
  return postJSON(`/api/v1/outside/visits/${visit}/answers`, { submission });
}

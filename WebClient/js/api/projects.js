/**
 * Projects, their people and their data going in and out.
 *
 * @typedef {{id: string, name: string, color: string, key: string | null, description: string, retired: boolean}} Label
 * @typedef {{images: number, slots: number, submitted: number, leased: number, complete: number, empty: number,
 *   skipped: number, conflicts: number, meanAgreement: import('../ui/format.js').Estimate}} Progress
 * @typedef {{id: string, name: string, description: string, instructions: string, labels: Label[],
 *   replication: number, iouThreshold: number, quorum: number, placeWeights: 'none' | 'skill', minimumSidePixels: number, revision: number,
 *   createdAt: string, role: string, progress: Progress | null}} Project
 */
import { getJSON, postJSON, request } from './client.js';

const BASE = '/api/v1/projects';
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** @returns {Promise<any[]>} every project I belong to */
export async function listProjects() {
  return (await getJSON(BASE)).items;
}

/** @param {string} id @returns {Promise<Project>} */
export function getProject(id) {
  return getJSON(`${BASE}/${id}`);
}

/** @param {any} settings @returns {Promise<Project>} */
export function createProject(settings) {
  return postJSON(BASE, settings);
}

/**
 * Changes settings, provided nobody else has in the meantime.
 *
 * @param {Project} project the version the change was made from
 * @param {any} change only the fields that change
 * @returns {Promise<Project>}
 */
export async function updateProject(project, change) {
  const headers = { 'If-Match': `"${project.revision}"` };
  return (await request('PATCH', `${BASE}/${project.id}`, { body: change, headers })).body;
}

/** @param {Project} project */
export function deleteProject(project) {
  return request('DELETE', `${BASE}/${project.id}`, { headers: { ...JSON_TYPE, 'If-Match': `"${project.revision}"` } });
}

/** @param {string} id @returns {Promise<any[]>} */
export async function listMembers(id) {
  return (await getJSON(`${BASE}/${id}/members`)).items;
}

/** @param {string} id @param {string} account */
export function removeMember(id, account) {
  return request('DELETE', `${BASE}/${id}/members/${account}`, { headers: JSON_TYPE });
}

/** @param {string} id @param {{role: string, email?: string}} invite @returns {Promise<{link: string, expiresAt: string}>} */
export function createInvite(id, invite) {
  return postJSON(`${BASE}/${id}/invites`, invite);
}

/** @param {string} id @returns {Promise<{images: number, objects: number, conflicts: number}>} */
export function recomputeConsensus(id) {
  return postJSON(`${BASE}/${id}/consensus`, {});
}

/** @param {string} id @param {string} layer @param {string} [format] */
export function exportAddress(id, layer, format = 'coco') {
  return `${BASE}/${id}/export?${new URLSearchParams({ format, layer })}`;
}

/** @returns {Promise<{id: string, name: string, export: boolean, import: boolean}[]>} */
export async function listFormats() {
  return (await getJSON('/api/v1/formats')).items;
}

/**
 * Brings annotations in from a file.
 *
 * @param {string} id
 * @param {{format: string, as: string, file: File, onProgress?: (fraction: number) => void}} source
 */
export async function importAnnotations(id, { format, as, file, onProgress }) {
  const query = new URLSearchParams({ format, as, name: file.name });
  const type = /\.xml$/i.test(file.name) ? 'application/xml' : /\.json$/i.test(file.name) ? 'application/json'
    : 'application/octet-stream';
  const headers = { 'Content-Type': type };
  return (await request('POST', `${BASE}/${id}/import?${query}`, { body: file, headers, onProgress })).body;
}

/**
 * Questions pinned to a place of an image, and their answers.
 *
 * @typedef {{id: string, from: 'author' | 'reviewer', mine: boolean, text: string, createdAt: string}} Comment
 * @typedef {object} Thread
 * @property {string} id
 * @property {string} imageId
 * @property {string | null} [imageName] for those who may review
 * @property {[number, number]} place image pixels
 * @property {string | null} [annotationId] the shape it is about
 * @property {'open' | 'answered' | 'resolved'} state
 * @property {string} createdAt
 * @property {boolean} mine
 * @property {string | null} [author] for those who may review
 * @property {Comment[]} comments oldest first
 */
import { getJSON, postJSON, request } from './client.js';

/** @param {string} project @param {string} rest */
const at = (project, rest) => `/api/v1/projects/${encodeURIComponent(project)}/${rest}`;

/** @param {string} project @param {string} image @returns {Promise<Thread[]>} oldest first */
export async function threadsOn(project, image) {
  return (await getJSON(at(project, `images/${encodeURIComponent(image)}/comments`))).items;
}

/**
 * @param {string} project
 * @param {{state?: string, after?: string | null, limit?: number}} [query]
 * @returns {Promise<{items: Thread[], next: string | null}>} newest first
 */
export function threadsOf(project, { state, after, limit = 50 } = {}) {
  const query = new URLSearchParams({ limit: String(limit), ...(state ? { state } : {}), ...(after ? { after } : {}) });
  return getJSON(at(project, `comments?${query}`));
}

/**
 * @param {string} project
 * @param {string} image
 * @param {{id: string, commentId: string, place: [number, number], annotationId: string | null, text: string}} question
 * @returns {Promise<Thread>}
 */
export function openThread(project, image, question) {
  return postJSON(at(project, `images/${encodeURIComponent(image)}/comments`), question);
}

/** @param {string} project @param {string} thread @param {{id: string, text: string}} reply @returns {Promise<Thread>} */
export function replyTo(project, thread, reply) {
  return postJSON(at(project, `comments/${encodeURIComponent(thread)}/replies`), reply);
}

/** @param {string} project @param {string} thread @param {boolean} resolved @returns {Promise<Thread>} */
export async function setResolved(project, thread, resolved) {
  return (await request('PATCH', at(project, `comments/${encodeURIComponent(thread)}`), { body: { resolved } })).body;
}

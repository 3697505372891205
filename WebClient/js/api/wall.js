/**
 * All objects of a class side by side, and what is said about them there.
 *
 * @typedef {{object: string, image: string, imageName: string, box: number[], label: string, probability: number | null,
 *   spread: number | null, verdict?: 'dismissed' | 'relabelled', settled: boolean, crop: string}} Crop
 *   `spread`: how far edges vary, as a share of the side; `crop`: address of a picture;
 *   `settled`: a decision or a known answer says what it is, and votes are refused
 * @typedef {{id: string, image: string, object: string, verdict: 'wrong' | 'right' | 'relabel', label?: string}} Vote
 *   `id`: a new UUID; sent again it counts once
 */
import { getJSON, postJSON, request } from './client.js';

/**
 * @param {string} project
 * @param {{label: string, sort: string, order: string, after?: string | null, limit?: number}} wish
 * @returns {Promise<{total: number, items: Crop[], next?: string}>}
 */
export function listWall(project, { label, sort, order, after, limit = 100 }) {
  const query = new URLSearchParams({ label, sort, order, limit: String(limit) });
  if (after) query.set('after', after);
  return getJSON(`/api/v1/projects/${project}/wall?${query}`);
}

/** Votes that one request may hold. */
const MOST = 500;

/** @param {string} project @param {Vote[]} votes any number; sent again they count once */
export async function sendVotes(project, votes) {
  for (let from = 0; from < votes.length; from += MOST) {
    await postJSON(`/api/v1/projects/${project}/votes`, { votes: votes.slice(from, from + MOST) });
  }
}

/** @param {string} project @param {string} vote */
export function withdrawVote(project, vote) {
  return request('DELETE', `/api/v1/projects/${project}/votes/${vote}`, { headers: { 'Content-Type': 'application/json' } });
}

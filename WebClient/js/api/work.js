/**
 * How a project's work is handed out, and what only a reviewer can finish.
 *
 * @typedef {object} WorkPlan
 * @property {number} turnMinutes
 * @property {number} extensions how often a turn may be extended
 * @property {'others' | 'reviewer' | 'counted'} skipPolicy
 * @property {number} imagesPerPerson 0 for no limit
 * @property {number} repeatRate share of a person's tasks that are images they answered before, 0…0.2
 * @property {number} repeatAfterHours hours after which such an image may come
 * @property {number} furtherShare share of a person's tasks that may be images which wanted more answers, 0…1
 * @property {'finish' | 'spread' | 'shuffled'} order
 * @property {Rules | null} [rules] null: every image is answered by as many people
 * @property {import('./pay.js').Terms | null} [pay] null: nothing is paid
 * @property {number} revision
 *
 * @typedef {{finish: Record<string, number>[], maximum: number, goldFailed?: boolean}} Rules when an image has enough answers
 * @typedef {{images: number, answers: number}} StagePart
 * @typedef {{open: StagePart, finished: StagePart, exhausted: StagePart, replication: number, saved: number}} Stages
 *
 * @typedef {{imageId: string, name: string, width: number, height: number, reason: string, answers: number, remarks: string[]}} Escalation
 * @typedef {{imageId: string, imageName: string, annotator: string, state: string, reason?: string | null, endedAt?: string | null}} Refusal
 */
import { getJSON, postJSON, request } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${project}/work`;

/** @param {string} project @returns {Promise<WorkPlan>} */
export function getWorkPlan(project) {
  return getJSON(base(project));
}

/**
 * Changes the plan, provided nobody else has in the meantime.
 * @param {string} project @param {number} revision the version the change was made from @param {Record<string, any>} change
 * @returns {Promise<WorkPlan>}
 */
export async function updateWorkPlan(project, revision, change) {
  return (await request('PATCH', base(project), { body: change, headers: { 'If-Match': `"${revision}"` } })).body;
}

/** @param {string} project @param {string[]} images @param {number} priority -100…100 */
export function setPriority(project, images, priority) {
  return request('PUT', `${base(project)}/priorities`, { body: { images, priority } });
}

/** Where the images stand by the rules; null where the project has none. @param {string} project @returns {Promise<Stages | null>} */
export async function getStages(project) {
  const { status, body } = await request('GET', `${base(project)}/stages`);
  return status === 204 ? null : body;
}

/** What rules would have made of the answers there are. @param {string} project @param {Rules} rules @returns {Promise<any>} */
export function previewRules(project, rules) {
  return postJSON(`${base(project)}/preview`, { rules });
}

/** How many people are needed, from the answers there are. @param {string} project @param {{errors: number, images: number, people?: number, goldWidth?: number}} wish @returns {Promise<any>} */
export function studyPlans(project, wish) {
  return postJSON(`${base(project)}/study`, wish);
}

/** @param {string} project @param {string | null} [after] @returns {Promise<{items: Escalation[], next?: string | null}>} */
export function listEscalations(project, after) {
  return getJSON(`${base(project)}/escalations?${new URLSearchParams({ limit: '50', ...after ? { after } : {} })}`);
}

/** @param {string} project @param {string} image @param {'close' | 'requeue'} outcome */
export function settleEscalation(project, image, outcome) {
  return postJSON(`${base(project)}/escalations/${image}`, { outcome });
}

/** @param {string} project @returns {Promise<Refusal[]>} newest first */
export async function listRefusals(project) {
  return (await getJSON(`${base(project)}/refusals?limit=50`)).items;
}

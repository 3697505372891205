/**
 * Known answers that people meet, and what comes of it.
 *
 * @typedef {import('../ui/format.js').Estimate} Estimate
 * @typedef {'stream' | 'exam' | 'practice'} Purpose
 * @typedef {{images: number, iouThreshold: number, minimumF1: number, minimumClassAccuracy: number, attempts: number, coolDownSeconds: number}} ExamRules
 * @typedef {object} Settings
 * @property {number} rate share of a person's tasks, 0…0.5
 * @property {number} maximumExposures
 * @property {'interval' | 'score' | 'never'} pauseRule
 * @property {number} threshold
 * @property {number} minimumAnswers
 * @property {number} recentAnswers so many newest ones are judged by themselves, too; 0 for none
 * @property {boolean} reveals
 * @property {boolean} rejectsWork
 * @property {number} practiceImages
 * @property {ExamRules | null} [exam]
 * @property {number} revision
 *
 * @typedef {{id: string, imageId: string, imageName: string, width: number, height: number, purpose: Purpose, state: 'active' | 'suspect' | 'voided', reason: string,
 *   maximumExposures?: number | null, exposures: number, score: Estimate, passRate: Estimate, discrimination?: number | null,
 *   disputeRate: number, revision: number, answers: {id: string, origin: string, parts: {annotation: any, clause?: string | null}[]}[]}} Item
 * @typedef {{assignmentId: string, purpose: Purpose, examId?: string | null, answeredAt?: string | null, score: number, right: number,
 *   wrongClass: number, missed: number, extra: number, counted: boolean}} Turn
 * @typedef {{reason: string, since: string, automatic: boolean}} Pause
 * @typedef {{id: string, number: number, rules: ExamRules, startedAt: string, finishedAt?: string | null, passed?: boolean | null,
 *   f1?: number | null, classAccuracy?: number | null}} Exam
 * @typedef {{annotatorId: string, name: string, score: Estimate, pause?: Pause | null, exams: Exam[], turns: Turn[]}} Person
 * @typedef {{qualified: boolean, practiceWanted: number, practiced: number, practiceLeft: number, exam?: ExamRules | null, passed: boolean,
 *   attempts: Exam[], attemptsLeft?: number | null, askedAgainAt?: string | null, mustPassAgain: boolean, answered?: number | null, obstacle?: string | null, waitSeconds?: number | null}} Qualification
 * @typedef {{qualification?: Qualification | null, pause?: Pause | null, score?: Estimate | null, results: Turn[], notices: Notice[]}} Own
 * @typedef {{drawn: string, known: string, iou: number, rightClass: boolean, looseness: number[]}} Pair
 * @typedef {{turn: Turn, iouThreshold: number, image: any, labels: any[], drawn: any[], known: {annotation: any, clause?: string | null}[],
 *   pairs: Pair[], missed: string[], extra: string[], dispute?: Dispute | null, decidable: boolean}} Result
 * @typedef {'upheld' | 'fixed' | 'accepted' | 'voided'} Ruling
 * @typedef {{id: string, assignmentId: string, reason: string, createdAt: string, ruling?: Ruling | null, reply: string, name?: string, imageName?: string}} Dispute
 * @typedef {{id: string, kind: 'dispute_decided' | 'score_changed' | 'pause_ended' | 'pay_rejected' | 'pay_restored', assignmentId?: string | null, detail: string, createdAt: string, seen: boolean}} Notice
 * @typedef {{imageId: string, imageName: string, people: number, objects: number, meanIoU: number}} Suggestion
 */
import { getJSON, postJSON, request } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${encodeURIComponent(project)}/gold`;

/** @param {number} revision */
const match = (revision) => ({ 'If-Match': `"${revision}"` });

/** @param {string} project @returns {Promise<Settings>} */
export function goldSettings(project) {
  return getJSON(`${base(project)}/settings`);
}

/** @param {string} project @param {Partial<Settings>} settings @param {number} revision @returns {Promise<Settings>} */
export async function setGold(project, settings, revision) {
  return (await request('PUT', `${base(project)}/settings`, { body: settings, headers: match(revision) })).body;
}

/** @param {string} project @returns {Promise<Item[]>} */
export async function goldItems(project) {
  return (await getJSON(`${base(project)}/items`)).items;
}

/** @param {string} project @param {string} item @returns {Promise<Item>} */
export function goldItem(project, item) {
  return getJSON(`${base(project)}/items/${encodeURIComponent(item)}`);
}

/** @param {string} project @param {{imageId: string, purpose: Purpose, from: 'known' | 'consensus'}[]} items @returns {Promise<Item[]>} */
export async function makeGold(project, items) {
  return (await postJSON(`${base(project)}/items`, { items })).items;
}

/** @param {string} project @param {Item} item @param {Record<string, any>} change @returns {Promise<Item>} */
export async function changeGold(project, item, change) {
  return (await request('PATCH', `${base(project)}/items/${item.id}`, { body: change, headers: match(item.revision) })).body;
}

/** @param {string} project @returns {Promise<Person[]>} */
export async function goldPeople(project) {
  return (await getJSON(`${base(project)}/people`)).items;
}

/** @param {string} project @param {string} person @param {string} reason */
export async function pausePerson(project, person, reason) {
  await request('PUT', `${base(project)}/people/${person}/pause`, { body: { reason } });
}

/** @param {string} project @param {string} person */
export async function liftPause(project, person) {
  await request('DELETE', `${base(project)}/people/${person}/pause`);
}

/** What I may see of my own. @param {string} project @returns {Promise<Own>} */
export function myGold(project) {
  return getJSON(`${base(project)}/mine`);
}

/** @param {string} project @returns {Promise<Own>} */
export function beginExam(project) {
  return postJSON(`${base(project)}/exam`, {});
}

/** @param {string} assignment @returns {Promise<Result>} */
export function goldResult(assignment) {
  return getJSON(`/api/v1/assignments/${encodeURIComponent(assignment)}/result`);
}

/** @param {string} assignment @param {string} id a new UUID; sent again it counts once @param {string} reason @returns {Promise<Result>} */
export function disputeResult(assignment, id, reason) {
  return postJSON(`/api/v1/assignments/${encodeURIComponent(assignment)}/dispute`, { id, reason });
}

/** @param {string} project @returns {Promise<Dispute[]>} newest first */
export async function goldDisputes(project) {
  return (await getJSON(`${base(project)}/disputes`)).items;
}

/** @param {string} project @param {string} dispute @param {{ruling: Ruling, reply: string, parts?: any[]}} ruling */
export async function ruleDispute(project, dispute, ruling) {
  await postJSON(`${base(project)}/disputes/${dispute}/ruling`, ruling);
}

/** Takes notice of all I was told. @param {string} project */
export async function markNoticesSeen(project) {
  await postJSON(`${base(project)}/mine/seen`, {});
}

/** Images on which everybody agrees. @param {string} project @returns {Promise<Suggestion[]>} */
export async function goldSuggestions(project) {
  return (await getJSON(`${base(project)}/suggestions`)).items;
}

/**
 * What people earn. Amounts are whole minor units of the currency.
 *
 * @typedef {{currency: string, price: number, secondPassPrice?: number, feeBasisPoints?: number, budget?: number | null,
 *   autoApproveHours?: number | null}} Terms
 * @typedef {{count: number, amount: number}} Part
 * @typedef {{accountId: string, name: string, pending: Part, approved: Part, rejected: Part, paid: Part, bonus: Part}} Person
 * @typedef {{amount: number, fees: number, total: number}} Cost
 * @typedef {{terms?: Terms | null, spent: Cost, committed: Cost, total: number, budgetSpent: boolean, people: Person[]}} Summary
 * @typedef {{id: string, accountId: string, name: string, imageId?: string | null, imageName: string, kind: string, amount: number, currency: string,
 *   state: string, feedback: string, earnedAt: string}} Work
 * @typedef {{answers: number, pay: number, fees: number, total: number}} Bill
 */
import { getJSON, postJSON } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${project}/pay`;

/** @param {string} project @returns {Promise<Summary>} */
export function getPay(project) {
  return getJSON(base(project));
}

/** @param {string} project @param {string} state @param {string | null} [after] @returns {Promise<{items: Work[], next?: string | null}>} oldest first */
export function listPayWork(project, state, after) {
  return getJSON(`${base(project)}/work?${new URLSearchParams({ state, limit: '50', ...after ? { after } : {} })}`);
}

/** @param {string} project @param {Record<string, any>} wish @returns {Promise<{images: number, least: Bill, most: Bill, fitsBudget: boolean}>} */
export function estimatePay(project, wish) {
  return postJSON(`${base(project)}/estimate`, wish);
}

/** @param {string} project @param {'approve' | 'reject'} decision @param {string[]} works @param {string} feedback @returns {Promise<{changed: number}>} */
export function decidePay(project, decision, works, feedback) {
  return postJSON(`${base(project)}/decisions`, { decision, works, feedback });
}

/** @param {string} project @param {{id: string, accountId: string, amount: number, reason: string}} bonus `id`: a new UUID; sent again it is given once */
export function giveBonus(project, bonus) {
  return postJSON(`${base(project)}/bonuses`, bonus);
}

/** Says that everything due was paid. @param {string} project @param {string} id a new UUID @returns {Promise<{id: string, total: number, people: any[]}>} */
export function payOut(project, id) {
  return postJSON(`${base(project)}/payouts`, { id });
}

/** @param {string} project @param {string} [payout] */
export function paymentFile(project, payout) {
  return `/api/v1/projects/${project}/pay.csv${payout ? `?${new URLSearchParams({ payout })}` : ''}`;
}

/** What one earned oneself. @param {string} project @returns {Promise<any>} */
export function getEarnings(project) {
  return getJSON(`/api/v1/projects/${project}/earnings`);
}

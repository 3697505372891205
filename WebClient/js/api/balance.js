/**
 * How a project's objects are spread over its classes.
 *
 * @typedef {import('../ui/format.js').Estimate} Estimate
 * @typedef {{labelId: string, label: string, color: string, retired: boolean, objects: number, images: number, share: Estimate,
 *   imageShare: Estimate, sides: number[], aspects: number[], rare: boolean, examples: string[]}} BalanceRow
 * @typedef {{images: number, objects: number, imbalance: Estimate, effectiveClasses: Estimate, classes: BalanceRow[],
 *   pairs: {first: string, second: string, images: number, overlap: number}[], sideEdges: number[], aspectEdges: number[]}} Balance
 */
import { getJSON } from './client.js';

/** @param {string} project @returns {Promise<Balance>} */
export function getBalance(project) {
  return getJSON(`/api/v1/projects/${project}/balance`);
}

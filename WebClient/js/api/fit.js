/**
 * What the consensus has learned about the people of a project.
 *
 * @typedef {{value: number, low: number, high: number, n: number}} Figure a value with its 95 % interval; n need not be whole
 * @typedef {{side: number, deviation: Figure, bias: Figure[]}} Place how edges of objects of one size are placed, in pixels of
 *   the image; bias of the left, top, right and bottom edge, positive to the right and down
 * @typedef {{id: string, name: string, miss: Figure, falseMark: Figure, classAccuracy: Figure, place: Place[]}} Skill rates 0…1
 * @typedef {{method: string, learns: boolean, stale: boolean, annotators: Skill[], calibration?: import('../ui/format.js').Estimate | null,
 *   fit: {id: string, method: string, images: number, answers: number, computedAt: string} | null}} Fit
 */
import { getJSON } from './client.js';

/** @param {string} project @returns {Promise<Fit>} */
export function getFit(project) {
  return getJSON(`/api/v1/projects/${project}/fit`);
}

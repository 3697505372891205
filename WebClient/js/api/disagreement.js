/**
 * Where answers differ: on an image, and over a project.
 *
 * @typedef {{value: number, color: string}} Stop
 * @typedef {{layer: string, label?: string, annotator?: string, weighting?: string, threshold?: number}} HeatQuery
 * @typedef {{box: number[], peak: number, mean: number, cells: number, kind: string, labelId?: string | null, objects: string[]}} Hotspot
 * @typedef {{hotspots: Hotspot[], legend: {stops: Stop[]}}} Heatmap
 *
 * @typedef {{column: number, row: number, columns: number[], rows: number[], cells: number, peak: number, mean: number}} FramePlace
 * @typedef {{labelId: string, bin: number, objects: number, total: number, presence: number, boundary: number, class: number}} SizeRow
 * @typedef {{a: string, b: string, images: number, disagreement: number, matched: number, alone: number, renamed: number}} PeoplePair
 * @typedef {object} Disagreement
 * @property {number} images that at least two people answered
 * @property {number} pending images whose part is still being worked out
 * @property {{columns: number, rows: number, values: number[], maximum: number, hotspots: FramePlace[]}} frame
 * @property {{stops: Stop[]}} legend
 * @property {number[]} sideEdges
 * @property {{labelId: string, label: string, color: string}[]} labels
 * @property {SizeRow[]} sizes
 * @property {{first: string, second: string, votes: number}[]} confusion
 * @property {{id: string, name: string}[]} people
 * @property {PeoplePair[]} pairs
 *
 * @typedef {{cell?: string, size?: string, of?: string, classes?: string, people?: string}} Part a part of a project's disagreement;
 *   `of`: the class of a size
 * @typedef {{id: string, name: string, width: number, height: number, value: number, box?: number[] | null}} ImageBehind
 */
import { getJSON } from './client.js';

/** @param {Record<string, string | number | null | undefined>} values empty ones are left out */
function search(values) {
  const kept = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
}

/**
 * Where an image's heatmap is.
 *
 * @param {string} project @param {string} image @param {'png' | 'json'} kind @param {HeatQuery} query
 * @param {string} [version] changes when the picture does
 */
export function heatmapAddress(project, image, kind, query, version) {
  return `/api/v1/projects/${project}/images/${image}/heatmap.${kind}?${search({ ...query, threshold: query.threshold || null, v: version })}`;
}

/** @param {string} project @param {string} image @param {HeatQuery} query @returns {Promise<Heatmap>} */
export function getHeatmap(project, image, query) {
  return getJSON(heatmapAddress(project, image, 'json', query));
}

/** @param {string} project @param {{layer?: string, label?: string}} query */
export function disagreementAddress(project, query) {
  return `/api/v1/projects/${project}/disagreement.json?${search(query)}`;
}

/** @param {string} project @param {{layer?: string, label?: string}} query @returns {Promise<Disagreement>} */
export function getDisagreement(project, query) {
  return getJSON(disagreementAddress(project, query));
}

/** @param {string} project @param {{layer?: string, label?: string}} query @param {string | number} [version] */
export function frameAddress(project, query, version) {
  return `/api/v1/projects/${project}/heatmap.png?${search({ ...query, v: version })}`;
}

/**
 * The images behind a part, those that add most first.
 *
 * @param {string} project @param {Part} part @param {{layer?: string, label?: string, after?: string | null, limit?: number}} query
 * @returns {Promise<{total: number, items: ImageBehind[], next: string | null}>}
 */
export function imagesBehind(project, { of: label, ...part }, query) {
  return getJSON(`/api/v1/projects/${project}/disagreement/images?${search({ ...query, ...part, label: label ?? query.label })}`);
}

/** How far people agree, and the colours it is shown in. */
import { getJSON } from './client.js';

/** @param {string} project @returns {Promise<any>} */
export function getAgreement(project) {
  return getJSON(`/api/v1/projects/${project}/agreement`);
}

/** @param {string} project @returns {Promise<{columns: number, rows: number, values: number[], images: number}>} */
export function getProjectHeatmap(project) {
  return getJSON(`/api/v1/projects/${project}/heatmap.json`);
}

/** @param {string} project */
export function projectHeatmapAddress(project) {
  return `/api/v1/projects/${project}/heatmap.png`;
}

/** @type {Promise<{value: number, color: string}[]> | null} */
let legend = null;

/** The colour ramp of the heatmaps; asked for once. */
export function getLegend() {
  legend ??= getJSON('/api/v1/legend?scale=disagreement').then((body) => body.stops, (error) => {
    legend = null;
    throw error;
  });
  return legend;
}

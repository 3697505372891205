/**
 * A project's images.
 *
 * @typedef {{id: string, name: string, width: number, height: number, status: string, submitted: number,
 *   objects: number | null, conflicts: number | null, disagreement: number | null, agreement: number | null,
 *   risk?: number | null}} ImageRow `risk`: the number of errors the consensus is expected to have
 * @typedef {{sort: string, status: string}} ImageOrder
 */
import { getJSON, request } from './client.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${project}/images`;

/**
 * @param {string} project
 * @param {ImageOrder & {after?: string | null, limit?: number}} order
 * @returns {Promise<{items: ImageRow[], next: string | null}>}
 */
export function listImages(project, { sort, status, after, limit = 100 }) {
  const query = new URLSearchParams({ sort, status, limit: String(limit) });
  if (after) query.set('after', after);
  return getJSON(`${base(project)}?${query}`);
}

/** @param {string} project @param {string} image @returns {Promise<any>} the image with everybody's shapes and the consensus */
export function getImageReview(project, image) {
  return getJSON(`${base(project)}/${image}`);
}

/**
 * What at least 1, 2, … of the people who drew an object have within their shapes.
 *
 * @param {string} project @param {string} image @param {string} object
 * @returns {Promise<{of: number, outlines: {atLeast: number, shapes: any[]}[]}>}
 */
export function getOutlines(project, image, object) {
  return getJSON(`${base(project)}/${image}/objects/${encodeURIComponent(object)}/outlines`);
}

/** @param {string} project @param {string} image */
export function deleteImage(project, image) {
  return request('DELETE', `${base(project)}/${image}`, { headers: { 'Content-Type': 'application/json' } });
}

/**
 * Sends one image file.
 *
 * @param {string} project
 * @param {File} file
 * @param {{signal?: AbortSignal, onProgress?: (fraction: number) => void}} [options]
 * @returns {Promise<{id: string, name: string, width: number, height: number, duplicate: boolean}>}
 */
export async function uploadImage(project, file, options = {}) {
  const type = file.type.startsWith('image/') ? file.type : 'application/octet-stream';
  const path = `${base(project)}?name=${encodeURIComponent(file.name)}`;
  return (await request('POST', path, { body: file, headers: { 'Content-Type': type }, ...options })).body;
}

/** @param {string} project @param {string} image @param {string} layer */
export function heatmapAddress(project, image, layer) {
  return `${base(project)}/${image}/heatmap.png?layer=${encodeURIComponent(layer)}`;
}

/**
 * The address of an image's thumbnail.
 *
 * @param {{id: string, width: number, height: number}} image
 * @param {number} [longest] longest side in pixels
 * @returns {{src: string, width: number, height: number}}
 */
export function thumbnail(image, longest = 96) {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  return { src: `/iiif/3/${image.id}/full/${width},${height}/0/default.jpg`, width, height };
}

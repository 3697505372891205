/**
 * A project's images.
 *
 * @typedef {{id: string, name: string, width: number, height: number, status: string, submitted: number,
 *   priority?: number, objects: number | null, conflicts: number | null, disagreement: number | null, agreement: number | null,
 *   risk?: number | null}} ImageRow `risk`: the number of errors the consensus is expected to have
 * @typedef {{sort: string, status: string, people?: string, label?: string, from?: string, to?: string, known?: string}} ImageOrder
 *   `people`: identifiers with commas, each of whom answered; `label`: their answers hold such a shape; `from` and `to`: when they came;
 *   `known`: "yes" for images whose answers are known
 */
import { ApiError, getJSON, request } from './client.js';
import { createEventReader } from './event-reader.js';

/** @param {string} project */
const base = (project) => `/api/v1/projects/${project}/images`;

/**
 * @param {string} project
 * @param {ImageOrder & {after?: string | null, limit?: number}} order
 * @returns {Promise<{items: ImageRow[], next: string | null}>}
 */
export function listImages(project, { after, limit = 100, ...order }) {
  const query = new URLSearchParams({ ...order, limit: String(limit) });
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
 * How far a file is on the server.
 *
 * @typedef {object} UploadProgress
 * @property {string} id the identifier its image has or will have
 * @property {string} [name]
 * @property {'queued' | 'reading' | 'cutting' | 'ready' | 'failed'} state
 * @property {number} [share] in state "cutting": the part of the tiles that is cut, 0…1
 * @property {{id: string, name: string, width: number, height: number, duplicate: boolean, frames?: number}} [image] in state "ready"
 * @property {{code: string, detail: string, field?: string}} [problem] in state "failed"
 */

/**
 * Sends one image file and waits until it is an image.
 *
 * @param {string} project
 * @param {File} file
 * @param {{signal?: AbortSignal, onProgress?: (fraction: number) => void, onServer?: (progress: UploadProgress) => void}} [options]
 *   `onServer`: called once the file is kept there, and whenever it comes further
 * @returns {Promise<NonNullable<UploadProgress['image']>>}
 * @throws {ApiError} also with code "broken_off": the file is kept, and the server will go on with it
 */
export async function uploadImage(project, file, { onProgress = () => {}, onServer, signal } = {}) {
  const type = file.type.startsWith('image/') ? file.type : 'application/octet-stream';
  const path = `${base(project)}?name=${encodeURIComponent(file.name)}`;
  /** @type {UploadProgress | null} */
  let last = null;
  const onText = createEventReader((/** @type {UploadProgress} */ progress) => {
    last = progress;
    onServer?.(progress);
  });
  try {
    await request('POST', path, { body: file, headers: { 'Content-Type': type, Accept: 'text/event-stream' }, signal, onProgress, onText });
  } catch (error) {
    if (!last || !(error instanceof ApiError) || error.code !== 'offline') throw error;
  }
  const end = /** @type {UploadProgress | null} */ (last);
  if (end?.image) return end.image;
  if (end?.problem) throw new ApiError({ status: 422, ...end.problem });
  throw new ApiError({ status: 0, code: 'broken_off' });
}

/** @param {string} project @returns {Promise<UploadProgress[]>} files that are kept and are no images yet, and those refused */
export async function listUploads(project) {
  return (await getJSON(`/api/v1/projects/${project}/uploads`)).items;
}

/** Breaks off the work on a file, or forgets one that was refused. @param {string} project @param {string} upload */
export function removeUpload(project, upload) {
  return request('DELETE', `/api/v1/projects/${project}/uploads/${upload}`, { headers: { 'Content-Type': 'application/json' } });
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

/**
 * The address of a part of an image with some of what is around it.
 *
 * @param {{id: string, width: number, height: number}} image
 * @param {number[]} box x, y, width and height in pixels
 * @param {number} longest side of the picture in pixels
 * @returns {{src: string, width: number, height: number}}
 */
export function cropOf(image, [x, y, width, height], longest) {
  const room = Math.max(32, Math.max(width, height) / 2);
  const left = Math.max(0, Math.floor(x - room));
  const top = Math.max(0, Math.floor(y - room));
  const across = Math.max(1, Math.min(image.width, Math.ceil(x + width + room)) - left);
  const down = Math.max(1, Math.min(image.height, Math.ceil(y + height + room)) - top);
  const scale = Math.min(1, longest / Math.max(across, down));
  const size = { width: Math.max(1, Math.round(across * scale)), height: Math.max(1, Math.round(down * scale)) };
  return { src: `/iiif/3/${image.id}/${left},${top},${across},${down}/${size.width},${size.height}/0/default.jpg`, ...size };
}

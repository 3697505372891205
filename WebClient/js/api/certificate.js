/** The certificate of an export. */
import { getJSON } from './client.js';

/** @param {string} project @returns {Promise<any>} */
export function getCertificate(project) {
  return getJSON(certificateAddress(project));
}

/** @param {string} project */
export function certificateAddress(project) {
  return `/api/v1/projects/${project}/certificate`;
}

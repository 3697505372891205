/** What the person drew on the image before: kept when it is handed in, or else asked of the server. */
import { getMine, listMine } from '../../api/projects.js';

/** @type {{projectId: string, annotations: import('../../core/document.js').Annotation[]} | null} */
let held = null;

/** @param {string} projectId @param {import('../../core/document.js').Annotation[]} annotations */
export function rememberAnswer(projectId, annotations) {
  held = { projectId, annotations };
}

/** @param {string} projectId @returns {Promise<import('../../core/document.js').Annotation[]>} none before the first answer */
export async function previousAnswer(projectId) {
  if (held?.projectId !== projectId) {
    const { items } = await listMine(projectId);
    const last = items.find((/** @type {any} */ item) => item.assignmentId !== null && item.assignmentId !== undefined);
    held = { projectId, annotations: last ? (await getMine(last.assignmentId)).annotations : [] };
  }
  return held.annotations;
}

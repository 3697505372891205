/** What the person drew on the image before: kept when it is handed in, or else asked of the server. */
import { getMine, listMine } from '../../api/assignments.js';

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

/**
 * The images handed in last, latest first.
 * @param {string} projectId
 * @param {number} count at most
 * @returns {Promise<{assignmentId: string, submittedAt: string, image: import('../../api/assignments.js').ImagePart}[]>}
 */
export async function earlierAnswers(projectId, count) {
  const { items } = await listMine(projectId);
  const last = items.filter((/** @type {any} */ item) => item.assignmentId).slice(0, count);
  return Promise.all(last.map(async (/** @type {any} */ { assignmentId, submittedAt }) => (
    { assignmentId, submittedAt, image: (await getMine(assignmentId)).image })));
}

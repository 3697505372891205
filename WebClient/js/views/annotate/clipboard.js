/** Copied shapes; they outlive an image, so that they can be pasted on the next one of the same project. */

/** @type {{projectId: string, annotations: import('../../core/document.js').Annotation[]}} */
let held = { projectId: '', annotations: [] };

/** @param {string} projectId @param {import('../../core/document.js').Annotation[]} annotations */
export function copyShapes(projectId, annotations) {
  held = { projectId, annotations };
}

/** @param {string} projectId */
export function copiedShapes(projectId) {
  return held.projectId === projectId ? held.annotations : [];
}

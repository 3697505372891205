/** Copied shapes; they outlive an image and a reload, so that they can be pasted on the next one of the same project. */

const STORE = 'boxwood-copied';

/** @type {{projectId: string, annotations: import('../../core/document.js').Annotation[]} | null} */
let held = null;

/** @param {string} projectId @param {import('../../core/document.js').Annotation[]} annotations */
export function copyShapes(projectId, annotations) {
  held = { projectId, annotations };
  try {
    sessionStorage.setItem(STORE, JSON.stringify(held));
  } catch {
    // Too many for the browser to keep: they are there until the page is left.
  }
}

/** @param {string} projectId @returns {import('../../core/document.js').Annotation[]} */
export function copiedShapes(projectId) {
  held ??= read();
  return held?.projectId === projectId ? held.annotations : [];
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? 'null');
  } catch {
    return null;
  }
}

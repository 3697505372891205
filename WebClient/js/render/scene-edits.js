/** What the painter must be told when one document follows another. */

/**
 * @param {import('../core/document.js').AnnotationDocument} from
 * @param {import('../core/document.js').AnnotationDocument} to
 * @returns {import('./shapes-scene.js').SceneEdit[]}
 */
export function editsBetween(from, to) {
  const edits = [];
  for (const [id, after] of to.byId) if (from.byId.get(id) !== after) edits.push({ id, after });
  if (from.byId.size + edits.length > to.byId.size) {
    for (const id of from.byId.keys()) if (!to.byId.has(id)) edits.push({ id, after: null });
  }
  return edits;
}

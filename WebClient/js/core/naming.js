/**
 * What objects are called: the label's name and a number among those of the same label.
 *
 * @param {import('./document.js').AnnotationDocument} document
 * @param {ReadonlyMap<string, {name: string}>} labels by id
 * @param {string} unknown what to call a label that is gone
 * @returns {Map<string, string>} names by annotation id
 */
export function namesOf(document, labels, unknown) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const names = new Map();
  for (const id of document.order) {
    const labelId = document.byId.get(id)?.labelId ?? '';
    const ordinal = (counts.get(labelId) ?? 0) + 1;
    counts.set(labelId, ordinal);
    names.set(id, `${labels.get(labelId)?.name ?? unknown} ${ordinal}`);
  }
  return names;
}

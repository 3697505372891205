/**
 * What objects are called: the label's name and a number among those of the same label.
 *
 * The numbers are kept and follow the document; behind the last place that stayed as it was they are counted anew.
 *
 * @param {ReadonlyMap<string, {name: string}>} labels by id
 * @param {string} unknown what to call a label that is gone
 */
import { documentOf } from './document.js';

export function createNaming(labels, unknown) {
  let known = documentOf([]);
  /** @type {Map<string, {labelId: string, number: number}>} by annotation */
  const numbers = new Map();
  /** How many there are, by label. @type {Map<string, number>} */
  const counts = new Map();

  /** The first place where the names of two documents may differ. @param {import('./document.js').AnnotationDocument} next */
  function firstOther(next) {
    let same = 0;
    while (same < known.order.length && known.order[same] === next.order[same]) same += 1;
    const others = next.byId.since(known.byId);
    const relabelled = known.order.findIndex((id) => others.has(id) && numbers.get(id)?.labelId !== others.get(id)?.labelId);
    return relabelled < 0 ? same : Math.min(same, relabelled);
  }

  return {
    /** @param {import('./document.js').AnnotationDocument} document the names are asked for from now on */
    follow(document) {
      if (document === known) return;
      const from = firstOther(document);
      for (const id of known.order.slice(from).reverse()) {
        const { labelId, number } = /** @type {{labelId: string, number: number}} */ (numbers.get(id));
        counts.set(labelId, number - 1);
        numbers.delete(id);
      }
      for (const id of document.order.slice(from)) {
        const labelId = document.byId.get(id)?.labelId ?? '';
        const number = (counts.get(labelId) ?? 0) + 1;
        counts.set(labelId, number);
        numbers.set(id, { labelId, number });
      }
      known = document;
    },
    /** @param {string} id of an annotation @returns {string} empty when there is none */
    nameOf(id) {
      const found = numbers.get(id);
      return found ? `${labels.get(found.labelId)?.name ?? unknown} ${found.number}` : '';
    },
  };
}

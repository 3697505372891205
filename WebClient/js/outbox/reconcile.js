/**
 * One person, two devices: brings together what was done here and elsewhere, shape by shape.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {{id: string, annotation: Annotation | null}} News a shape as it is now; null: gone
 * @typedef {{revision: string | null, annotation: Annotation | null}} Present a shape on the server
 * @typedef {{id: string, mine: Annotation | null, theirs: Annotation | null}} Conflict
 */
import { mergeAnnotation, same } from './merge.js';
import { operationTo } from './operations.js';
import { endsOf } from './queue.js';

/**
 * @param {object} parts
 * @param {import('./queue.js').Queue} parts.queue
 * @param {() => string} parts.newId
 * @param {() => string} parts.now RFC 3339
 * @param {(news: News[]) => void} parts.onNews shapes that are different now; they are known to the server
 */
export function createReconciler({ queue, newId, now, onNews }) {
  /** Shapes changed both here and elsewhere, waiting for the person to choose. @type {Map<string, Present>} */
  const held = new Map();

  /**
   * What is unsent about a shape becomes this, made from what the server has.
   * @param {string} shape
   * @param {import('./store.js').QueuedOperation[]} chain
   * @param {Present} present
   * @param {Annotation | null} form
   */
  async function say(shape, chain, present, form) {
    const { mine } = endsOf(chain);
    const item = same(form, present.annotation) ? null
      : { operation: operationTo({ id: newId(), shape, form, base: present.revision, at: now() }), before: present.annotation };
    const isLast = await queue.replace(chain, item, present.revision);
    if (isLast && !same(form, mine)) onNews([{ id: shape, annotation: form }]);
  }

  return {
    /** @param {string} shape */
    isHeld: (shape) => held.has(shape),
    get heldCount() { return held.size; },

    /**
     * The server has newer forms of these shapes than the operations were made from: merges, or holds for the person.
     * @param {Map<string, Present>} stale by shape
     */
    async merge(stale) {
      for (const [shape, present] of stale) {
        const chain = await queue.chainOf(shape);
        if (chain.length === 0) continue;
        const { base, mine } = endsOf(chain);
        const outcome = mergeAnnotation(base, mine, present.annotation);
        if (outcome.kind === 'conflict') held.set(shape, present);
        else await say(shape, chain, present, outcome.kind === 'merged' ? outcome.annotation : present.annotation);
      }
    },

    /** What the person has to choose between. @returns {Promise<Conflict[]>} */
    async conflicts() {
      const found = [];
      for (const [id, { annotation }] of held) {
        const chain = await queue.chainOf(id);
        if (chain.length > 0) found.push({ id, mine: endsOf(chain).mine, theirs: annotation });
      }
      return found;
    },

    /** @param {string} shape @param {'mine' | 'theirs'} choice */
    async resolve(shape, choice) {
      const present = held.get(shape);
      if (!present) return;
      held.delete(shape);
      const chain = await queue.chainOf(shape);
      if (chain.length === 0) return;
      await say(shape, chain, present, choice === 'mine' ? endsOf(chain).mine : present.annotation);
    },

    /**
     * Takes over what was done elsewhere to shapes that nothing is to be said of here.
     * @param {{annotations: Annotation[], shapeRevisions: Record<string, string>}} draft the server's
     */
    adopt({ annotations, shapeRevisions }) {
      const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
      const news = Object.entries(shapeRevisions).flatMap(([id, revision]) => {
        if (queue.heads.get(id) === revision || queue.isBusy(id)) return [];
        queue.heads.set(id, revision);
        return [{ id, annotation: byId.get(id) ?? null }];
      });
      if (news.length > 0) onNews(news);
    },
  };
}

/**
 * What is unsent of one assignment, as the store holds it, and the revision of each shape that this page knows.
 *
 * @typedef {import('./store.js').QueuedOperation} QueuedOperation
 * @typedef {import('./store.js').Refusal} Refusal
 * @typedef {import('./operations.js').Item} Item
 */
import { formAfter, operationsFor, shapeOf } from './operations.js';

/**
 * @param {object} parts
 * @param {string} parts.assignmentId
 * @param {import('./store.js').OutboxStore} parts.store
 * @param {Record<string, string>} parts.shapeRevisions the last operation on each shape of the server's draft
 * @param {() => string} parts.newId
 */
export function createQueue({ assignmentId, store, shapeRevisions, newId }) {
  /** @type {QueuedOperation[]} */
  let items = [];
  /** Being written to the store. @type {Set<{items: Item[], done: Promise<void>}>} */
  const writing = new Set();
  /** The last operation on each shape, sent or not. @type {Map<string, string | null>} */
  const heads = new Map(Object.entries(shapeRevisions));
  /** @type {Refusal[]} */
  let refusals = [];
  let storageFailed = false;

  /** Runs a call of the store; when it fails the work goes on in memory. @template T @param {() => Promise<T>} call @returns {Promise<T | null>} */
  async function kept(call) {
    try {
      return await call();
    } catch {
      storageFailed = true;
      return null;
    }
  }

  /** @param {string} shape */
  const isAbout = (shape) => (/** @type {Item} */ item) => shapeOf(item.operation) === shape;

  return {
    heads,
    get items() { return items; },
    /** Also what is still being written. @returns {Item[]} */
    get all() { return [...items, ...[...writing].flatMap((entry) => entry.items)]; },
    get length() { return this.all.length; },
    get refusals() { return refusals; },
    get storageFailed() { return storageFailed; },

    /** Takes up what an earlier page left. */
    async load() {
      const [left, refused] = await Promise.all([store.pending(assignmentId), store.refusals(assignmentId)]);
      const here = new Set(items.map((item) => item.order));
      items = [...left.filter((item) => !here.has(item.order)), ...items];
      for (const { operation } of items) heads.set(shapeOf(operation), operation.id);
      refusals = refused;
    },

    /**
     * Writes one gesture; what it says of the shapes' revisions holds at once.
     * @param {import('../core/history.js').JournalEntry} entry
     * @param {string | null} at RFC 3339; null: the server has it already, only the journal is told
     */
    async write(entry, at) {
      const made = at ? operationsFor(entry.change, heads, newId, at) : [];
      const writingNow = { items: made, done: Promise.resolve() };
      writing.add(writingNow);
      writingNow.done = kept(() => store.append(assignmentId, entry, made)).then((rows) => {
        items.push(...rows ?? made.map((item) => ({ ...item, assignmentId, order: -1 - Math.floor(Math.random() * 1e15) })));
        writing.delete(writingNow);
      });
      await writingNow.done;
    },

    /** Whether something of a shape is unsent. @param {string} shape */
    isBusy(shape) { return this.all.some(isAbout(shape)); },

    /** Everything unsent about a shape, written. @param {string} shape @returns {Promise<QueuedOperation[]>} */
    async chainOf(shape) {
      for (;;) {
        const entry = [...writing].find((each) => each.items.some(isAbout(shape)));
        if (!entry) return items.filter(isAbout(shape));
        await entry.done;
      }
    },

    /**
     * The server took these.
     * @param {QueuedOperation[]} done
     * @param {Refusal[]} refused these it never will: kept apart
     */
    async settle(done, refused) {
      const bases = new Map(refused.map(({ operation }) => [operation.id, operation.base]));
      const mended = [...new Set(done.filter((item) => !bases.has(item.operation.id)).map((item) => shapeOf(item.operation)))]
        .filter((shape) => refusals.some((refusal) => shapeOf(refusal.operation) === shape));
      const gone = new Set(done);
      const changed = items.flatMap((item) => {
        const base = baseWithout(bases, item.operation.base);
        return gone.has(item) || base === item.operation.base ? [] : [{ ...item, operation: { ...item.operation, base } }];
      });
      const forms = new Map(changed.map((item) => [item.order, item]));
      items = items.filter((item) => !gone.has(item)).map((item) => forms.get(item.order) ?? item);
      for (const [shape, head] of heads) if (head && bases.has(head)) heads.set(shape, baseWithout(bases, head));
      refusals = [...refusals.filter((refusal) => !mended.includes(shapeOf(refusal.operation))), ...refused];
      await kept(() => store.settle(assignmentId, { done, refused, changed, mended }));
    },

    /**
     * Puts one operation, or none, in the place of all that was to be said of a shape.
     * @param {QueuedOperation[]} chain
     * @param {Item | null} item
     * @param {string | null} revision of the shape on the server
     * @returns {Promise<boolean>} false when the shape was changed again meanwhile
     */
    async replace(chain, item, revision) {
      const shape = shapeOf(chain[0].operation);
      const last = chain[chain.length - 1].operation.id;
      const isLast = heads.get(shape) === last;
      if (isLast) heads.set(shape, item ? item.operation.id : revision);
      const gone = new Set(chain);
      const changed = item ? [{ ...chain[0], ...item }] : [];
      items = items.flatMap((each) => (each === chain[0] ? changed : gone.has(each) ? [] : [each]));
      await kept(() => store.settle(assignmentId, { done: item ? chain.slice(1) : chain, changed }));
      return isLast && heads.get(shape) === (item ? item.operation.id : revision);
    },

    /**
     * Says again what was refused: each shape as it is now.
     * @param {(shape: string) => import('../core/document.js').Annotation | null} formOf
     * @param {string} at RFC 3339
     */
    async retry(formOf, at) {
      const shapes = [...new Set(refusals.map((refusal) => shapeOf(refusal.operation)))];
      await this.dismiss(refusals);
      const change = shapes.map((id) => ({ id, before: null, after: formOf(id), at: -1 }));
      const made = operationsFor(change, heads, newId, at);
      const rows = await kept(() => store.append(assignmentId, null, made));
      items.push(...rows ?? []);
    },

    /** Puts away refusals that were seen, of this assignment or another; later ones stay. @param {readonly Refusal[]} seen */
    async dismiss(seen) {
      const ids = seen.map((refusal) => refusal.operation.id);
      refusals = refusals.filter((refusal) => !ids.includes(refusal.operation.id));
      await kept(() => store.dismissRefusals(ids));
    },
  };
}

/** What an operation stands on when those refused are taken away. @param {Map<string, string | null>} refused @param {string | null} base */
function baseWithout(refused, base) {
  let found = base;
  for (let steps = refused.size; steps > 0 && found !== null && refused.has(found); steps--) found = refused.get(found) ?? null;
  return found;
}

/** The forms at both ends of what is unsent about a shape. @param {QueuedOperation[]} chain */
export function endsOf(chain) {
  return { base: chain[0].before ?? null, mine: formAfter(chain[chain.length - 1].operation) };
}

/** @typedef {ReturnType<typeof createQueue>} Queue */

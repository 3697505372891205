/**
 * The conflicts one works through, in their order, fetched page by page as one goes.
 *
 * @typedef {import('../../api/conflicts.js').Conflict} Conflict
 * @typedef {import('../../api/conflicts.js').ConflictPage} ConflictPage
 */

/** Pages walked at most to find where a conflict is in the order. */
const MAXIMUM_PAGES = 20;

/** @param {(after: string | null) => Promise<ConflictPage>} list open conflicts */
export function createConflictOrder(list) {
  /** @type {Conflict[]} */
  const rows = [];
  /** @type {Set<string>} */
  const known = new Set();
  /** Those decided since they were listed. @type {Set<string>} */
  const settled = new Set();
  /** Null once all is here. @type {string | null | undefined} */
  let cursor;
  /** How many were open when they were listed. */
  let total = 0;

  /** @returns {Promise<boolean>} whether there may be more than before */
  async function more() {
    if (cursor === null) return false;
    const page = await list(cursor ?? null);
    if (cursor === undefined) total = page.total;
    cursor = page.next ?? null;
    const fresh = page.items.filter(({ id }) => !known.has(id));
    for (const row of fresh) known.add(row.id);
    rows.push(...fresh);
    return true;
  }

  /** @param {string} id */
  const placeOf = (id) => rows.findIndex((row) => row.id === id);

  return {
    /** The first that waits; null when none does. @returns {Promise<Conflict | null>} */
    async first() {
      for (;;) {
        const row = rows.find(({ id }) => !settled.has(id));
        if (row || !await more()) return row ?? null;
      }
    },

    /** Finds a conflict's place; one that is not listed comes first. @param {Conflict} conflict */
    async enter(conflict) {
      for (let page = 0; page < MAXIMUM_PAGES && !known.has(conflict.id); page += 1) if (!await more()) break;
      if (known.has(conflict.id)) return;
      known.add(conflict.id);
      rows.unshift(conflict);
      if (conflict.state === 'decided') settled.add(conflict.id);
      if (conflict.state === 'decided' || cursor === null) total += 1;
    },

    /** The next one that waits, after the last one the first again; null when no other does. @param {string} id @returns {Promise<Conflict | null>} */
    async nextOpen(id) {
      for (;;) {
        const ahead = rows.slice(placeOf(id) + 1).find((row) => !settled.has(row.id));
        if (ahead) return ahead;
        if (!await more()) return rows.find((row) => row.id !== id && !settled.has(row.id)) ?? null;
      }
    },

    /** The neighbour in the list, decided or not. @param {string} id @param {1 | -1} way @returns {Promise<Conflict | null>} */
    async beside(id, way) {
      const place = placeOf(id);
      if (way > 0) while (place + 1 >= rows.length && await more()) { /* One more page. */ }
      return rows[place + way] ?? null;
    },

    /** @param {string} id @param {boolean} decided */
    mark(id, decided) {
      if (decided) settled.add(id);
      else settled.delete(id);
    },

    /** Takes out one that is no longer in question. @param {string} id */
    drop(id) {
      const place = placeOf(id);
      if (place < 0) return;
      rows.splice(place, 1);
      settled.delete(id);
      total -= 1;
    },

    /** How many still wait, as far as is known here. */
    get waiting() { return Math.max(0, total - settled.size); },
  };
}

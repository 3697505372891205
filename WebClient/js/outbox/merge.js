/**
 * Two changes of one shape, made apart from the same form, become one where they touch different fields.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {{kind: 'theirs'} | {kind: 'merged', annotation: Annotation | null} | {kind: 'conflict'}} Merge
 *   theirs: nothing of mine is left to say; merged: what to say instead, null for "removed"
 */

/** Fields whose parts are changed one by one. */
const COMPOSITE = new Set(['flags', 'attributes']);
/** Fields that tell how a shape was made, not what it is: nobody needs to choose between them. */
const ACCOUNTS = new Set(['origin', 'effort']);

/**
 * @param {Annotation | null} base the form both started from; null: not there
 * @param {Annotation | null} mine null: removed
 * @param {Annotation | null} theirs null: removed
 * @returns {Merge}
 */
export function mergeAnnotation(base, mine, theirs) {
  if (same(mine, theirs) || same(mine, base)) return { kind: 'theirs' };
  if (same(theirs, base)) return { kind: 'merged', annotation: mine };
  if (!base || !mine || !theirs) return { kind: 'conflict' };
  const merged = mergeFields(base, mine, theirs, mergeField);
  if (merged === CONFLICT) return { kind: 'conflict' };
  return same(merged, theirs) ? { kind: 'theirs' } : { kind: 'merged', annotation: /** @type {Annotation} */ (merged) };
}

const CONFLICT = Symbol('both changed it');

/**
 * @param {Record<string, any>} base
 * @param {Record<string, any>} mine
 * @param {Record<string, any>} theirs
 * @param {(name: string, base: any, mine: any, theirs: any) => any} mergeOne
 * @returns {Record<string, any> | typeof CONFLICT}
 */
function mergeFields(base, mine, theirs, mergeOne) {
  /** @type {Record<string, any>} */
  const merged = {};
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = mergeOne(name, base[name], mine[name], theirs[name]);
    if (value === CONFLICT) return CONFLICT;
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

/** @param {string} name @param {any} base @param {any} mine @param {any} theirs */
function mergeField(name, base, mine, theirs) {
  if (COMPOSITE.has(name)) return mergeFields(base ?? {}, mine ?? {}, theirs ?? {}, mergeValue);
  const value = mergeValue(name, base, mine, theirs);
  return value === CONFLICT && ACCOUNTS.has(name) ? mine : value;
}

/** @param {string} _name @param {any} base @param {any} mine @param {any} theirs */
function mergeValue(_name, base, mine, theirs) {
  if (same(mine, theirs) || same(mine, base)) return theirs;
  return same(theirs, base) ? mine : CONFLICT;
}

/** Whether two values of JSON say the same; a missing field is as good as null. @param {any} a @param {any} b @returns {boolean} */
export function same(a, b) {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => same(a[name], b[name]));
}

/**
 * Undo and redo without a limit: one gesture is one step.
 *
 * @typedef {import('./change.js').ChangeSet} ChangeSet
 * @typedef {{past: readonly ChangeSet[], future: readonly ChangeSet[]}} History
 * @typedef {{kind: 'do' | 'undo' | 'redo', change: ChangeSet, joins?: boolean, elsewhere?: boolean}} JournalEntry
 *   What happened; `change` as it was applied. One that `joins` is one step with the one before; one from `elsewhere` was
 *   done on another device and taken over here.
 */
import { composed, invert } from './change.js';
import { sameAnnotation } from './document.js';

/** @type {History} */
export const NO_HISTORY = Object.freeze({ past: Object.freeze([]), future: Object.freeze([]) });

/** @param {History} history @param {ChangeSet} change @returns {History} */
export function record(history, change) {
  return { past: [...history.past, change], future: [] };
}

/**
 * Makes a change one step with the last one: taps on an arrow key are undone together. Taps to and fro leave no step.
 * @param {History} history
 * @param {ChangeSet} change
 * @returns {History}
 */
export function join(history, change) {
  const last = history.past.at(-1);
  if (!last) return record(history, change);
  const both = composed(last, change).filter(({ before, after }) => !sameAnnotation(before, after));
  return { past: [...history.past.slice(0, -1), ...(both.length ? [both] : [])], future: [] };
}

/**
 * @param {History} history
 * @returns {{history: History, change: ChangeSet} | null} null when there is nothing to undo
 */
export function undo({ past, future }) {
  const last = past.at(-1);
  if (!last) return null;
  return { history: { past: past.slice(0, -1), future: [...future, last] }, change: invert(last) };
}

/**
 * @param {History} history
 * @returns {{history: History, change: ChangeSet} | null} null when there is nothing to redo
 */
export function redo({ past, future }) {
  const next = future.at(-1);
  if (!next) return null;
  return { history: { past: [...past, next], future: future.slice(0, -1) }, change: next };
}

/**
 * The history that a journal tells, if it ends in the document at hand; otherwise (edited elsewhere since) none.
 * @param {Iterable<JournalEntry>} journal
 * @param {import('./document.js').AnnotationDocument} document
 * @returns {History}
 */
export function historyFrom(journal, document) {
  /** @type {History} */
  let history = NO_HISTORY;
  /** @type {Map<string, import('./document.js').Annotation | null>} */
  const told = new Map();
  for (const { kind, change, joins } of journal) {
    const step = kind === 'do' ? { history: (joins ? join : record)(history, change) } : kind === 'undo' ? undo(history)
      : redo(history);
    if (!step) return NO_HISTORY;
    history = step.history;
    for (const edit of change) told.set(edit.id, edit.after);
  }
  for (const [id, after] of told) {
    if (!sameAnnotation(after, document.byId.get(id) ?? null)) return NO_HISTORY;
  }
  return history;
}

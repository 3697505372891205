/**
 * What a list of labels must satisfy, and the next colour and key to offer. Pure.
 *
 * @typedef {{id?: string, name: string, color: string, key: string | null, description: string}} LabelDraft
 * @typedef {{index: number, field: 'name' | 'color' | 'key', code: string}} LabelFault
 */

/** Colours far apart for most kinds of sight, in the order they are offered. */
export const PALETTE = Object.freeze([
  '#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#8f5cd6', '#6b8e23', '#e6455a', '#20b2aa',
  '#a0724a',
]);
const KEYS = '1234567890';

/** @param {LabelDraft[]} labels @returns {LabelFault[]} in list order; empty when all is well */
export function faultsOf(labels) {
  /** @type {LabelFault[]} */
  const faults = [];
  const names = new Map();
  const keys = new Map();
  for (const [index, label] of labels.entries()) {
    const name = label.name.trim();
    if (name === '') faults.push({ index, field: 'name', code: 'missing' });
    else if (names.has(folded(name))) faults.push({ index, field: 'name', code: 'twice' });
    names.set(folded(name), index);
    if (!/^#[0-9a-f]{6}$/i.test(label.color)) faults.push({ index, field: 'color', code: 'color' });
    if (label.key === null || label.key === '') continue;
    if (!/^[0-9]$/.test(label.key)) faults.push({ index, field: 'key', code: 'key' });
    else if (keys.has(label.key)) faults.push({ index, field: 'key', code: 'twice' });
    keys.set(label.key, index);
  }
  return faults;
}

/**
 * A new label with a colour and key that are still free.
 * @param {LabelDraft[]} labels
 * @returns {LabelDraft}
 */
export function nextLabel(labels) {
  const colors = new Set(labels.map((label) => label.color.toLowerCase()));
  const keys = new Set(labels.map((label) => label.key));
  return {
    name: '',
    color: PALETTE.find((color) => !colors.has(color)) ?? PALETTE[labels.length % PALETTE.length],
    key: [...KEYS].find((key) => !keys.has(key)) ?? null,
    description: '',
  };
}

/**
 * A list with one entry moved.
 * @template T
 * @param {T[]} list
 * @param {number} from
 * @param {number} to
 * @returns {T[]}
 */
export function moved(list, from, to) {
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** @param {string} name */
function folded(name) {
  return name.normalize('NFC').toLowerCase();
}

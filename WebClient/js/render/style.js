/** How shapes look: a coloured core in a dark halo, so that they show on any picture; dashes and letters for flags. */
import { isSuggested } from '../core/provenance.js';

/** Widths, CSS pixels. */
export const CORE = 2;
export const HALO = 4;
export const HALO_COLOR = 'rgb(0 0 0 / 60%)';

/**
 * Dash by flag, CSS pixels; the first flag that is set decides.
 * @type {[keyof import('../core/document.js').Flags, number[]][]}
 */
const DASHES = [['unsure', [2, 4]], ['occluded', [7, 4]], ['truncated', [12, 4]], ['crowd', [12, 4, 2, 4]]];

/** A suggestion that nobody has decided about is dotted. */
const SUGGESTED = [1, 5];

/** @param {import('../core/document.js').Annotation} annotation @returns {number[]} */
export function dashOf(annotation) {
  return isSuggested(annotation) ? SUGGESTED : DASHES.find(([flag]) => annotation.flags[flag])?.[1] ?? [];
}

/** @type {[keyof import('../core/document.js').Flags, string][]} */
const LETTERS = [['occluded', 'O'], ['truncated', 'T'], ['crowd', 'G'], ['unsure', 'U']];

/**
 * The letters after a name: O occluded, T truncated, G group, U unsure, ? suggested.
 * @param {import('../core/document.js').Annotation} annotation
 */
export function lettersOf(annotation) {
  const letters = LETTERS.filter(([flag]) => annotation.flags[flag]).map(([, letter]) => letter);
  return [...letters, ...(isSuggested(annotation) ? ['?'] : [])].join('');
}

/** Black or white, whichever reads better on a colour. @param {string} color `#rrggbb` */
export function inkOn(color) {
  const value = /^#([0-9a-f]{6})$/i.exec(color);
  if (!value) return '#ffffff';
  const number = parseInt(value[1], 16);
  const linear = [number >> 16, number >> 8, number].map((c) => ((c & 255) / 255) ** 2.2);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.2 ? '#000000' : '#ffffff';
}

/** A colour made see-through. @param {string} color `#rrggbb` @param {number} alpha 0…1 */
export function translucent(color, alpha) {
  return /^#[0-9a-f]{6}$/i.test(color) ? color + Math.round(alpha * 255).toString(16).padStart(2, '0') : color;
}

/** What a label that is gone looks like. */
export const UNKNOWN_COLOR = '#9e9e9e';

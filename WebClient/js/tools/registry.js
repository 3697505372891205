/** The tools, in the order of the rail. A new tool is a file and a line here. */
import { select } from './select.js';
import { box } from './box.js';
import { extreme } from './extreme.js';
import { polygon } from './polygon.js';
import { pan } from './pan.js';

/** @type {readonly import('./tool.js').Tool[]} */
export const TOOLS = Object.freeze([select, box, extreme, polygon, pan]);

/** @param {string} id @returns {import('./tool.js').Tool} the select tool when there is none of that name */
export function toolNamed(id) {
  return TOOLS.find((tool) => tool.id === id) ?? select;
}

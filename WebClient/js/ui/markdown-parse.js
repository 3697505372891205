/**
 * Reads the Markdown of instructions into a small tree. Raw HTML is not a thing here: it stays text.
 *
 * @typedef {{type: 'text', text: string} | {type: 'code', text: string} | {type: 'break'}
 *   | {type: 'em'|'strong', children: Inline[]} | {type: 'link', href: string, children: Inline[]}
 *   | {type: 'image', src: string, alt: string}} Inline
 * @typedef {{type: 'heading', level: number, children: Inline[]} | {type: 'paragraph', children: Inline[]}
 *   | {type: 'code', text: string} | {type: 'rule'} | {type: 'quote', children: Block[]}
 *   | {type: 'list', ordered: boolean, start: number, items: Block[][]}} Block
 */
import { parseInline } from './markdown-inline.js';

/** Nesting deeper than this stays text, so hostile input cannot exhaust the stack. */
const MAXIMUM_DEPTH = 12;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/;

/**
 * @param {string} text
 * @returns {Block[]}
 */
export function parseMarkdown(text) {
  return blocks(String(text).replace(/\r\n?/g, '\n').replace(/\t/g, '    ').split('\n'), 0);
}

/** @param {string[]} lines @param {number} depth @returns {Block[]} */
function blocks(lines, depth) {
  /** @type {Block[]} */
  const found = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line.trim() === '') { at += 1; continue; }
    const step = fence(lines, at) ?? heading(line) ?? rule(line)
      ?? (depth < MAXIMUM_DEPTH ? quote(lines, at, depth) ?? list(lines, at, depth) : null) ?? paragraph(lines, at, depth);
    found.push(step.block);
    at += step.used;
  }
  return found;
}

/** @typedef {{block: Block, used: number}} Step */

/** @param {string[]} lines @param {number} at @returns {Step | null} */
function fence(lines, at) {
  const open = FENCE.exec(lines[at]);
  if (!open) return null;
  let end = at + 1;
  while (end < lines.length && !(lines[end].trim().startsWith(open[1]) && FENCE.test(lines[end]))) end += 1;
  return { block: { type: 'code', text: lines.slice(at + 1, end).join('\n') }, used: end - at + 1 };
}

/** @param {string} line @returns {Step | null} */
function heading(line) {
  const match = HEADING.exec(line);
  return match && { block: { type: 'heading', level: match[1].length, children: parseInline(match[2]) }, used: 1 };
}

/** @param {string} line @returns {Step | null} */
function rule(line) {
  return RULE.test(line) ? { block: { type: 'rule' }, used: 1 } : null;
}

/** @param {string[]} lines @param {number} at @param {number} depth @returns {Step | null} */
function quote(lines, at, depth) {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) end += 1;
  if (end === at) return null;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
  return { block: { type: 'quote', children: blocks(inner, depth + 1) }, used: end - at };
}

/** @param {string[]} lines @param {number} at @param {number} depth @returns {Step | null} */
function list(lines, at, depth) {
  const first = ITEM.exec(lines[at]);
  if (!first) return null;
  const ordered = /\d/.test(first[2]);
  /** @type {string[][]} */
  const items = [];
  let end = at;
  while (end < lines.length) {
    const item = ITEM.exec(lines[end]);
    if (!item || /\d/.test(item[2]) !== ordered || RULE.test(lines[end])) break;
    const indent = item[0].length;
    const body = [lines[end].slice(indent)];
    end += 1;
    while (end < lines.length && belongs(lines, end, indent)) {
      body.push(lines[end].slice(Math.min(indent, leading(lines[end]))));
      end += 1;
    }
    items.push(body);
  }
  const start = ordered ? Number.parseInt(first[2], 10) : 1;
  return { block: { type: 'list', ordered, start, items: items.map((body) => blocks(body, depth + 1)) }, used: end - at };
}

/**
 * Whether a line continues the list item whose text starts at `indent`.
 * @param {string[]} lines
 * @param {number} at
 * @param {number} indent
 */
function belongs(lines, at, indent) {
  const line = lines[at];
  if (line.trim() === '') {
    const next = lines[at + 1];
    return next !== undefined && next.trim() !== '' && leading(next) >= Math.min(indent, 2);
  }
  if (leading(line) >= Math.min(indent, 2)) return true;
  return lines[at - 1].trim() !== '' && !startsBlock(line);
}

/** @param {string} line */
function leading(line) {
  return line.length - line.trimStart().length;
}

/** @param {string} line */
function startsBlock(line) {
  return HEADING.test(line) || FENCE.test(line) || RULE.test(line) || QUOTE.test(line) || ITEM.test(line);
}

/** @param {string[]} lines @param {number} at @param {number} depth @returns {Step} */
function paragraph(lines, at, depth) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() !== '' && (depth >= MAXIMUM_DEPTH || !startsBlock(lines[end]))) end += 1;
  const text = lines.slice(at, end).map((line) => line.trimStart()).join('\n').trimEnd();
  return { block: { type: 'paragraph', children: parseInline(text) }, used: end - at };
}

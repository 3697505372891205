/**
 * Reads emphasis, code, links and images inside a line of Markdown.
 *
 * @typedef {import('./markdown-parse.js').Inline} Inline
 */
import { safeImage, safeLink } from './safe-url.js';

const MAXIMUM_DEPTH = 8;
const AUTOLINK = /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/;
const BRACKETED = /^(!?)\[((?:[^[\]\\]|\\.|\[[^[\]]{0,200}\]){0,500})\]\(\s*(?:<([^<>\n]{0,2000})>|([^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,2000})?))(?:\s+(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'))?\s*\)/;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/**
 * @param {string} text
 * @param {number} [depth]
 * @returns {Inline[]} text that means nothing special stays text, addresses that are not allowed too
 */
export function parseInline(text, depth = 0) {
  /** @type {Inline[]} */
  const found = [];
  let plain = '';
  const flush = () => {
    if (plain) found.push({ type: 'text', text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const step = special(text, at, depth);
    if (!step) {
      plain += text[at];
      at += 1;
    } else if (typeof step.node === 'string') {
      plain += step.node;
      at += step.used;
    } else {
      if (step.node.type === 'break') plain = plain.replace(/ +$/, '');
      flush();
      found.push(step.node);
      at += step.used;
    }
  }
  flush();
  return found;
}

/** @typedef {{node: Inline | string, used: number}} Step */

/** @param {string} text @param {number} at @param {number} depth @returns {Step | null} */
function special(text, at, depth) {
  switch (text[at]) {
    case '\\': return escape(text, at);
    case '\n': return lineBreak(text, at);
    case '`': return code(text, at);
    case '<': return autolink(text, at);
    case '!':
    case '[': return depth < MAXIMUM_DEPTH ? bracketed(text, at, depth) : null;
    case '*':
    case '_': return depth < MAXIMUM_DEPTH ? emphasis(text, at, depth) : null;
    default: return null;
  }
}

/** @param {string} text @param {number} at @returns {Step | null} */
function escape(text, at) {
  const next = text[at + 1];
  if (next === '\n') return { node: { type: 'break' }, used: 2 };
  return next !== undefined && ESCAPABLE.test(next) ? { node: next, used: 2 } : null;
}

/** @param {string} text @param {number} at @returns {Step | null} */
function lineBreak(text, at) {
  return text.slice(at - 2, at) === '  ' ? { node: { type: 'break' }, used: 1 } : null;
}

/** @param {string} text @param {number} at @returns {Step | null} */
function code(text, at) {
  let ticks = 1;
  while (text[at + ticks] === '`') ticks += 1;
  const mark = '`'.repeat(ticks);
  const end = text.indexOf(mark, at + ticks);
  if (end < 0) return { node: mark, used: ticks };
  const inside = text.slice(at + ticks, end).replace(/\n/g, ' ');
  const trimmed = /^ .*[^ ].* $/.test(inside) ? inside.slice(1, -1) : inside;
  return { node: { type: 'code', text: trimmed }, used: end + ticks - at };
}

/** @param {string} text @param {number} at @returns {Step | null} */
function autolink(text, at) {
  const match = AUTOLINK.exec(text.slice(at, at + 2100));
  const href = match && safeLink(match[1]);
  return match && href
    ? { node: { type: 'link', href, children: [{ type: 'text', text: match[1] }] }, used: match[0].length }
    : null;
}

/** @param {string} text @param {number} at @param {number} depth @returns {Step | null} */
function bracketed(text, at, depth) {
  const match = BRACKETED.exec(text.slice(at, at + 3000));
  if (!match) return null;
  const [whole, bang, label, pointed, bare] = match;
  const address = pointed ?? bare ?? '';
  if (bang) {
    const src = safeImage(address);
    return { node: src ? { type: 'image', src, alt: label } : label, used: whole.length };
  }
  const href = safeLink(address);
  if (!href) return { node: label, used: whole.length };
  return { node: { type: 'link', href, children: withoutLinks(parseInline(label, depth + 1)) }, used: whole.length };
}

/**
 * Links never nest.
 * @param {Inline[]} nodes
 * @returns {Inline[]}
 */
function withoutLinks(nodes) {
  return nodes.flatMap((node) => (node.type === 'link' ? node.children : [node]));
}

/** @param {string} text @param {number} at @param {number} depth @returns {Step | null} */
function emphasis(text, at, depth) {
  const mark = text[at];
  const strong = text[at + 1] === mark;
  const fence = strong ? mark + mark : mark;
  const start = at + fence.length;
  if (/\s|^$/.test(text[start] ?? '')) return { node: fence, used: fence.length };
  if (mark === '_' && /\w/.test(text[at - 1] ?? '')) return { node: fence, used: fence.length };
  const end = closing(text, start, fence);
  if (end < 0) return { node: fence, used: fence.length };
  const children = parseInline(text.slice(start, end), depth + 1);
  return { node: { type: strong ? 'strong' : 'em', children }, used: end + fence.length - at };
}

/** @param {string} text @param {number} start @param {string} fence */
function closing(text, start, fence) {
  const limit = Math.min(text.length, start + 1000);
  for (let at = start + 1; at <= limit - fence.length; at += 1) {
    if (text[at - 1] === '\\' || !text.startsWith(fence, at) || /\s/.test(text[at - 1])) continue;
    const after = text[at + fence.length] ?? '';
    if (fence.length === 1 && (after === fence || text[at - 1] === fence)) continue;
    if (fence.length === 2 && after === fence[0]) continue;
    if (fence[0] === '_' && /\w/.test(after)) continue;
    return at;
  }
  return -1;
}

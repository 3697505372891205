/** Draws the Markdown of instructions as DOM nodes; nothing in it can become markup or script. */
import { h } from './dom.js';
import { parseMarkdown } from './markdown-parse.js';

/**
 * @param {string} text Markdown source, untrusted
 * @returns {DocumentFragment}
 */
export function renderMarkdown(text) {
  const fragment = document.createDocumentFragment();
  for (const block of parseMarkdown(text)) fragment.append(drawBlock(block));
  return fragment;
}

/**
 * Headings start below the page's own.
 * @param {import('./markdown-parse.js').Block} block
 * @returns {any}
 */
function drawBlock(block) {
  switch (block.type) {
    case 'heading': return h(`h${Math.min(block.level + 2, 6)}`, null, block.children.map(drawInline));
    case 'code': return h('pre', { tabindex: '0' }, h('code', null, block.text));
    case 'rule': return h('hr');
    case 'quote': return h('blockquote', null, block.children.map(drawBlock));
    case 'list':
      return h(block.ordered ? 'ol' : 'ul', { start: block.ordered && block.start !== 1 ? block.start : null },
        block.items.map((item) => h('li', null, drawItem(item))));
    default: return h('p', null, block.children.map(drawInline));
  }
}

/**
 * A lone paragraph in a list item needs no `<p>`.
 * @param {import('./markdown-parse.js').Block[]} item
 */
function drawItem(item) {
  const [first, ...rest] = item;
  if (first?.type !== 'paragraph') return item.map(drawBlock);
  return [...first.children.map(drawInline), ...rest.map(drawBlock)];
}

/** @param {import('./markdown-parse.js').Inline} node @returns {any} */
function drawInline(node) {
  switch (node.type) {
    case 'text': return node.text;
    case 'code': return h('code', null, node.text);
    case 'break': return h('br');
    case 'link':
      return h('a', { href: node.href, rel: 'noopener noreferrer', target: '_blank' }, node.children.map(drawInline));
    case 'image': return h('img', { src: node.src, alt: node.alt, loading: 'lazy' });
    default: return h(node.type, null, node.children.map(drawInline));
  }
}

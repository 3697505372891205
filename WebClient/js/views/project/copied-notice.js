/** Pairs of people whose shapes are the same more often than drawing apart can make them. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';

/**
 * @typedef {{a: {id: string, name: string}, b: {id: string, name: string}, images: number, sameShapes: number,
 *   sharedShapes: number}} CopiedPair
 */

/** @param {CopiedPair[] | null | undefined} copied @returns {any} null when there is none */
export function copiedNotice(copied) {
  if (!Array.isArray(copied) || copied.length === 0) return null;
  return h('div', { class: 'notice warn stack-tight', role: 'note', 'data-testid': 'copied' },
    h('p', null, h('strong', null, t('copied.title', { count: copied.length }))),
    h('ul', { class: 'plain-list' }, copied.map((pair) => h('li', null, copiedSentence(pair)))),
    h('p', { class: 'small' }, t('copied.text')));
}

/** @param {CopiedPair} pair */
export function copiedSentence({ a, b, images, sameShapes, sharedShapes }) {
  return t('copied.pair', { a: a.name, b: b.name, count: images, same: sameShapes, shared: sharedShapes });
}

/** One row of the list of objects; written anew only where it says something else than before. */
import { openQuestion } from '../../core/attributes.js';
import { isSuggested } from '../../core/provenance.js';
import { fill, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { UNKNOWN_COLOR, lettersOf } from '../../render/style.js';
import { icon } from './icons.js';
import { objectText, placeText } from './object-text.js';

/** Height of a row, CSS pixels; annotate.css says the same. */
export const ROW = 32;

/**
 * @typedef {object} RowState
 * @property {import('../../core/document.js').Annotation} annotation
 * @property {string} name
 * @property {number} at its place in the list, from 0
 * @property {number} length of the list
 * @property {boolean} hidden
 * @property {boolean} locked
 * @property {boolean} selected
 * @property {boolean} current
 */

/** @param {ReadonlyMap<string, import('../../api/assignments.js').Label>} labels retired ones included */
export function createObjectRow(labels) {
  const node = h('div', { role: 'option' });
  /** @type {Partial<RowState>} */
  let shown = {};

  /** @param {RowState} state */
  function write({ annotation, name, hidden, locked, current }) {
    const open = openQuestion(annotation, labels) !== null;
    const suggested = isSuggested(annotation);
    const states = Object.entries({ suggested, open, locked, hidden }).filter(([, is]) => is).map(([state]) => t(`edit.object.${state}`));
    node.id = `object-${annotation.id}`;
    node.dataset.id = annotation.id;
    node.className = ['object-row', hidden && 'is-hidden', suggested && 'is-suggested', current && 'is-current'].filter(Boolean).join(' ');
    node.setAttribute('aria-label', objectText(annotation, name, states));
    fill(node,
      h('span', { class: 'label-color', style: { 'background-color': labels.get(annotation.labelId)?.color ?? UNKNOWN_COLOR } }),
      h('span', { class: 'object-name' }, name),
      h('span', { class: 'object-flags' }, lettersOf(annotation), open && h('span', { class: 'object-open' }, '!'), locked && icon('lock')),
      h('span', { class: 'object-place' }, placeText(annotation)));
  }

  return {
    node,
    /** @param {RowState} state */
    show(state) {
      /** @param {...keyof RowState} parts */
      const differs = (...parts) => parts.some((part) => state[part] !== shown[part]);
      if (differs('annotation', 'name', 'hidden', 'locked', 'current')) write(state);
      if (differs('selected')) node.setAttribute('aria-selected', String(state.selected));
      if (differs('length')) node.setAttribute('aria-setsize', String(state.length));
      if (differs('at')) {
        node.setAttribute('aria-posinset', String(state.at + 1));
        node.style.setProperty('inset-block-start', `${state.at * ROW}px`);
      }
      shown = state;
    },
  };
}

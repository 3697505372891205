/** Which two states to compare. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { selectField } from '../../ui/form.js';
import { runChoice } from './run-text.js';

/**
 * @param {import('../../api/consensus-runs.js').Run[]} runs newest first
 * @param {(wish: {before: number, after?: number}) => void} onCompare
 */
export function compareForm(runs, onCompare) {
  const options = /** @type {[string, string][]} */ (runs.map((run) => [String(run.number), runChoice(run)]));
  const form = h('form', { class: 'card runs-compare', on: { submit(/** @type {Event} */ event) {
    event.preventDefault();
    const value = (/** @type {string} */ name) => Number(form.elements.namedItem(name).value);
    onCompare({ before: value('before'), ...(value('after') ? { after: value('after') } : {}) });
  } } },
  selectField({ label: t('runs.before'), name: 'before', value: String((runs[1] ?? runs[0]).number), options }),
  selectField({ label: t('runs.after'), name: 'after', value: '', options: [['', t('runs.now')], ...options] }),
  h('button', { type: 'submit', class: 'button', 'data-testid': 'compare' }, t('runs.compare')));
  return form;
}

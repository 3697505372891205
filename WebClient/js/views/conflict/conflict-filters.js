/** Which conflicts are listed: kind, label, whose, state. */
import { KINDS } from '../../api/conflicts.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { selectField } from '../../ui/form.js';
import { count } from '../../ui/format.js';
import { kindName } from './conflict-text.js';
import { ASSIGNEES, filterOf, STATES } from './filter.js';

/**
 * @param {object} options
 * @param {import('../../api/projects.js').Project} options.project
 * @param {{accountId: string, name: string}[]} options.reviewers
 * @param {import('../../api/conflicts.js').Filter} options.filter
 * @param {(filter: import('../../api/conflicts.js').Filter) => void} options.onChange
 */
export function conflictFilters({ project, reviewers, filter, onChange }) {
  /** @type {Record<string, string>} */
  const now = { ...filter };
  const change = (/** @type {any} */ event) => {
    now[event.currentTarget.name] = event.currentTarget.value;
    onChange(filterOf(now));
  };
  const select = (/** @type {string} */ name, /** @type {[string, string][]} */ options) => selectField({
    label: t(`conflicts.filter.${name}`), name, value: now[name] ?? options[0][0], options, on: { change } });
  const kinds = select('kind', [['', t('conflicts.all')], ...KINDS.map((kind) => /** @type {[string, string]} */ ([kind, kindName(kind)]))]);
  const imageChip = now.image && h('button', { type: 'button', class: 'button small', 'data-testid': 'all-images', on: { click: () => {
    delete now.image;
    imageChip.remove();
    onChange(filterOf(now));
  } } }, t('conflicts.oneImage'), h('span', { 'aria-hidden': 'true' }, ' ×'));
  return {
    node: h('div', { class: 'filters' }, kinds,
      select('label', [['', t('conflicts.all')], ...project.labels.map((label) => /** @type {[string, string]} */ ([label.id, label.name]))]),
      select('assignee', [['', t('conflicts.all')], ...ASSIGNEES.map((who) => /** @type {[string, string]} */ ([who, t(`conflicts.assignee.${who}`)])),
        ...reviewers.map(({ accountId, name }) => /** @type {[string, string]} */ ([accountId, name]))]),
      select('state', STATES.map((state) => [state, t(`conflicts.state.${state}`)])), imageChip),
    /** Says beside each kind how many are open. @param {Record<string, number>} counts */
    show(counts) {
      for (const option of kinds.querySelectorAll('option')) {
        if (option.value) option.textContent = `${kindName(option.value)} (${count(counts[option.value] ?? 0)})`;
      }
    },
  };
}

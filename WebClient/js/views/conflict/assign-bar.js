/** Who is to settle the chosen conflicts. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';

/**
 * @param {object} options
 * @param {{accountId: string, name: string}[]} options.reviewers whom one may choose; none: only oneself
 * @param {(assignee: string | null) => Promise<void>} options.onAssign an account, "me", or null for nobody
 */
export function assignBar({ reviewers, onAssign }) {
  const chosen = h('b', { class: 'number', role: 'status' });
  const failure = h('p', { class: 'field-error', role: 'alert' });
  const who = reviewers.length > 0 && h('select', { class: 'field-input', 'aria-label': t('conflicts.assignTo'), 'data-testid': 'assign-to', on: { change: () => {
    if (who.value) run(who.value);
    who.value = '';
  } } }, h('option', { value: '' }, t('conflicts.assignTo')), reviewers.map(({ accountId, name }) => h('option', { value: accountId }, name)));
  const node = h('div', { class: 'assign-bar', hidden: true, 'data-testid': 'assign-bar' }, chosen,
    button(t('conflicts.assignMe'), 'assign-me', () => run('me')), who, button(t('conflicts.assignNobody'), 'assign-nobody', () => run(null)), failure);

  /** @param {string | null} assignee */
  async function run(assignee) {
    failure.textContent = '';
    try {
      await onAssign(assignee);
    } catch (error) {
      failure.textContent = messageFor(error);
    }
  }

  return {
    node,
    /** @param {number} count of conflicts chosen */
    show(count) {
      node.hidden = count === 0;
      chosen.textContent = count === 0 ? '' : t('conflicts.chosen', { count });
    },
  };
}

/** @param {string} text @param {string} testid @param {() => void} run */
function button(text, testid, run) {
  return h('button', { type: 'button', class: 'button small', 'data-testid': testid, on: { click: run } }, text);
}

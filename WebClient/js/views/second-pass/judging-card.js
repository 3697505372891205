/** The way to judging, for somebody who may. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';

/** @param {string} project @param {{available: number, judged: number}} judging */
export function judgingCard(project, { available, judged }) {
  if (available === 0 && judged === 0) return null;
  return h('div', { class: 'card framed next-card' },
    h('a', { class: 'button large', href: `#/projects/${project}/second-pass`, 'data-testid': 'mine-second-pass' }, t('second.invite', { count: available })),
    h('p', { class: 'muted' }, t('second.inviteText')));
}

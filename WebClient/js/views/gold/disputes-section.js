/** Disputed results: those that wait for a decision first. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { dateTime } from '../../ui/format.js';

/** @param {{projectId: string, disputes: import('../../api/gold.js').Dispute[]}} options */
export function disputesSection({ projectId, disputes }) {
  if (disputes.length === 0) return null;
  const ordered = [...disputes].sort((one, other) => Number(Boolean(one.ruling)) - Number(Boolean(other.ruling)));
  return h('section', { class: 'card stack', 'aria-labelledby': 'gold-disputes' }, h('h2', { id: 'gold-disputes' }, t('gold.disputes')),
    h('ul', { class: 'gold-turns' }, ordered.map((dispute) => h('li', { 'data-testid': 'gold-dispute' },
      h('a', { href: `#/projects/${projectId}/results/${dispute.assignmentId}` }, t('gold.dispute.of', { name: dispute.name ?? '', image: dispute.imageName ?? '' })), ' ',
      h('span', { class: ['chip', dispute.ruling ? '' : 'warn'] }, t(dispute.ruling ? `gold.ruling.${dispute.ruling}` : 'gold.dispute.open')), ' ',
      h('span', { class: 'muted small' }, dateTime(dispute.createdAt)), h('p', { class: 'small' }, dispute.reason)))));
}

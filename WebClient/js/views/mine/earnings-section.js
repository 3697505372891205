/** What one earned oneself, with what one was told. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { dateTime } from '../../ui/format.js';
import { money } from '../../ui/money.js';

const CHIPS = /** @type {Record<string, string>} */ ({ pending: '', approved: 'good', rejected: 'bad', paid: 'good' });

/** @param {any} earnings @returns {any} null where nothing is or was paid */
export function earningsSection(earnings) {
  if (!earnings?.currency) return null;
  const show = (/** @type {number} */ amount) => money(amount, earnings.currency);
  const stat = (/** @type {string} */ key) => h('div', { class: 'stat' }, h('dt', null, t(`pay.state.${key}`)), h('dd', { class: 'number' }, show(earnings[key])));
  return h('section', { class: 'card stack', 'aria-labelledby': 'earnings-title', 'data-testid': 'earnings' },
    h('h2', { id: 'earnings-title' }, t('pay.mine.title')),
    typeof earnings.price === 'number' && h('p', { class: 'muted' }, t('pay.mine.price', { price: show(earnings.price) })),
    h('dl', { class: 'stats earnings-stats' }, ['pending', 'approved', 'paid'].map(stat)),
    earnings.items.length > 0 && h('details', { class: 'fold' }, h('summary', null, t('pay.mine.list')),
      h('div', { class: 'table-wrap' }, h('table', { class: 'table' },
        h('thead', null, h('tr', null, ['when', 'what', 'amount', 'state', 'said'].map((column) => h('th', { scope: 'col' }, t(`pay.column.${column}`))))),
        h('tbody', null, earnings.items.map((/** @type {any} */ item) => h('tr', null, h('th', { scope: 'row' }, dateTime(item.earnedAt)), h('td', null, t(`pay.kind.${item.kind}`)),
          h('td', { class: 'number' }, money(item.amount, item.currency)), h('td', null, h('span', { class: `chip ${CHIPS[item.state]}`.trim() }, t(`pay.state.${item.state}`))),
          h('td', null, item.feedback || t('common.none')))))))));
}

/** The images whose answer is known: where they are met, how they were answered, and what to do about them. */
import { changeGold } from '../../api/gold.js';
import { t } from '../../i18n/index.js';
import { estimateBar } from '../../ui/bar.js';
import { confirmDialog } from '../../ui/dialog.js';
import { h } from '../../ui/dom.js';
import { count, percent, signed } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { emptyState, signedIn } from '../../ui/states.js';
import { announce } from '../../ui/announce.js';

const CHIPS = { active: 'good', suspect: 'warn', voided: '' };
const PURPOSES = ['stream', 'exam', 'practice'];

/** Pass rate, discrimination and disputes, as far as there are any. @param {import('../../api/gold.js').Item} item */
function health({ passRate, discrimination, disputeRate }) {
  const parts = [typeof passRate.value === 'number' && t('gold.health.pass', { value: percent(passRate.value) }),
    typeof discrimination === 'number' && t('gold.health.discrimination', { value: signed(discrimination) }), disputeRate > 0 && t('gold.health.disputes', { value: percent(disputeRate) })];
  return parts.filter(Boolean).join(', ');
}

/** @param {{projectId: string, items: import('../../api/gold.js').Item[], onChanged: () => void}} options */
export function itemsSection({ projectId, items, onChanged }) {
  const columns = ['image', 'purpose', 'state', 'met', 'score', 'act'];
  const problem = h('p', { class: 'form-error', role: 'alert' });

  /** @param {import('../../api/gold.js').Item} item @param {Record<string, any>} change */
  async function change(item, change) {
    try {
      await signedIn(() => changeGold(projectId, item, change));
      announce(t('gold.changed'));
      onChanged();
    } catch (error) {
      problem.textContent = messageFor(error);
    }
  }

  /** @param {import('../../api/gold.js').Item} item */
  async function voidItem(item) {
    const sure = await confirmDialog({ title: t('gold.void.title', { name: item.imageName }), text: t('gold.void.text'), confirm: t('gold.void'), danger: true });
    if (sure) await change(item, { state: 'voided' });
  }

  /** @param {import('../../api/gold.js').Item} item */
  const row = (item) => h('tr', { 'data-testid': 'gold-item' },
    h('th', { scope: 'row' }, h('a', { href: `#/projects/${projectId}/images/${item.imageId}` }, item.imageName),
      h('span', { class: 'muted small block' }, t('gold.answers', { count: item.answers.length }))),
    h('td', null, h('select', { 'aria-label': t('gold.purpose.of', { name: item.imageName }), class: 'gold-select',
      on: { change: (/** @type {any} */ event) => change(item, { purpose: event.target.value }) } },
    PURPOSES.map((purpose) => h('option', { value: purpose, selected: purpose === item.purpose }, t(`gold.purpose.${purpose}`))))),
    h('td', null, h('span', { class: ['chip', CHIPS[item.state]] }, t(`gold.state.${item.state}`)), item.reason && h('span', { class: 'small muted block' }, item.reason)),
    h('td', { class: 'number' }, count(item.exposures)),
    h('td', null, estimateBar(item.score), h('span', { class: 'number' }, percent(item.score.value)), ' ', h('span', { class: 'muted small' }, t('gold.n', { count: item.score.n ?? 0 })),
      h('span', { class: 'muted small block' }, health(item))),
    h('td', null, h('div', { class: 'button-row' },
      h('a', { class: 'button small', href: `#/projects/${projectId}/gold/${item.id}/draw`, 'aria-label': t('gold.draw.of', { name: item.imageName }), 'data-testid': 'gold-draw' }, t('gold.draw')),
      item.state !== 'active' && h('button', { type: 'button', class: 'button small', 'aria-label': t('gold.activate.of', { name: item.imageName }),
        on: { click: () => change(item, { state: 'active', reason: '' }) } }, t('gold.activate')),
      item.state === 'active' && h('button', { type: 'button', class: 'button small', 'aria-label': t('gold.suspect.of', { name: item.imageName }),
        on: { click: () => change(item, { state: 'suspect' }) } }, t('gold.suspect')),
      item.state !== 'voided' && h('button', { type: 'button', class: 'button small', 'aria-label': t('gold.void.of', { name: item.imageName }),
        on: { click: () => voidItem(item) } }, t('gold.void')))));

  return h('section', { class: 'card stack', 'aria-labelledby': 'gold-items' }, h('h2', { id: 'gold-items' }, t('gold.items')), problem,
    items.length === 0 ? emptyState({ level: 'h3', title: t('gold.items.empty'), text: t('gold.items.emptyText') })
      : h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('gold.items') }) }, h('table', { class: 'table compact gold-items' },
        h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col', class: column === 'met' ? 'number' : null }, t(`gold.column.${column}`))))),
        h('tbody', null, items.map(row)))));
}

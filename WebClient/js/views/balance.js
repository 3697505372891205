/** How a project's objects are spread over its classes. */
import { getBalance } from '../api/balance.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { count, decimal, intervalLines } from '../ui/format.js';
import { emptyState, loadInto } from '../ui/states.js';
import { classTable, rareClasses, togetherTable } from './balance/class-table.js';
import { histogramFigure } from './balance/histogram-figure.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function balanceView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [balance, project] = await Promise.all([getBalance(id), getProject(id)]);
    return { balance, project };
  };
  await loadInto(container, load, ({ balance, project }) => {
    context.setTitle(`${t('balance.title')} · ${project.name}`);
    const head = h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
      h('h1', null, t('balance.title')), h('p', { class: 'muted' }, t('balance.lead'))));
    if (balance.objects === 0) return [head, emptyState({ title: t('balance.empty'), text: t('balance.emptyText') })];
    const rows = balance.classes.filter((row) => row.objects > 0);
    return [head, stats(balance), classTable(balance), rareClasses(id, balance, ['owner', 'requester'].includes(project.role)),
      h('div', { class: 'balance-pair' },
        histogramFigure({ name: 'sizes', title: t('balance.sizes'), text: t('balance.sizesText'), edges: balance.sideEdges, digits: 0,
          rows: rows.map(({ label, sides }) => ({ label, counts: sides })) }),
        histogramFigure({ name: 'aspects', title: t('balance.aspects'), text: t('balance.aspectsText'), edges: balance.aspectEdges, digits: 2,
          rows: rows.map(({ label, aspects }) => ({ label, counts: aspects })) })),
      togetherTable(balance)];
  });
}

/** @param {import('../api/balance.js').Balance} balance */
function stats(balance) {
  const estimate = (/** @type {string} */ name, /** @type {import('../api/balance.js').Estimate} */ value, /** @type {string} */ text) => h('div', null, h('dt', null, name),
    h('dd', { class: 'number' }, decimal(value.value, 1)),
    h('dd', { class: 'small muted' }, intervalLines(value, 'plain')[0], ' ', value.reason ?? text));
  return h('dl', { class: 'balance-stats card', 'data-testid': 'balance-stats' },
    h('div', null, h('dt', null, t('balance.objects')), h('dd', { class: 'number' }, count(balance.objects))),
    h('div', null, h('dt', null, t('balance.images')), h('dd', { class: 'number' }, count(balance.images))),
    estimate(t('balance.effective'), balance.effectiveClasses, t('balance.effectiveText')),
    estimate(t('balance.imbalance'), balance.imbalance, t('balance.imbalanceText')));
}

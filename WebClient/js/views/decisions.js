/** Who decided what and when, the newest first; a decision can be taken back. */
import { decisionsFile, listDecisions, withdrawDecision } from '../api/conflicts.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { announce } from '../ui/announce.js';
import { fill, h } from '../ui/dom.js';
import { dateTime } from '../ui/format.js';
import { messageFor } from '../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';
import { kindName } from './conflict/conflict-text.js';
import { decidedText } from './conflict/desk-panel.js';

const COLUMNS = ['when', 'who', 'conflict', 'decision', 'reason', 'undo'];

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function decisionsView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [project, page] = await Promise.all([getProject(id), listDecisions(id)]);
    return { project, page };
  };
  await loadInto(container, load, ({ project, page }) => {
    context.setTitle(`${t('decisions.title')} · ${project.name}`);
    return [h('div', { class: 'page-head' },
      h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name), ' › ',
        h('a', { href: `#/projects/${id}/conflicts` }, t('conflicts.title'))),
        h('h1', null, t('decisions.title')), h('p', { class: 'muted' }, t('decisions.lead'))),
      h('div', { class: 'button-row' },
        h('a', { class: 'button', href: decisionsFile(id), download: 'decisions.csv', 'data-testid': 'decisions-csv' }, t('csv.save')))),
    table(project, page, context.account.name)];
  });
}

/** @param {import('../api/projects.js').Project} project @param {Awaited<ReturnType<typeof listDecisions>>} first @param {string} me */
function table(project, first, me) {
  if (first.items.length === 0) return emptyState({ title: t('decisions.empty'), text: t('decisions.emptyText') });
  const body = h('tbody', null, first.items.map((item) => decisionRow(project, item, me)));
  const foot = h('div', { class: 'more' });
  offer(first.next);
  const head = h('tr', null, COLUMNS.map((column) => h('th', { scope: 'col' }, t(`decisions.column.${column}`))));
  return h('div', { class: 'stack-tight' },
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('decisions.title') }) },
      h('table', { class: 'table cards-table decisions-table' }, h('thead', null, head), body)), foot);

  /** @param {string | undefined} next */
  function offer(next) {
    fill(foot, next && h('button', { type: 'button', class: 'button', on: { click: async (/** @type {any} */ { currentTarget }) => {
      currentTarget.disabled = true;
      try {
        const page = await signedIn(() => listDecisions(project.id, next));
        body.append(...page.items.map((item) => decisionRow(project, item, me)));
        offer(page.next);
      } catch (error) {
        currentTarget.disabled = false;
        announce(messageFor(error));
      }
    } } }, t('images.more')));
  }
}

/** @param {import('../api/projects.js').Project} project @param {import('../api/conflicts.js').ListedDecision} item @param {string} me */
function decisionRow(project, item, me) {
  const state = h('td');
  const node = h('tr', { 'data-testid': 'decision-row', dataset: { conflict: item.conflict } },
    h('td', { dataset: { label: t('decisions.column.when') } }, dateTime(item.at)), h('td', { dataset: { label: t('decisions.column.who') } }, item.by),
    h('th', { scope: 'row' }, h('a', { href: `#/projects/${project.id}/conflicts/${item.conflict}` }, item.kind ? kindName(item.kind) : t('conflict.title')),
      h('span', { class: 'muted small block' }, item.imageName)),
    h('td', { dataset: { label: t('decisions.column.decision') } }, decidedText(item)),
    h('td', { class: 'decision-reason', dataset: item.reason ? { label: t('decisions.column.reason') } : {} }, item.reason), state);
  show(item);
  return node;

  /** @param {{withdrawnBy?: string, withdrawnAt?: string}} standing */
  function show({ withdrawnBy, withdrawnAt }) {
    node.toggleAttribute('data-withdrawn', Boolean(withdrawnAt));
    fill(state, withdrawnAt ? h('span', { class: 'muted small' }, t('decisions.withdrawn', { name: withdrawnBy ?? '', when: dateTime(withdrawnAt) }))
      : h('button', { type: 'button', class: 'button small', 'data-testid': 'decision-undo', on: { click: undo } }, t('conflict.undo')));
  }

  async function undo(/** @type {any} */ { currentTarget }) {
    currentTarget.disabled = true;
    try {
      await signedIn(() => withdrawDecision(project.id, item.conflict, item.id));
      announce(t('conflict.undone'));
      show({ withdrawnBy: me, withdrawnAt: new Date().toISOString() });
      state.tabIndex = -1;
      state.focus();
    } catch (error) {
      currentTarget.disabled = false;
      fill(state, currentTarget, h('p', { class: 'field-error', role: 'alert' }, messageFor(error)));
    }
  }
}

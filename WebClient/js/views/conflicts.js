/** The conflicts of a project, the most worthwhile first: filtered, assigned, and from here settled one by one. */
import { assignConflicts, KINDS, listConflicts } from '../api/conflicts.js';
import { getProject, listMembers } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { hrefTo } from '../router.js';
import { announce } from '../ui/announce.js';
import { fill, h } from '../ui/dom.js';
import { count } from '../ui/format.js';
import { messageFor } from '../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';
import { assignBar } from './conflict/assign-bar.js';
import { conflictFilters } from './conflict/conflict-filters.js';
import { conflictRow } from './conflict/conflict-row.js';
import { filterOf } from './conflict/filter.js';

const PAGE = 50;
/** Who may see the members of a project, and so choose among them. */
const RUN = ['owner', 'requester'];

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function conflictsView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const project = await getProject(id);
    const members = RUN.includes(project.role) ? await listMembers(id) : [];
    const reviewers = members.filter(({ role }) => role !== 'annotator').map(({ account }) => ({ accountId: account.id, name: account.name }));
    return { project, reviewers };
  };
  await loadInto(container, load, ({ project, reviewers }) => {
    context.setTitle(`${t('conflicts.title')} · ${project.name}`);
    return [head(project), conflictList({ project, reviewers, query: context.query, setQuery: context.setQuery })];
  });
}

/** @param {import('../api/projects.js').Project} project */
function head(project) {
  return h('div', { class: 'page-head' },
    h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${project.id}` }, project.name)), h('h1', null, t('conflicts.title')),
      h('p', { class: 'muted' }, t('conflicts.lead'))),
    h('div', { class: 'button-row' },
      h('a', { class: 'button', href: `#/projects/${project.id}/wall`, 'data-testid': 'to-wall' }, t('wall.title')),
      h('a', { class: 'button', href: `#/projects/${project.id}/decisions`, 'data-testid': 'to-decisions' }, t('decisions.title'))));
}

/**
 * @param {object} options
 * @param {import('../api/projects.js').Project} options.project
 * @param {{accountId: string, name: string}[]} options.reviewers none where one may not see them
 * @param {Record<string, string>} options.query
 * @param {(query: Record<string, any>) => void} options.setQuery
 */
function conflictList({ project, reviewers, query, setQuery }) {
  const labels = new Map(project.labels.map((label) => [label.id, label]));
  let filter = filterOf(query);
  /** @type {Set<string>} */
  const chosen = new Set();
  /** @type {Map<string, ReturnType<typeof conflictRow>>} */
  const rows = new Map();
  const place = h('div');
  const begin = h('div', { class: 'conflict-begin' });
  const filters = conflictFilters({ project, reviewers, filter, onChange(next) { filter = next; setQuery(filter); load(); } });
  const assign = assignBar({ reviewers, onAssign });
  const all = h('input', { type: 'checkbox', 'aria-label': t('conflicts.chooseAll'), 'data-testid': 'choose-all', on: { change: () => {
    for (const [id, row] of rows) choose(id, row, all.checked);
    refresh();
  } } });

  /** @param {string} id @param {ReturnType<typeof conflictRow>} row @param {boolean} on */
  function choose(id, row, on) {
    row.box.checked = on;
    if (on) chosen.add(id);
    else chosen.delete(id);
  }

  function refresh() {
    all.checked = rows.size > 0 && chosen.size === rows.size;
    all.indeterminate = chosen.size > 0 && chosen.size < rows.size;
    assign.show(chosen.size);
  }

  const load = () => {
    chosen.clear();
    rows.clear();
    return loadInto(place, () => listConflicts(project.id, { ...filter, limit: PAGE }), draw, { quiet: true });
  };

  /** @param {import('../api/conflicts.js').Conflict[]} items */
  function rowsOf(items) {
    return items.map((conflict) => {
      const row = conflictRow({ project, conflict, filter, labelOf: (id) => labels.get(id ?? '') ?? null, onChoose(on) { choose(conflict.id, row, on); refresh(); } });
      rows.set(conflict.id, row);
      return row.node;
    });
  }

  /** @param {import('../api/conflicts.js').ConflictPage} page */
  function draw(page) {
    filters.show(page.counts);
    const open = page.items.find(({ state }) => state === 'open');
    const waiting = KINDS.reduce((sum, kind) => sum + (page.counts[kind] ?? 0), 0);
    fill(begin, h('p', { class: 'number', 'data-testid': 'conflict-counts' }, t('conflicts.counts', { count: waiting, decided: count(page.decided) })),
      open && h('a', { class: 'button primary', href: hrefTo(['projects', project.id, 'conflicts', open.id], filter), 'data-testid': 'conflicts-begin' },
        t('conflicts.begin')));
    refresh();
    if (page.items.length === 0) {
      return Object.keys(filter).length > 0 ? emptyState({ title: t('conflicts.noneMatch'), text: t('conflicts.noneMatchText') })
        : emptyState({ title: t('conflicts.empty'), text: t('conflicts.emptyText') });
    }
    const body = h('tbody', null, rowsOf(page.items));
    const foot = h('div', { class: 'more' });
    more(body, foot, page);
    refresh();
    return [h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('conflicts.title') }) },
      h('table', { class: 'table conflicts-table' }, h('thead', null, h('tr', null, h('th', { scope: 'col' }, all),
        h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('conflicts.column.picture'))),
        ['what', 'image'].map(column), ['gain', 'errors', 'seconds'].map((key) => column(key, true)), ['assignee', 'state'].map(column))), body)), foot];
  }

  /** @param {HTMLElement} body @param {HTMLElement} foot @param {import('../api/conflicts.js').ConflictPage} page */
  function more(body, foot, { next, total }) {
    const text = h('span', { class: 'small muted' }, t('conflicts.shown', { count: body.children.length, total: count(total) }));
    const button = next && h('button', { type: 'button', class: 'button', on: { click: async () => {
      button.disabled = true;
      try {
        const page = await signedIn(() => listConflicts(project.id, { ...filter, after: next, limit: PAGE }));
        const first = body.children.length;
        body.append(...rowsOf(page.items));
        more(body, foot, page);
        refresh();
        /** @type {any} */ (body.children[first])?.querySelector('a')?.focus();
      } catch (error) {
        button.disabled = false;
        announce(messageFor(error));
        fill(text, messageFor(error));
      }
    } } }, t('images.more'));
    fill(foot, text, button);
  }

  /** @param {string | null} assignee */
  async function onAssign(assignee) {
    const { assigned } = await signedIn(() => assignConflicts(project.id, [...chosen], assignee));
    announce(t('conflicts.assigned', { count: assigned }));
    await load();
  }

  load();
  return h('section', { class: 'card stack', 'aria-label': t('conflicts.title') }, begin, filters.node, assign.node, place);
}

/** @param {string} key @param {boolean | number} [number] */
function column(key, number = false) {
  return h('th', { scope: 'col', class: number === true ? 'number' : null }, t(`conflicts.column.${key}`));
}

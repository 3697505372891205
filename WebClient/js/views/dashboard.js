/** The course of the work: how far it is, how fast it goes, how well people agree, and how long images wait. */
import { getDashboard } from '../api/figures.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { field, selectField } from '../ui/form.js';
import { loadInto } from '../ui/states.js';
import { courseFigures } from './dashboard/course-figures.js';
import { dashboardStats } from './dashboard/dashboard-stats.js';
import { queueFigure } from './dashboard/queue-figure.js';

/** @typedef {import('../api/figures.js').Dashboard} Dashboard */
const KEYS = /** @type {const} */ (['from', 'to', 'person', 'label']);

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function dashboardView(container, context) {
  const id = context.params.project;
  /** @type {Record<string, string>} */
  const filter = Object.fromEntries(KEYS.filter((key) => context.query[key]).map((key) => [key, context.query[key]]));
  const place = h('div', { class: 'stack-loose' });
  const choices = h('div', { class: 'filters', 'data-testid': 'dashboard-filters' });
  const load = () => loadInto(place, () => getDashboard(id, filter), draw, { quiet: true });
  await loadInto(container, () => getProject(id), (project) => {
    context.setTitle(`${t('dashboard.title')} · ${project.name}`);
    return [h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
      h('h1', null, t('dashboard.title')), h('p', { class: 'muted' }, t('dashboard.lead'))),
    h('div', { class: 'button-row' }, h('a', { class: 'button', href: `#/projects/${id}/agreement` }, t('figures.title')))), choices, place];
  });
  await load();

  /** @param {Dashboard} dashboard */
  function draw(dashboard) {
    if (!choices.firstChild) fill(choices, selects(dashboard));
    return [dashboardStats(id, dashboard, filter), ...courseFigures(id, dashboard, filter), queueFigure(id, dashboard.queue)];
  }

  /** @param {Dashboard} dashboard */
  function selects({ people, labels }) {
    const day = (/** @type {'from' | 'to'} */ key) => field({ label: t(`dashboard.${key}`), name: key, control: ({ id: own, describedBy }) =>
      h('input', { id: own, name: key, type: 'date', value: filter[key]?.slice(0, 10) ?? '', 'aria-describedby': describedBy, on: { change: change(key) } }) });
    const choice = (/** @type {'person' | 'label'} */ key, /** @type {{id: string, name: string}[]} */ all) => selectField({ label: t(`dashboard.${key}`), name: key,
      value: filter[key] ?? '', options: [['', t(`dashboard.${key}All`)], ...all.map(({ id: one, name }) => /** @type {[string, string]} */ ([one, name]))],
      on: { change: change(key) } });
    return [day('from'), day('to'), choice('person', people), choice('label', labels)];
  }

  /** @param {typeof KEYS[number]} key */
  function change(key) {
    return (/** @type {any} */ event) => {
      if (event.currentTarget.value) filter[key] = event.currentTarget.value;
      else delete filter[key];
      context.setQuery(filter);
      load();
    };
  }
}

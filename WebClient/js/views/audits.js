/** The audits of a project, and drawing a new one. */
import { drawAudit, listAudits } from '../api/audits.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { field, formError, selectField, submitForm, textField } from '../ui/form.js';
import { count, dateTime, percent, shareRange } from '../ui/format.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';
import { goalState } from './audit/audit-report.js';

/** Colours of a goal's states. */
const CHIPS = { reached: 'good', met: 'good', missed: 'bad', unmet: 'bad', open: '' };

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function auditsView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [audits, project] = await Promise.all([listAudits(id), getProject(id)]);
    return { audits, project };
  };
  await loadInto(container, load, ({ audits, project }) => {
    context.setTitle(`${t('audits.title')} · ${project.name}`);
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
        h('h1', null, t('audits.title')), h('p', { class: 'muted' }, t('audits.lead')))),
      h('div', { class: 'columns' }, table(id, audits), drawForm(id, context.navigate)),
    ];
  });
}

/** @param {string} projectId @param {import('../api/audits.js').Audit[]} audits */
function table(projectId, audits) {
  if (audits.length === 0) return emptyState({ title: t('audits.empty'), text: t('audits.emptyText') });
  const columns = ['drawn', 'what', 'judged', 'accuracy', 'goal'];
  return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('audits.title') }, h('table', { class: 'table' },
    h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col' }, t(`audits.column.${column}`))))),
    h('tbody', null, audits.map((audit) => h('tr', { 'data-testid': 'audit-row' },
      h('th', { scope: 'row' }, h('a', { href: `#/projects/${projectId}/audits/${audit.id}` }, dateTime(audit.createdAt)),
        h('span', { class: 'muted small block' }, audit.author)),
      h('td', null, t(`audits.unit.${audit.unit}`), audit.stratified && h('span', { class: 'muted small block' }, t('audits.stratified'))),
      h('td', null, t('common.of', { value: count(audit.figures.judged), total: count(audit.size) })),
      h('td', null, percent(audit.figures.accuracy.value, 1), h('span', { class: 'muted small block' }, shareRange(audit.figures.accuracy))),
      h('td', null, (audit.atLeast || audit.halfWidth) && h('span', { class: ['chip', CHIPS[goalState(audit)]] },
        t(`audit.goal.${goalState(audit)}`))))))));
}

/** @param {string} projectId @param {(hash: string) => void} navigate */
function drawForm(projectId, navigate) {
  const sizes = {
    items: textField({ label: t('audits.items'), help: t('audits.itemsHelp'), name: 'items', type: 'number', min: 1, max: 100000, value: '299' }),
    percent: textField({ label: t('audits.percent'), name: 'percent', type: 'number', min: 0.1, max: 100, step: 'any', value: '5' }),
    halfWidth: textField({ label: t('audits.halfWidth'), help: t('audits.halfWidthHelp'), name: 'halfWidth', type: 'number', min: 0.1, max: 50, step: 'any',
      value: '3' }),
  };
  const way = selectField({ label: t('audits.size'), name: 'size', value: 'items', options: Object.keys(sizes).map((name) => [name, t(`audits.size.${name}`)]),
    on: { change: offer } });
  const strata = field({ label: t('audits.byClass'), name: 'stratified', help: t('audits.byClassHelp'), control: ({ id, describedBy }) => h('input', { id, type: 'checkbox',
    name: 'stratified', 'aria-describedby': describedBy }) });
  const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('audits.new')), formError(),
    selectField({ label: t('audits.unit'), name: 'unit', value: 'object', options: [['object', t('audits.unit.object')], ['image', t('audits.unit.image')]],
      on: { change: offer } }),
    strata, way, Object.values(sizes),
    textField({ label: t('audits.atLeast'), help: t('audits.atLeastHelp'), name: 'atLeast', type: 'number', min: 1, max: 99.99, step: 'any', optional: true, value: '95' }),
    textField({ label: t('audits.seed'), help: t('audits.seedHelp'), name: 'seed', type: 'number', min: 0, optional: true, value: '' }),
    h('div', null, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'audit-draw' }, t('audits.draw'))));
  offer();

  function offer() {
    const chosen = form.elements.namedItem('size').value;
    for (const [name, node] of Object.entries(sizes)) node.hidden = name !== chosen;
    strata.hidden = form.elements.namedItem('unit').value !== 'object';
  }

  /** @param {string} name */
  function number(name) {
    const text = form.elements.namedItem(name).value.trim();
    return text === '' ? undefined : Number(text);
  }

  /** @param {string} name */
  function share(name) {
    const value = number(name);
    return value === undefined ? undefined : value / 100;
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      const way = form.elements.namedItem('size').value;
      const unit = form.elements.namedItem('unit').value;
      const audit = await signedIn(() => drawAudit(projectId, {
        unit, stratified: unit === 'object' && form.elements.namedItem('stratified').checked,
        [way]: way === 'halfWidth' ? share(way) : number(way), atLeast: share('atLeast'), seed: number('seed'),
      }));
      navigate(`#/projects/${projectId}/audits/${audit.id}`);
    });
  }

  return h('div', null, form);
}

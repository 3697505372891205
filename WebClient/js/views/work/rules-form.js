/** When an image has enough answers: a list of rules, tried on the answers there are before they are put in force. */
import { previewRules, updateWorkPlan } from '../../api/work.js';
import { chartFigure } from '../../charts/figure.js';
import { seriesChart } from '../../charts/series.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { field, formError, selectField, submitForm, textField } from '../../ui/form.js';
import { count, decimal } from '../../ui/format.js';
import { signedIn } from '../../ui/states.js';

/** Conditions beside the number of answers: what a person reads for what is kept. */
const CONDITIONS = /** @type {[string, number][]} */ ([['agreement', 100], ['risk', 1], ['empty', 100]]);

/**
 * @param {{project: import('../../api/projects.js').Project, plan: import('../../api/work.js').WorkPlan, mayEdit: boolean,
 *   onSaved: (plan: import('../../api/work.js').WorkPlan) => void}} options
 */
export function rulesForm({ project, plan, mayEdit, onSaved }) {
  const estimates = project.consensusMethod === 'bayes';
  const initial = plan.rules ?? { finish: [estimates ? { answers: 2, risk: 0.1 } : { answers: 2, agreement: 0.8 }, { answers: 2, empty: 0.95 }], maximum: 5 };
  const said = h('span', { class: 'muted small', role: 'status' });
  const result = h('div');
  const list = h('ol', { class: 'rule-list' });
  const maximum = textField({ label: t('work.rules.maximum'), help: t('work.rules.maximumHelp'), name: 'rules.maximum', type: 'number', min: 1, max: 100,
    value: String(initial.maximum), disabled: !mayEdit });
  const goldFailed = field({ label: t('work.rules.goldFailed'), help: t('work.rules.goldFailedHelp'), name: 'rules.goldFailed', control: ({ id, describedBy }) => h('input', {
    id, type: 'checkbox', name: 'rules.goldFailed', checked: initial.goldFailed ?? false, disabled: !mayEdit, 'aria-describedby': describedBy }) });
  const details = h('div', { class: 'stack' }, h('p', { class: 'small muted' }, t('work.rules.how')), list,
    mayEdit && h('div', null, h('button', { type: 'button', class: 'button small', 'data-testid': 'rule-add', on: { click: () => add({ answers: 2 }, true) } }, t('work.rules.add'))),
    goldFailed, maximum, h('div', { class: 'button-row' },
      h('button', { type: 'button', class: 'button', 'data-testid': 'rules-preview', on: { click: preview } }, t('work.rules.preview'))), result);
  const way = selectField({ label: t('work.rules.way'), name: 'way', value: plan.rules ? 'rules' : 'fixed', disabled: !mayEdit,
    options: [['fixed', t('work.rules.fixed', { count: project.replication })], ['rules', t('work.rules.byRules')]], on: { change: offer } });
  const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('work.rules.title')), formError(), way, details,
    mayEdit && h('div', { class: 'button-row' }, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'rules-save' }, t('work.plan.save')), said));
  for (const rule of initial.finish) add(rule, false);
  offer();

  function offer() {
    details.hidden = form.elements.namedItem('way').value !== 'rules';
  }

  /** @param {Record<string, number>} rule @param {boolean} focus */
  function add(rule, focus) {
    const input = (/** @type {string} */ name, /** @type {number} */ scale, /** @type {number | undefined} */ value) => h('label', { class: 'rule-part' },
      h('span', null, t(`work.rules.${name}`)), h('input', { type: 'number', class: 'field-input', 'data-part': name, min: 0, step: 'any', disabled: !mayEdit,
        value: value === undefined || value === null ? '' : String(Math.round(value * scale * 1e6) / 1e6) }));
    const row = h('li', { class: 'rule', 'data-field': `rules.finish[${list.children.length}]`, 'data-testid': 'rule' },
      h('div', { class: 'rule-parts' }, input('answers', 1, rule.answers), CONDITIONS.map(([name, scale]) => (name === 'risk' && !estimates ? null : input(name, scale, rule[name]))),
        mayEdit && h('button', { type: 'button', class: 'button small', on: { click: () => { row.remove(); list.querySelector('input')?.focus(); } } }, t('work.rules.remove'))),
      h('p', { class: 'field-error', 'data-error': '' }));
    list.append(row);
    if (focus) row.querySelector('input')?.focus();
  }

  function read() {
    const rules = [...list.children].map((row, index) => {
      row.dataset.field = `rules.finish[${index}]`;
      const value = (/** @type {string} */ name) => row.querySelector(`[data-part="${name}"]`)?.value ?? '';
      return Object.fromEntries([['answers', Number(value('answers'))],
        ...CONDITIONS.filter(([name]) => value(name) !== '').map(([name, scale]) => [name, Number(value(name)) / scale])]);
    });
    return { finish: rules, maximum: Number(form.elements.namedItem('rules.maximum').value), goldFailed: form.elements.namedItem('rules.goldFailed').checked };
  }

  function preview() {
    return submitForm(form, async () => {
      fill(result, previewFigure(await signedIn(() => previewRules(project.id, read()))));
      result.querySelector('h3')?.setAttribute('tabindex', '-1');
      result.querySelector('h3')?.focus({ preventScroll: true });
      result.scrollIntoView({ block: 'nearest' });
    });
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    said.textContent = '';
    return submitForm(form, async () => {
      const isOn = form.elements.namedItem('way').value === 'rules';
      onSaved(await signedIn(() => updateWorkPlan(project.id, plan.revision, { rules: isOn ? read() : 'none' })));
      said.textContent = t('work.plan.saved');
      announce(t('work.plan.saved'));
    });
  }

  return form;
}

/** @param {any} preview */
function previewFigure(preview) {
  if (preview.images === 0) return h('p', { class: 'muted' }, t('work.preview.none'));
  const names = preview.usedByImage.map((/** @type {number} */ _, /** @type {number} */ used) => String(used));
  const points = preview.usedByImage.map((/** @type {number} */ value, /** @type {number} */ used) => ({ name: names[used], value })).slice(1);
  return chartFigure({
    name: 'rules-preview', level: 'h3', title: t('work.preview.title'),
    text: [t('work.preview.finished', { count: preview.finished, total: count(preview.images), saved: count(preview.saved), answers: count(preview.answers) }),
      t('work.preview.rest', { open: count(preview.open), exhausted: count(preview.exhausted) }),
      preview.doubted > 0 && t('work.preview.doubted', { count: preview.doubted }),
      typeof preview.riskFactor === 'number' && t('work.preview.calibrated', { factor: decimal(preview.riskFactor) })].filter(Boolean).join(' '),
    drawing: seriesChart({ title: t('work.preview.chart'), points, kind: 'bars', words: count, whole: true }),
    columns: [t('work.preview.used'), t('work.preview.images')],
    rows: points.map((/** @type {any} */ { name, value }) => [{ text: name }, { text: count(value), value }]),
  });
}

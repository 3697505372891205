/** A second pass: judging shapes that others drew, and for those who run the project, what came of it. */
import { getProject } from '../api/projects.js';
import { getSecondPass, setSecondPass } from '../api/second-pass.js';
import { chartFigure } from '../charts/figure.js';
import { seriesChart } from '../charts/series.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { formError, selectField, submitForm, textField } from '../ui/form.js';
import { count, decimal, interval, percent } from '../ui/format.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';
import { secondPassDesk } from './second-pass/desk.js';

/** Fewer verdicts than this are drawn faintly. */
const FEW = 5;

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function secondPassView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const project = await getProject(id);
    return { project, report: project.role === 'annotator' ? null : await getSecondPass(id) };
  };
  await loadInto(container, load, draw);

  /** @param {{project: any, report: import('../api/second-pass.js').Report | null}} data */
  function draw({ project, report }) {
    context.setTitle(`${t('second.title')} · ${project.name}`);
    const home = project.role === 'annotator' ? `#/projects/${id}/mine` : `#/projects/${id}`;
    const figures = h('div', { class: 'stack' });
    const desk = h('div');
    if (report) drawReport(report);
    else begin();
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: home }, project.name)), h('h1', null, t('second.title')),
        h('p', { class: 'muted' }, t('second.lead')))), desk, figures];

    function begin() {
      fill(desk, secondPassDesk({ projectId: id, onDone: () => {} }).node);
    }

    /** @param {import('../api/second-pass.js').Report} now */
    function drawReport(now) {
      const runs = ['owner', 'requester'].includes(project.role);
      fill(desk, now.source ? h('div', null, h('button', { type: 'button', class: 'button primary', 'data-testid': 'second-begin', on: { click: begin } }, t('second.begin')))
        : h('p', { class: 'notice' }, t('second.off')));
      fill(figures, runs && settingsForm(now, async () => drawReport(await signedIn(() => getSecondPass(id)))), reportParts(now));
    }
  }

  /** @param {import('../api/second-pass.js').Report} report @param {() => Promise<void>} onSaved */
  function settingsForm(report, onSaved) {
    const form = h('form', { class: 'card stack-tight narrow-form', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      return submitForm(form, async () => {
        const value = (/** @type {string} */ name) => form.elements.namedItem(name).value;
        const source = value('source') === 'off' ? null : value('source');
        await signedIn(() => setSecondPass(id, { source, judges: Number(value('judges')) }));
        await onSaved();
      });
    } } }, h('h2', null, t('second.settings')), formError(),
    selectField({ label: t('second.source'), name: 'source', value: report.source ?? 'off', options: [['off', t('second.source.off')], ['consensus', t('second.source.consensus')],
      ['first', t('second.source.first')]] }),
    textField({ label: t('second.judges'), name: 'judges', type: 'number', min: 1, max: 20, value: String(report.judges ?? 1) }),
    h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'second-save' }, t('second.save'))));
    return form;
  }
}

/** @param {import('../api/second-pass.js').Report} report */
function reportParts({ images, medianSeconds, verdicts, reasons, firstGroup, secondGroup }) {
  if (images === 0) return emptyState({ title: t('second.none'), text: t('second.noneText') });
  const bars = (/** @type {Record<string, number>} */ counts, /** @type {string} */ key, /** @type {string} */ title, /** @type {string} */ prefix) => chartFigure({ name: key, title,
    drawing: seriesChart({ title, kind: 'bars', words: count, whole: true, points: Object.entries(counts).map(([name, value]) => ({ name: t(`${prefix}.${name}`), value })) }),
    columns: [title, t('second.column.verdicts')], rows: Object.entries(counts).map(([name, value]) => [{ text: t(`${prefix}.${name}`) }, { text: count(value), value }]) });
  const shares = (/** @type {{name: string, estimate: import('../ui/format.js').Estimate, accuracy?: number | null}[]} */ people, /** @type {string} */ key, /** @type {string} */ title, /** @type {string} */ text, /** @type {boolean} */ weighs = false) => chartFigure({ name: key,
    title, text, drawing: seriesChart({ title, kind: 'line', most: 1, words: (value) => percent(value), points: people.map(({ name, estimate }) => ({ name, value: estimate.value ?? null, low: estimate.low,
      high: estimate.high, faint: estimate.n < FEW })) }),
    columns: [t('behaviour.column.person'), title, t('reliability.interval'), 'n', ...(weighs ? [t('second.column.right')] : [])], rows: people.map(({ name, estimate, accuracy }) => [{ text: name },
      { text: typeof estimate.value === 'number' ? percent(estimate.value) : t('common.none'), value: estimate.value ?? null }, { text: interval(estimate) }, { text: count(estimate.n), value: estimate.n },
      ...(weighs ? [{ text: typeof accuracy === 'number' ? percent(accuracy, 1) : t('common.none'), value: accuracy ?? null }] : [])]) });
  return [
    h('p', { 'data-testid': 'second-sum' }, t('second.sum', { count: images, seconds: typeof medianSeconds === 'number' ? decimal(medianSeconds, 1) : '–' })),
    h('div', { class: 'balance-pair' }, bars(verdicts, 'second-verdicts', t('second.verdicts'), 'second.verdict'), Object.keys(reasons).length > 0 && bars(reasons, 'second-reasons', t('second.reasons'), 'second.reason'),
      shares(firstGroup.map(({ name, good }) => ({ name, estimate: good })), 'second-first', t('second.first'), t('second.firstText')),
      shares(secondGroup.map(({ name, agreement, accuracy }) => ({ name, estimate: agreement, accuracy })), 'second-second', t('second.second'), t('second.secondText'), true)),
  ];
}

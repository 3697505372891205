/** How many people are needed, from the answers there are: errors, intervals and the bill of each plan. */
import { studyPlans } from '../api/work.js';
import { getProject } from '../api/projects.js';
import { chartFigure } from '../charts/figure.js';
import { seriesChart } from '../charts/series.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { formError, submitForm, textField } from '../ui/form.js';
import { count, decimal, intervalLines, percent } from '../ui/format.js';
import { money } from '../ui/money.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function planningView(container, context) {
  const id = context.params.project;
  await loadInto(container, () => getProject(id), (project) => {
    context.setTitle(`${t('planning.title')} · ${project.name}`);
    const result = h('div', { class: 'stack-loose', 'aria-live': 'polite' });
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name), ' › ',
        h('a', { href: `#/projects/${id}/work` }, t('work.title'))), h('h1', null, t('planning.title')), h('p', { class: 'muted' }, t('planning.lead')))),
      h('div', { class: 'columns' }, result, targetForm(project, (study) => fill(result, report(study)))),
    ];
  });
}

/** @param {import('../api/projects.js').Project} project @param {(study: any) => void} show */
function targetForm(project, show) {
  const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('planning.target')), formError(),
    textField({ label: t('planning.errors'), help: t('planning.errorsHelp'), name: 'errors', type: 'number', min: 0, step: 'any', value: '0.2' }),
    textField({ label: t('planning.images'), help: t('planning.imagesHelp'), name: 'images', type: 'number', min: 0, value: String(project.progress?.images ?? 0) }),
    textField({ label: t('planning.workers'), help: t('planning.workersHelp'), name: 'people', type: 'number', min: 1, optional: true }),
    textField({ label: t('planning.goldWidth'), help: t('planning.goldWidthHelp'), name: 'goldWidth', type: 'number', min: 1, max: 99, step: 'any', value: '20' }),
    h('div', null, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'plan-study' }, t('planning.run'))));

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const value = (/** @type {string} */ name) => form.elements.namedItem(name).value;
    return submitForm(form, async () => show(await signedIn(() => studyPlans(project.id, { errors: Number(value('errors')), images: Number(value('images')),
      ...value('people') === '' ? {} : { people: Number(value('people')) }, goldWidth: Number(value('goldWidth')) / 100 }))));
  }

  return form;
}

/** @param {any} study */
function report(study) {
  if (study.plans.length === 0) return emptyState({ title: t('planning.tooFew'), text: t('planning.tooFewText') });
  const best = study.plans.find((/** @type {any} */ plan) => plan.recommended);
  const gold = study.gold?.rates.find((/** @type {any} */ rate) => rate.recommended);
  const figureOf = (/** @type {any} */ plan) => plan.trueErrors ?? plan.errors;
  const isTrue = study.plans.every((/** @type {any} */ plan) => plan.trueErrors);
  const nameOf = (/** @type {any} */ plan) => (plan.people ? t('planning.people', { count: plan.people }) : t('planning.byRules', { answers: decimal(plan.answersPerImage, 1) }));
  const bill = (/** @type {any} */ plan) => (plan.bill && study.pay ? money(plan.bill.total, study.pay.currency) : t('common.none'));
  // What rules do stands apart: it is no number of people.
  const points = study.plans.flatMap((/** @type {any} */ plan) => [...plan.people ? [] : [{ name: '', value: null }],
    { name: plan.people ? String(plan.people) : t('planning.rules'), ...figureOf(plan) }]);
  return [
    h('section', { class: 'card stack', 'data-testid': 'recommended' }, h('h2', null, t('planning.recommended')),
      best ? [h('p', { class: 'recommended' }, h('strong', null, nameOf(best))),
        h('p', null, t('planning.why', { errors: decimal(figureOf(best).value), high: decimal(figureOf(best).high), target: decimal(study.target) })),
        best.bill && study.pay && h('p', null, t('planning.bill', { images: t('pay.images', { count: study.images }), answers: t('pay.answers', { count: best.bill.answers }), total: bill(best) }), gold?.together ? ` ${t('planning.billGold', { total: money(gold.together.total, study.pay.currency) })}` : '')]
        : h('p', null, t('planning.none', { target: decimal(study.target) })),
      h('p', { class: 'small muted' }, t('planning.basis', { images: count(study.pilotImages), answers: count(study.fewestAnswers) }), ' ',
        t(isTrue ? 'planning.basisTruth' : 'planning.basisAll', { known: count(study.knownImages) }))),
    chartFigure({
      name: 'planning', title: t('planning.chart'), text: t(isTrue ? 'planning.chartTruth' : 'planning.chartAll'),
      drawing: seriesChart({ title: t('planning.chart'), points, kind: 'line', words: (value) => decimal(value) }),
      columns: [t('planning.plan'), t('planning.answers'), t('planning.againstAll'), t('planning.againstTruth'), t('planning.cost')],
      rows: study.plans.map((/** @type {any} */ plan) => [{ text: `${nameOf(plan)}${plan.recommended ? ' ✓' : ''}` }, { text: decimal(plan.answersPerImage), value: plan.answersPerImage },
        estimateCell(plan.errors), estimateCell(plan.trueErrors), { text: bill(plan), value: plan.bill?.total ?? null }]),
    }),
    study.gold && goldCard(study.gold, study.pay),
  ];
}

/** How many of the tasks are to be known answers. @param {any} gold @param {any} pay */
function goldCard(gold, pay) {
  const best = gold.rates.find((/** @type {any} */ rate) => rate.recommended);
  const points = (/** @type {number} */ width) => decimal(width * 100, 1);
  const bill = (/** @type {any} */ sum) => (sum && pay ? money(sum.total, pay.currency) : t('common.none'));
  const columns = ['goldRate', 'goldEach', 'goldInterval', 'goldImages', 'goldCost', 'goldTogether'];
  return h('section', { class: 'card stack', 'aria-labelledby': 'planning-gold', 'data-testid': 'planning-gold' }, h('h2', { id: 'planning-gold' }, t('planning.gold')),
    best ? [h('p', { class: 'recommended' }, h('strong', null, t('planning.goldBest', { rate: percent(best.rate) }))),
      h('p', null, t('planning.goldWhy', { count: best.perPerson, people: count(gold.people), width: points(best.width), target: points(gold.width) }), ' ',
        t('planning.goldItems', { count: best.items }))]
      : h('p', null, t('planning.goldNone', { target: points(gold.width) })),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': 'planning-gold' }, h('table', { class: 'table compact' },
      h('thead', null, h('tr', null, columns.map((key) => h('th', { scope: 'col', class: 'number' }, t(`planning.${key}`))))),
      h('tbody', null, gold.rates.map((/** @type {any} */ rate) => h('tr', null,
        [`${percent(rate.rate)}${rate.recommended ? ' ✓' : ''}`, count(rate.perPerson), points(rate.width), count(rate.items), bill(rate.bill), bill(rate.together)]
          .map((text) => h('td', { class: 'number' }, text))))))),
    h('p', { class: 'small muted' }, t('planning.goldScore', { score: points(gold.score.value) })));
}

/** @param {import('../ui/format.js').Estimate | null | undefined} estimate */
function estimateCell(estimate) {
  if (!estimate) return { text: t('common.none'), value: null };
  return { text: [decimal(estimate.value), `(${intervalLines(estimate, 'plain')[0]})`].join(' '), value: estimate.value };
}

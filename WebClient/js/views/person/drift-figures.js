/** A person's work in order of time: what they find, how close, how fast. */
import { chartFigure } from '../../charts/figure.js';
import { seriesChart } from '../../charts/series.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { h } from '../../ui/dom.js';
import { count, date, decimal, interval, percent } from '../../ui/format.js';

/** @typedef {import('../../api/figures.js').SkillCard['spans'][number]} Span */

/** @param {string} projectId @param {import('../../api/figures.js').SkillCard} card */
export function driftFigures(projectId, { id, spans, few }) {
  const whole = (/** @type {number | null | undefined} */ value) => percent(value);
  const measures = /** @type {[string, (span: Span) => import('../../api/figures.js').Estimate, (value: number) => string, number | undefined, 'percent' | 'plain'][]} */ ([
    ['recall', (span) => span.figures.recall, whole, 1, 'percent'], ['precision', (span) => span.figures.precision, whole, 1, 'percent'],
    ['meanIou', (span) => span.figures.meanIou, whole, 1, 'percent'], ['perShape', (span) => span.secondsPerShape, (value) => decimal(value, 1), undefined, 'plain'],
  ]);
  return h('div', { class: 'stack' }, h('h2', null, t('person.drift')), h('p', { class: 'small muted' }, t('person.driftText')),
    h('div', { class: 'balance-pair' }, measures.map(([key, of, words, most, unit]) => chartFigure({
      name: `drift-${key}`, title: t(`person.${key}`), level: 'h3',
      drawing: seriesChart({ title: t(`person.${key}`), kind: 'line', words, most, points: spans.map((span) => {
        const estimate = of(span);
        return { name: date(span.from), value: estimate.value, low: estimate.low, high: estimate.high, faint: (estimate.n ?? 0) < few };
      }) }),
      columns: [t('dashboard.from'), t('person.imagesColumn'), t(`person.${key}`), t('reliability.interval')],
      rows: spans.map((span) => [{ text: date(span.from), value: span.from },
        { text: count(span.figures.images), value: span.figures.images,
          href: hrefTo(['projects', projectId], { people: id, from: span.from, to: after(span.to) }) },
        { text: typeof of(span).value === 'number' ? words(/** @type {number} */ (of(span).value)) : t('common.none'), value: of(span).value },
        { text: interval(of(span), unit) }]) }))));
}

/** The moment behind a moment: ends are not included. @param {string} time */
function after(time) {
  return new Date(Date.parse(time) + 1).toISOString();
}

/** What happened in each stretch of time, one figure for each measure. */
import { chartFigure } from '../../charts/figure.js';
import { seriesChart } from '../../charts/series.js';
import { locale, t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { h } from '../../ui/dom.js';
import { count, decimal, interval, percent } from '../../ui/format.js';
import { imagesOf } from './dashboard-stats.js';

/** @typedef {import('../../api/figures.js').Stretch} Stretch */
/** Fewer observations than this are drawn faintly. */
const FEW = 5;
const DAY = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const HOUR = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** @param {string} id @param {import('../../api/figures.js').Dashboard} dashboard @param {Record<string, string>} filter */
export function courseFigures(id, { stretches, step, answersBefore, progress }, filter) {
  const name = (/** @type {Stretch} */ { start }) => (step === 'hour' ? HOUR : DAY).format(new Date(start));
  const link = (/** @type {Stretch} */ stretch, extra = {}) => hrefTo(['projects', id], { ...imagesOf(filter), from: later(filter.from, stretch.start),
    to: earlier(filter.to, stretch.end), ...extra });
  let sum = answersBefore;
  const progressed = stretches.map(({ answers }) => { sum += answers; return sum; });
  const hasAll = !filter.person && !filter.label;
  return [
    counts('progress', (_, index) => progressed[index], 'line', hasAll ? t('dashboard.chart.progressOf', { slots: count(progress?.slots ?? 0) }) : undefined),
    h('div', { class: 'balance-pair' }, counts('throughput', ({ answers }) => answers, 'bars'),
      values('perShape', ({ secondsPerShape, shapes }) => ({ value: secondsPerShape ?? null, n: shapes }), (value) => decimal(value, 1), undefined),
      estimates('agreement', (stretch) => stretch.agreement), estimates('gold', (stretch) => stretch.gold, { known: 'yes' })),
  ];

  /** @param {string} key @param {(stretch: Stretch, index: number) => number} of @param {'bars' | 'line'} kind @param {string} [text] */
  function counts(key, of, kind, text = t(`dashboard.chart.${key}Text`)) {
    return figure(key, kind, (stretch, index) => ({ value: of(stretch, index) }), count, undefined, text);
  }

  /** @param {string} key @param {(stretch: Stretch) => {value: number | null, n?: number}} of @param {(value: number) => string} words @param {number} [most] */
  function values(key, of, words, most) {
    return figure(key, 'line', of, words, most);
  }

  /** @param {string} key @param {(stretch: Stretch) => import('../../api/figures.js').Estimate} of @param {Record<string, string>} [extra] */
  function estimates(key, of, extra) {
    return figure(key, 'line', of, (value) => percent(value), 1, undefined, extra);
  }

  /**
   * @param {string} key
   * @param {'bars' | 'line'} kind
   * @param {(stretch: Stretch, index: number) => import('../../api/figures.js').Estimate} of
   * @param {(value: number) => string} words
   * @param {number} [most]
   * @param {string} [text]
   * @param {Record<string, string>} [extra]
   */
  function figure(key, kind, of, words, most, text = t(`dashboard.chart.${key}Text`), extra = {}) {
    const title = t(`dashboard.chart.${key}`);
    const points = stretches.map((stretch, index) => ({ name: name(stretch), estimate: of(stretch, index), href: link(stretch, extra) }));
    const ranged = points.some(({ estimate }) => typeof estimate.low === 'number');
    return chartFigure({ name: key, title, text,
      drawing: seriesChart({ title, kind, words, most, whole: words === count, points: points.map(({ name: of_, estimate }) => ({ name: of_, value: estimate.value ?? null, low: estimate.low,
        high: estimate.high, faint: typeof estimate.n === 'number' && estimate.n < FEW })) }),
      columns: [t(`dashboard.step.${step}`), title, ...(ranged ? [t('reliability.interval')] : [])],
      rows: points.map(({ name: of_, estimate, href }, index) => [{ text: of_, value: stretches[index].start },
        { text: typeof estimate.value === 'number' ? words(estimate.value) : t('common.none'), value: estimate.value ?? null,
          href: typeof estimate.value === 'number' ? href : null },
        ...(ranged ? [{ text: interval(estimate) }] : [])]) });
  }
}

/** @param {string | undefined} limit @param {string} time */
function later(limit, time) {
  return limit && Date.parse(limit) > Date.parse(time) ? limit : time;
}

/** @param {string | undefined} limit @param {string | null | undefined} time */
function earlier(limit, time) {
  return limit && (!time || Date.parse(limit) < Date.parse(time)) ? limit : time;
}

/** How people work, one bar a person with its interval in the table. */
import { chartFigure } from '../../charts/figure.js';
import { seriesChart } from '../../charts/series.js';
import { t } from '../../i18n/index.js';
import { count, decimal, interval } from '../../ui/format.js';

/** Fewer answers than this are drawn faintly. */
const FEW = 5;
const FIGURES = /** @type {const} */ (['secondsPerImage', 'operationsPerShape', 'focusChangesPerImage']);

/** @param {string} projectId @param {import('../../api/behaviour.js').Behaviour['people']} people */
export function behaviourCharts(projectId, people) {
  return FIGURES.map((key) => {
    const title = t(`behaviour.chart.${key}`);
    const words = (/** @type {number} */ value) => decimal(value, 1);
    return chartFigure({ name: `behaviour-${key}`, title, text: t(`behaviour.chart.${key}Text`),
      drawing: seriesChart({ title, kind: 'bars', words, points: people.map(({ name, figures }) => ({ name, value: figures[key].value ?? null, faint: figures[key].n < FEW })) }),
      columns: [t('behaviour.column.person'), title, t('reliability.interval'), t('behaviour.column.answers')],
      rows: people.map(({ id, name, figures }) => [{ text: name, href: `#/projects/${projectId}/people/${id}` },
        { text: typeof figures[key].value === 'number' ? words(figures[key].value) : t('common.none'), value: figures[key].value ?? null },
        { text: interval(figures[key]) }, { text: count(figures[key].n), value: figures[key].n }]) });
  });
}

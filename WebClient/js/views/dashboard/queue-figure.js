/** How long images have waited for an answer. */
import { chartFigure } from '../../charts/figure.js';
import { seriesChart } from '../../charts/series.js';
import { t } from '../../i18n/index.js';
import { count } from '../../ui/format.js';

/** Words for the bins, by where they begin in seconds. */
const NAMES = /** @type {Record<number, string>} */ ({ 0: 'hour', 3600: 'day', 86400: 'week', 604800: 'month', 2592000: 'longer' });
const SHOWN = 5;

/** @param {string} id @param {import('../../api/figures.js').Dashboard['queue']} queue */
export function queueFigure(id, { bins, images }) {
  const title = t('dashboard.queue');
  const name = (/** @type {number} */ from) => t(`dashboard.queue.${NAMES[from] ?? 'longer'}`);
  return chartFigure({ name: 'queue', title, text: t('dashboard.queueText'),
    drawing: images === 0 ? null : seriesChart({ title, kind: 'bars', words: count, whole: true, points: bins.map(({ from, count: value }) => ({ name: name(from), value })) }),
    columns: [t('dashboard.waitedFor'), t('dashboard.images')],
    rows: images === 0 ? [] : bins.map(({ from, count: value, images: examples }) => [{ text: name(from) },
      { text: count(value), value, images: examples.slice(0, SHOWN).map((image) => ({ id: image, href: `#/projects/${id}/images/${image}` })) }]) });
}

/** The main numbers of the dashboard; each leads to its images. */
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { h } from '../../ui/dom.js';
import { count, decimal, interval, percent } from '../../ui/format.js';

/** The part of the table of images that a filter of the dashboard means. @param {Record<string, string>} filter */
export function imagesOf({ from, to, person, label }) {
  return { people: person, label, from, to };
}

/** @param {string} id @param {import('../../api/figures.js').Dashboard} dashboard @param {Record<string, string>} filter */
export function dashboardStats(id, { progress, total, queue }, filter) {
  const images = (/** @type {Record<string, any>} */ query) => hrefTo(['projects', id], query);
  const one = (/** @type {string} */ key, /** @type {string} */ value, /** @type {any} */ text, /** @type {string} */ href) => h('div', null, h('dt', null, t(`dashboard.${key}`)),
    h('dd', { class: 'number' }, value === t('common.none') ? value : h('a', { href }, value)), h('dd', { class: 'small muted' }, text));
  const narrowed = images(imagesOf(filter));
  return h('dl', { class: 'balance-stats card', 'data-testid': 'dashboard-stats' },
    one('complete', t('common.of', { value: count(progress?.complete ?? 0), total: count(progress?.images ?? 0) }),
      t('dashboard.completeText'), images({ status: 'complete' })),
    one('answers', count(total?.answers ?? 0), t('dashboard.answersText', { people: total?.people ?? 0, images: total?.images ?? 0 }), narrowed),
    one('shapes', count(total?.shapes ?? 0), t('dashboard.shapesText'), narrowed),
    one('perShape', typeof total?.secondsPerShape === 'number' ? t('person.seconds', { value: decimal(total.secondsPerShape, 1) }) : t('common.none'),
      t('dashboard.perShapeText'), narrowed),
    one('agreement', percent(total?.agreement.value), interval(total?.agreement) || t('dashboard.agreementText'), narrowed),
    one('gold', percent(total?.gold.value), interval(total?.gold) || t('dashboard.goldText'), images({ ...imagesOf(filter), known: 'yes' })),
    one('waiting', count(queue.images), t('dashboard.waitingText', { slots: queue.freeSlots }), images({ status: 'partial', sort: 'position' })));
}

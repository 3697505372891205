/** One image in the table. */
import { thumbnail } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { bar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { count, decimal } from '../../ui/format.js';
import { priorityCell } from './priority-cell.js';

/** Where the bar of expected errors ends. */
const RISK_BOUND = 3;
const CHIPS = /** @type {Record<string, string>} */ ({ complete: 'good', partial: 'warn', skipped: 'bad' });

/**
 * @param {import('../../api/projects.js').Project} project
 * @param {import('../../api/images.js').ImageRow} image
 * @param {import('../../api/images.js').ImageOrder} order the order the neighbours are in
 */
export function imageRow(project, image, order) {
  const href = hrefTo(['projects', project.id, 'images', image.id], order);
  const picture = thumbnail(image);
  return h('tr', { 'data-testid': 'image-row', class: 'clickable', on: { click: (/** @type {any} */ event) => {
    if (!event.target.closest('a, input')) location.hash = href;
  } } },
  h('td', { class: 'thumb' }, h('img', { src: picture.src, width: picture.width, height: picture.height, alt: '', loading: 'lazy',
    decoding: 'async' })),
  h('th', { scope: 'row', class: 'image-name' }, h('a', { href }, image.name),
    h('span', { class: 'small muted number' }, `${image.width} × ${image.height}`)),
  h('td', null, h('span', { class: `chip ${CHIPS[image.status] ?? ''}`.trim() }, t(`images.state.${image.status}`)),
    h('span', { class: 'small muted number block' }, t('images.submitted', { count: project.replication, submitted: image.submitted }))),
  h('td', { class: 'disagreement' }, typeof image.disagreement === 'number'
    ? [h('span', { class: 'number' }, decimal(image.disagreement)), bar([{ share: image.disagreement, kind: 'bad' }],
      t('images.disagreementOf', { value: decimal(image.disagreement) }))]
    : h('span', { class: 'muted' }, t('common.none'))),
  riskCell(image.risk),
  h('td', { class: 'number', dataset: { label: t('images.column.conflicts') } }, number(image.conflicts)),
  h('td', { class: 'number', dataset: { label: t('images.column.objects') } }, number(image.objects)),
  priorityCell(project.id, image, ['owner', 'requester'].includes(project.role)));
}

/**
 * Whether a column of expected errors says anything.
 * @param {import('../../api/images.js').ImageRow[]} images
 */
export function anyRisk(images) {
  return images.some(({ risk }) => typeof risk === 'number');
}

/** How much of the bar so many expected errors fill. @param {number} risk */
export function riskShare(risk) {
  return Math.max(0, Math.min(1, risk / RISK_BOUND));
}

/** @param {number | null | undefined} risk */
function riskCell(risk) {
  return h('td', { class: 'risk', dataset: { label: t('images.column.risk') } }, typeof risk === 'number'
    ? [h('span', { class: 'number' }, decimal(risk)),
      bar([{ share: riskShare(risk), kind: 'bad' }], t('images.riskOf', { value: decimal(risk), bound: RISK_BOUND }))]
    : h('span', { class: 'muted' }, t('common.none')));
}

/** @param {number | null} value */
function number(value) {
  return typeof value === 'number' ? count(value) : t('common.none');
}

/** Mean doubt about objects by class and size. */
import { t } from '../../i18n/index.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { count, decimal } from '../../ui/format.js';
import { cellButton } from './cell-button.js';
import { sizeName } from './parts.js';

/**
 * @param {object} options
 * @param {import('../../api/disagreement.js').Disagreement} options.disagreement
 * @param {string} options.layer
 * @param {(part: import('../../api/disagreement.js').Part) => void} options.onPart
 */
export function sizeTable({ disagreement, layer, onPart }) {
  const { labels, sizes, sideEdges, legend } = disagreement;
  const bins = sideEdges.concat(0).map((_, bin) => bin).filter((bin) => sizes.some((row) => row.bin === bin));
  const rows = labels.filter(({ labelId }) => sizes.some((row) => row.labelId === labelId));
  const find = (/** @type {string} */ label, /** @type {number} */ bin) => sizes.find((row) => row.labelId === label && row.bin === bin);
  const key = /** @type {'total' | 'presence' | 'boundary' | 'class'} */ (layer);

  return h('section', { class: 'card stack', 'aria-labelledby': 'sizes-title' }, h('h2', { id: 'sizes-title' }, t('disagreement.sizes')),
    h('p', { class: 'small muted' }, t('disagreement.sizesText', { layer: t(`heatmap.layer.${layer}`) })),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('disagreement.sizes') }) }, h('table', { class: 'table compact heat-table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('balance.column.class')), bins.map((bin) => h('th', { scope: 'col', class: 'number' }, sizeName(bin, sideEdges))))),
      h('tbody', null, rows.map(({ labelId, label, color }) => h('tr', null,
        h('th', { scope: 'row' }, h('span', { class: 'dot', style: { background: color } }), label),
        bins.map((bin) => h('td', null, cell(labelId, label, bin)))))))),
    h('div', null, csvButton('disagreement-sizes', () => [['class', 'side', 'objects', 'total', 'presence', 'boundary', 'class_doubt'],
      ...sizes.map((row) => [labels.find(({ labelId }) => labelId === row.labelId)?.label ?? row.labelId, sizeName(row.bin, sideEdges), row.objects,
        row.total, row.presence, row.boundary, row.class])])));

  /** @param {string} labelId @param {string} label @param {number} bin */
  function cell(labelId, label, bin) {
    const row = find(labelId, bin);
    if (!row) return h('span', { class: 'muted' }, t('common.none'));
    return cellButton({ text: decimal(row[key]), note: t('disagreement.objects', { count: row.objects }), share: row[key], stops: legend.stops, testid: 'size-cell',
      label: t('disagreement.sizeCell', { label, size: sizeName(bin, sideEdges), value: decimal(row[key]), count: count(row.objects) }),
      onOpen: row[key] > 0 ? () => onPart({ size: String(bin), of: labelId }) : null });
  }
}

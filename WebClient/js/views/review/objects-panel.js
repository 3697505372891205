/** The consensus objects as a table that says everything the colours say. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { decimal, percent } from '../../ui/format.js';

/**
 * @param {object} options
 * @param {any[]} options.objects
 * @param {any[]} options.layers the people who looked
 * @param {(labelId: string) => {name: string, color: string}} options.labelOf
 * @param {(object: any) => void} options.onChoose
 * @param {() => void} options.onWhy asks why the chosen object is what it is
 */
export function objectsPanel({ objects, layers, labelOf, onChoose, onWhy }) {
  const people = layers.filter((layer) => layer.kind === 'submission');
  const letters = new Map(layers.map((layer) => [layer.annotator.id, layer.annotator.letter]));
  const ordered = [...objects].sort((a, b) => Number(b.accepted) - Number(a.accepted));
  const names = numbered(ordered, labelOf);
  /** @type {Map<string, any>} */
  const rows = new Map();
  const body = h('tbody', null, ordered.map((object) => {
    const row = rowFor(object);
    rows.set(object.id, row);
    return row;
  }));
  const node = h('section', { class: 'review-section', 'aria-labelledby': 'objects-title' },
    h('h2', { id: 'objects-title' }, t('review.objectsTitle')),
    ordered.length === 0
      ? h('p', { class: 'muted small' }, t('review.noObjects'))
      : h('div', { class: 'table-wrap objects-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('review.objectsTitle') }) },
        h('table', { class: 'table compact objects-table' },
          h('thead', null, h('tr', null, ['object', 'score', 'votes', 'iou'].map((key, index) =>
            h('th', { scope: 'col', class: index > 0 ? 'number' : null }, t(`review.column.${key}`))))), body)),
    ordered.length > 0 && h('p', { class: 'small muted' }, t('review.spreadNote')));

  /** @param {any} object */
  function rowFor(object) {
    const label = labelOf(object.labelId);
    const by = [...new Set((object.votes ?? []).map((/** @type {any} */ vote) => letters.get(vote.annotatorId) ?? '?'))].sort();
    return h('tr', { class: object.accepted ? 'clickable' : 'clickable rejected', 'data-testid': 'consensus-object', dataset: { object: object.id },
      on: { click: () => onChoose(object) } },
    h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link-button' },
      h('span', { class: 'dot', style: { background: label.color }, 'aria-hidden': 'true' }), names.get(object.id)),
    object.known && h('span', { class: 'chip good' }, t('review.known')),
    !object.accepted && h('span', { class: 'chip warn' }, t('review.notAccepted')),
    h('button', { type: 'button', class: 'button small why-open', 'data-testid': 'why-open', on: { click: (/** @type {any} */ event) => {
      event.stopPropagation();
      onWhy();
    } } }, t('why.open'), h('kbd', { 'aria-hidden': 'true' }, 'W')), posterior(object, labelOf), spread(object.edgeSpread)),
    h('td', { class: 'number' }, percent(object.score)),
    h('td', { class: 'number' }, t('common.of', { value: by.length, total: people.length }), h('span', { class: 'small muted block' }, by.join(' '))),
    h('td', { class: 'number' }, decimal(object.meanIou)));
  }

  return {
    node,
    nameOf: (/** @type {string} */ id) => names.get(id) ?? '',
    /** @param {string | null} id @param {boolean} [reveal] */
    select(id, reveal = false) {
      for (const [each, row] of rows) {
        row.toggleAttribute('data-selected', each === id);
        row.querySelector('.link-button').setAttribute('aria-current', String(each === id));
      }
      if (reveal && id) rows.get(id)?.scrollIntoView({ block: 'nearest' });
    },
  };
}

/**
 * Objects named by their class and a running number.
 * @param {any[]} objects
 * @param {(labelId: string) => {name: string}} labelOf
 */
function numbered(objects, labelOf) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  return new Map(objects.map((object) => {
    const { name } = labelOf(object.labelId);
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return [object.id, `${name} ${n}`];
  }));
}

/**
 * Said only where there is a choice between classes.
 * @param {any} object
 * @param {(labelId: string) => {name: string}} labelOf
 */
function posterior(object, labelOf) {
  const shares = [...(object.classPosterior ?? [])].sort((a, b) => b.probability - a.probability).filter(({ probability }) => probability >= 0.005);
  if (shares.length < 2) return null;
  return h('span', { class: 'small muted block' }, shares.slice(0, 4).map(({ labelId, probability }) =>
    `${labelOf(labelId).name} ${percent(probability)}`).join(' · '));
}

/** @param {number[] | null} edges left, top, right, bottom, pixels */
function spread(edges) {
  if (!Array.isArray(edges)) return null;
  const [left, top, right, bottom] = edges.map((edge) => decimal(edge, 1));
  return h('span', { class: 'small muted block number' }, t('review.spread', { left, top, right, bottom }));
}

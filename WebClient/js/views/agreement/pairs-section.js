/** Every two people in a square of figures: IoU, F1 or kappa. */
import { getPairs } from '../../api/figures.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { csvButton } from '../../ui/csv-link.js';
import { fill, h } from '../../ui/dom.js';
import { selectField } from '../../ui/form.js';
import { decimal } from '../../ui/format.js';
import { loadInto } from '../../ui/states.js';
import { estimateCell } from './estimate-cell.js';

const MEASURES = /** @type {const} */ (['meanIou', 'f1', 'kappa']);
const THRESHOLDS = ['', '0.5', '0.75', '0.9'];

/** @param {{projectId: string, query: Record<string, string>, setQuery: (query: any) => void}} options */
export function pairsSection({ projectId, query, setQuery }) {
  const state = { measure: MEASURES.find((each) => each === query.measure) ?? 'meanIou', iou: THRESHOLDS.includes(query.iou) ? query.iou : '' };
  const place = h('div', { class: 'stack-tight' });
  const filters = h('div', { class: 'filters' },
    selectField({ label: t('figures.measure'), name: 'measure', value: state.measure, options: MEASURES.map((key) => [key, t(`figures.${key}`)]),
      on: { change: change('measure') } }),
    selectField({ label: t('figures.threshold'), name: 'iou', value: state.iou,
      options: THRESHOLDS.map((value) => [value, value === '' ? t('figures.thresholdOwn') : decimal(Number(value))]), on: { change: change('iou') } }));
  /** @type {import('../../api/figures.js').Pairs | null} */
  let pairs = null;
  const load = () => loadInto(place, async () => { pairs = await getPairs(projectId, state.iou); return pairs; }, draw, { quiet: true });
  load();
  return h('section', { class: 'card stack', 'aria-labelledby': 'pairs-title', 'data-testid': 'pairs' },
    h('h2', { id: 'pairs-title' }, t('figures.pairs')), h('p', { class: 'small muted' }, t('figures.pairsText')), filters, place);

  /** @param {'measure' | 'iou'} key */
  function change(key) {
    return (/** @type {any} */ event) => {
      state[key] = event.currentTarget.value;
      setQuery({ ...state, measure: state.measure === 'meanIou' ? '' : state.measure });
      if (key === 'iou' || !pairs) load();
      else fill(place, draw(pairs));
    };
  }

  /** @param {import('../../api/figures.js').Pairs} found */
  function draw(found) {
    if (found.pairs.length === 0 && found.own.length === 0) return h('p', { class: 'muted' }, t('agreement.none'));
    return [h('p', { class: 'small' }, t('figures.pairedFrom', { iou: decimal(found.iouThreshold) })), matrix(projectId, found, state.measure),
      h('p', { class: 'small muted' }, t('figures.fewText', { few: found.few })),
      h('div', null, csvButton('pairs', () => pairRows(found)))];
  }
}

/** @param {string} projectId @param {import('../../api/figures.js').Pairs} found @param {typeof MEASURES[number]} measure */
function matrix(projectId, { people, pairs, own, few }, measure) {
  const alone = new Map(own.map((pair) => [pair.a, pair]));
  const byPair = new Map(pairs.flatMap((pair) => [[`${pair.a} ${pair.b}`, pair], [`${pair.b} ${pair.a}`, pair]]));
  const card = (/** @type {import('../../api/figures.js').Named} */ person) => h('a', { href: `#/projects/${projectId}/people/${person.id}` }, person.name);
  return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-labelledby': 'pairs-title' }, h('table', { class: 'table compact pair-matrix' },
    h('caption', { class: 'visually-hidden' }, `${t('figures.pairs')}: ${t(`figures.${measure}`)}`),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('common.name')), people.map((person) => h('th', { scope: 'col', class: 'number' }, person.name)))),
    h('tbody', null, people.map((row) => h('tr', null, h('th', { scope: 'row' }, card(row)), people.map((column) => {
      const pair = byPair.get(`${row.id} ${column.id}`);
      const self = row === column ? alone.get(row.id) : null;
      if (self) return estimateCell(self[measure], { few, className: 'own' });
      return row === column || !pair ? h('td', { class: 'number muted' }, row === column ? '' : t('common.none'))
        : estimateCell(pair[measure], { few, href: hrefTo(['projects', projectId], { people: `${row.id},${column.id}` }) });
    }))))));
}

/** @param {import('../../api/figures.js').Pairs} found */
function pairRows({ people, pairs, own, iouThreshold }) {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const parts = (/** @type {import('../../api/figures.js').Estimate} */ estimate) => [estimate.value, estimate.low, estimate.high, estimate.n];
  return [['a', 'b', 'iou_threshold', 'images', ...['mean_iou', 'f1', 'kappa'].flatMap((key) => [key, `${key}_low`, `${key}_high`, `${key}_n`])],
    ...[...pairs, ...own].map((pair) => [names.get(pair.a), names.get(pair.b), iouThreshold, pair.images, ...MEASURES.flatMap((key) => parts(pair[key]))])];
}

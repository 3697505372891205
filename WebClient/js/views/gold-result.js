/** One answer beside the known one: a picture with both, and in words what was right and what was not. */
import { goldResult } from '../api/gold.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { percent } from '../ui/format.js';
import { loadInto } from '../ui/states.js';
import { turnText } from './gold/people-section.js';
import { disputePanel } from './gold/dispute-panel.js';
import { explain, summaryOf } from './gold/explain.js';
import { boundsOf } from './review/shape-path.js';
import { createShapesOverlay } from './review/shapes-overlay.js';
import { createViewer } from './review/viewer.js';

/** Colours by what became of a shape; known shapes are dashed, so that colour is not all that tells. */
const COLOURS = { right: '#1f8a4c', missed: '#c2410c', extra: '#b91c1c', class: '#a16207', known: '#1d4ed8' };

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function goldResultView(container, context) {
  const { project: id, assignment } = context.params;
  /** @type {(() => void) | null} */
  let dispose = null;
  context.setTitle(t('result.title'));
  const show = () => loadInto(container, () => goldResult(assignment), (result) => {
    dispose?.();
    const labels = new Map(result.labels.map((label) => [label.id, label.name]));
    const rows = explain(result, (labelId) => labels.get(labelId) ?? t('review.unknownLabel'));
    const overlay = createShapesOverlay();
    overlay.draw(drawings(result, rows));
    const viewer = createViewer({ image: result.image, base: result.image.tiles, label: t('result.picture'), overlays: [overlay] });
    dispose = viewer.dispose;
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, result.decidable ? h('a', { href: `#/projects/${id}/gold` }, t('gold.title'))
        : h('a', { href: `#/projects/${id}/qualify` }, t('qualify.title'))), h('h1', null, t(result.decidable ? 'result.titleTheirs' : 'result.title')), h('p', { class: 'muted' }, result.dispute?.name && `${t('gold.dispute.of', { name: result.dispute.name, image: result.dispute.imageName ?? '' })} · `, t(`result.lead.${result.turn.purpose}`))),
      result.turn.purpose === 'practice' && !result.decidable && h('div', { class: 'button-row' },
        h('a', { class: 'button primary', href: `#/projects/${id}/annotate?for=practice`, 'data-testid': 'next-practice' }, t('result.nextPractice')))),
      h('div', { class: 'columns audit-columns' },
        h('div', { class: 'stack' }, h('div', { class: 'audit-picture card' }, viewer.node), legend()),
        h('div', { class: 'stack' }, h('section', { class: 'card stack', 'aria-labelledby': 'result-found', 'data-testid': 'result' }, h('h2', { id: 'result-found' }, t('result.score', { value: percent(result.turn.score) })),
          h('p', null, summaryOf(result)), h('p', { class: 'small muted' }, turnText(result.turn)),
          h('ol', { class: 'result-rows' }, rows.map((row, index) => h('li', { class: `result-row result-${row.kind}`, 'data-testid': `result-${row.kind}` },
            h('button', { type: 'button', class: 'result-go', on: { click: () => { viewer.zoomTo(boundsOf(row.shape)); overlay.highlight(String(index)); } } },
              h('b', { class: 'number' }, index + 1), ' ', h('span', { class: ['chip', CHIPS[row.kind]] }, t(`result.kind.${row.kind}`)), ' ', row.text),
            row.edges.length > 0 && h('ul', { class: 'small' }, row.edges.map((edge) => h('li', null, edge))),
            row.clause && h('p', { class: 'small clause' }, h('b', null, t('result.clause')), ' ', row.clause)))),
          rows.length === 0 && h('p', null, t('result.nothing'))), disputePanel({ projectId: id, result, rows, isMine: !result.decidable, onChanged: show })))];
  }, { quiet: true });
  await show();
  return { dispose: () => dispose?.() };
}

const CHIPS = { right: 'good', missed: 'bad', extra: 'bad', class: 'warn' };

/** @param {import('../api/gold.js').Result} result @param {import('./gold/explain.js').Row[]} rows */
function drawings(result, rows) {
  const items = [];
  for (const [index, row] of rows.entries()) {
    const tag = String(index + 1);
    if (row.known) items.push({ key: `k${index}`, objectId: String(index), shape: row.known, color: COLOURS.known, dash: '6 4', kind: /** @type {const} */ ('consensus'), tag, order: 1 });
    if (row.drawn) items.push({ key: `d${index}`, objectId: String(index), shape: row.drawn, color: COLOURS[row.kind], dash: null,
      kind: row.known ? /** @type {const} */ ('annotator') : /** @type {const} */ ('consensus'), tag: row.known ? '' : tag, order: 0 });
  }
  return items;
}

/** What the lines mean. */
function legend() {
  return h('ul', { class: 'chips small' }, ['mine', 'known'].map((name) => h('li', { class: ['legend-line', `legend-${name}`] }, t(`result.legend.${name}`))));
}

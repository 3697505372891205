/** One's own submitted shapes on their image, to look at only. */
import { getMine } from '../api/assignments.js';
import { getProject } from '../api/projects.js';
import { createShapesOverlay } from './review/shapes-overlay.js';
import { createViewer } from './review/viewer.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function mineImageView(container, context) {
  const { project: id, assignment } = context.params;
  /** @type {(() => void) | null} */
  let dispose = null;
  context.setTitle(t('mine.one'));
  await loadInto(container, async () => ({ mine: await getMine(assignment), project: await getProject(id) }), ({ mine, project }) => {
    const labels = new Map(project.labels.map((label) => [label.id, label]));
    const labelOf = (/** @type {string} */ key) => labels.get(key) ?? { name: t('review.unknownLabel'), color: '#888888' };
    const overlay = createShapesOverlay();
    overlay.draw(mine.annotations.map(({ id: key, labelId, shape }) => ({ key, objectId: key, shape, color: labelOf(labelId).color,
      dash: null, kind: /** @type {const} */ ('consensus'), tag: labelOf(labelId).name, order: 0 })));
    const viewer = createViewer({ image: mine.image, base: mine.image.tiles, label: t('mine.one'), overlays: [overlay] });
    dispose = viewer.dispose;
    const totals = new Map();
    for (const { labelId } of mine.annotations) totals.set(labelId, (totals.get(labelId) ?? 0) + 1);
    return [h('div', { class: 'page-head' }, h('div', null,
      h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}/mine` }, t('mine.title'))), h('h1', null, t('mine.one')),
      h('p', { class: 'muted' }, t('mine.readOnly')))),
    h('div', { class: 'mine-viewer card' }, viewer.node),
    h('ul', { class: 'chips' }, [...totals].map(([key, n]) => h('li', { class: 'chip' },
      h('span', { class: 'dot', style: { background: labelOf(key).color }, 'aria-hidden': 'true' }), `${labelOf(key).name} × ${n}`)),
    mine.annotations.length === 0 && h('li', { class: 'muted' }, t('mine.nothingDrawn')))];
  });
  return { dispose: () => dispose?.() };
}

/** The images that changed most, and the chosen one with its shapes before and after. */
import { changesOf, moreOf } from '../../api/consensus-runs.js';
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { decimal, list as listOf, percent } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { loadInto, signedIn } from '../../ui/states.js';
import { boundsOf } from '../review/shape-path.js';
import { changePicture } from './change-picture.js';

const KINDS = /** @type {const} */ (['added', 'removed', 'moved', 'relabelled', 'confidence']);

/**
 * @param {object} options
 * @param {import('../../api/projects.js').Project} options.project
 * @param {import('../../api/consensus-runs.js').Comparison} options.comparison
 */
export function changedImages({ project, comparison }) {
  const rows = h('tbody');
  const failure = h('p', { class: 'field-error', role: 'alert' });
  const place = h('div', { class: 'change-place' });
  const more = h('button', { type: 'button', class: 'button', 'data-testid': 'comparison-more', on: { click: extend } }, t('runs.more'));
  let next = comparison.next;
  /** @type {ReturnType<typeof changePicture> | null} */
  let picture = null;
  add(comparison.images);
  const columns = ['image', 'amount', 'what'];
  const node = h('div', { class: 'stack' }, h('h3', null, t('runs.mostChanged')),
    h('div', { class: 'change-columns' },
      h('div', { class: 'stack-tight' },
        h('div', { class: 'table-wrap change-list', tabindex: '0', role: 'region', 'aria-label': t('runs.mostChanged') }, h('table', { class: 'table compact' },
          h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col', class: column === 'amount' ? 'number' : null }, t(`runs.column.${column}`))))),
          rows)),
        h('div', null, more), failure),
      place));
  if (comparison.images.length > 0) choose(comparison.images[0].imageId);
  return { node, dispose: () => picture?.viewer.dispose() };

  /** @param {import('../../api/consensus-runs.js').Comparison['images']} images */
  function add(images) {
    rows.append(...images.map((image) => h('tr', { 'data-testid': 'changed-image', 'data-image': image.imageId },
      h('th', { scope: 'row' }, image.name ? h('button', { type: 'button', class: 'link-button', on: { click: () => choose(image.imageId) } }, image.name) : t('runs.imageGone')),
      h('td', { class: 'number' }, decimal(image.amount)),
      h('td', { class: 'small' }, listOf(KINDS.filter((kind) => image.tally[kind] > 0)
        .map((kind) => t(`runs.counted.${kind}`, { count: image.tally[kind] })))))));
    more.hidden = typeof next !== 'number';
  }

  async function extend() {
    try {
      const part = await signedIn(() => moreOf(project.id, comparison.id, /** @type {number} */ (next)));
      next = part.next;
      add(part.images);
    } catch (error) {
      failure.textContent = messageFor(error);
    }
  }

  /** @param {string} image */
  function choose(image) {
    for (const row of rows.children) row.toggleAttribute('data-chosen', row.dataset.image === image);
    for (const button of rows.querySelectorAll('button')) {
      if (button.closest('tr')?.dataset.image === image) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    return loadInto(place, () => changesOf(project.id, comparison.id, image), draw, { quiet: true });
  }

  /** @param {import('../../api/consensus-runs.js').ImageChanges} changes */
  function draw(changes) {
    picture?.viewer.dispose();
    const labelOf = (/** @type {string} */ id) => project.labels.find((label) => label.id === id) ?? { name: id, color: '#808080' };
    picture = changePicture(changes, labelOf);
    const { viewer } = picture;
    const list = h('ol', { class: 'change-objects', 'data-testid': 'changes' });
    fill(list, changes.changes.map((change) => {
      const there = /** @type {import('../../api/consensus-runs.js').Side} */ (change.after ?? change.before);
      return h('li', null, h('button', { type: 'button', class: 'link-button', on: { click: () => viewer.zoomTo(boundsOf(there.shape)) } }, names(change, labelOf)), ' ',
        change.kinds.map((kind) => h('span', { class: ['chip', kind === 'removed' ? 'bad' : kind === 'added' ? 'good' : 'warn'] }, t(`runs.change.${kind}`))), ' ',
        h('span', { class: 'small muted number' }, figures(change)));
    }));
    return h('div', { class: 'stack-tight' },
      h('p', null, h('a', { href: `#/projects/${project.id}/images/${changes.imageId}` }, changes.name), ' ',
        h('span', { class: 'small muted' }, t('runs.unchanged', { count: changes.unchanged }))),
      h('div', { class: 'change-picture' }, viewer.node),
      h('ul', { class: 'effect-legend small', 'aria-hidden': 'true' }, ['before', 'after'].map((side) => h('li', null,
        h('span', { class: `change-line change-${side}` }), t(`runs.shape.${side}`)))),
      list);
  }
}

/** @param {import('../../api/consensus-runs.js').Change} change @param {(id: string) => {name: string}} labelOf */
function names({ before, after }, labelOf) {
  const [old, now] = [before && labelOf(before.labelId).name, after && labelOf(after.labelId).name];
  return old && now && old !== now ? t('runs.fromTo', { before: old, after: now }) : now ?? old ?? '';
}

/** @param {import('../../api/consensus-runs.js').Change} change */
function figures({ before, after, iou, kinds }) {
  return [
    kinds.includes('moved') && t('runs.iouOf', { value: decimal(iou ?? 0) }),
    kinds.includes('confidence') && before && after && t('runs.existence', { before: percent(before.existence), after: percent(after.existence) }),
  ].filter(Boolean).join(', ');
}

/** The table of images, worst disagreement first. */
import { listImages } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { selectField } from '../../ui/form.js';
import { emptyState, loadInto, signedIn } from '../../ui/states.js';
import { messageFor } from '../../ui/problems.js';
import { forgetOrder } from '../review/image-order.js';
import { narrowingNotice, narrowingOf } from './image-narrowing.js';
import { anyRisk, imageRow } from './image-row.js';

const SORTS = ['disagreement', 'risk', 'position', 'name'];
const STATUSES = ['all', 'unlabelled', 'partial', 'complete', 'empty', 'skipped', 'conflicts'];
const PAGE = 25;

/**
 * @param {{project: import('../../api/projects.js').Project, query: Record<string, string>, setQuery: (query: any) => void}} options
 */
export function imagesSection({ project, query, setQuery }) {
  const sorts = SORTS.filter((key) => key !== 'risk' || project.consensusMethod !== 'quorum');
  const order = {
    sort: sorts.includes(query.sort) ? query.sort : 'disagreement',
    status: STATUSES.includes(query.status) ? query.status : 'all',
    ...narrowingOf(query),
  };
  const place = h('div');
  const filters = h('div', { class: 'filters' },
    selectField({ label: t('images.sort'), name: 'sort', value: order.sort, options: sorts.map((key) => [key, t(`images.sort.${key}`)]),
      on: { change: change('sort') } }),
    selectField({ label: t('images.status'), name: 'status', value: order.status,
      options: STATUSES.map((key) => [key, t(`images.status.${key}`)]), on: { change: change('status') } }));
  const narrowed = narrowingNotice(project, query);
  const node = h('div', { class: 'stack-tight' }, narrowed, filters, place);
  const load = () => { forgetOrder(project.id); return loadInto(place, () => listImages(project.id, { ...order, limit: PAGE }), draw, { quiet: true }); };

  /** @param {'sort' | 'status'} key */
  function change(key) {
    return (/** @type {any} */ event) => {
      order[key] = event.currentTarget.value;
      setQuery(order);
      load();
    };
  }

  /** @param {{items: import('../../api/images.js').ImageRow[], next: string | null}} page */
  function draw(page) {
    if (page.items.length === 0) {
      return order.status === 'all' && !narrowed
        ? emptyState({ level: 'h3', title: t('images.empty'), text: t('images.emptyText') })
        : emptyState({ level: 'h3', title: t('images.noneMatch'), text: t('images.noneMatchText') });
    }
    const body = h('tbody', null, page.items.map((image) => imageRow(project, image, order)));
    const foot = h('div', { class: 'more' });
    const table = h('table', { class: 'table images-table' }, head(), body);
    table.toggleAttribute('data-without-risk', !anyRisk(page.items));
    drawMore(table, body, foot, page.next);
    return [h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: t('images.title') }) }, table), foot];
  }

  /** @param {HTMLElement} table @param {HTMLElement} body @param {HTMLElement} foot @param {string | null} next */
  function drawMore(table, body, foot, next) {
    const shown = h('span', { class: 'small muted' }, t('images.shown', { count: body.children.length }));
    if (!next) {
      fill(foot, shown);
      return;
    }
    const more = h('button', { type: 'button', class: 'button', on: { click: async () => {
      more.disabled = true;
      try {
        const page = await signedIn(() => listImages(project.id, { ...order, after: next, limit: PAGE }));
        const first = body.children.length;
        body.append(...page.items.map((image) => imageRow(project, image, order)));
        if (anyRisk(page.items)) table.toggleAttribute('data-without-risk', false);
        drawMore(table, body, foot, page.next);
        body.children[first]?.querySelector('a')?.focus();
      } catch (error) {
        more.disabled = false;
        announce(messageFor(error));
        fill(shown, messageFor(error));
      }
    } } }, t('images.more'));
    fill(foot, shown, more);
  }

  load();
  return { node, reload: load };
}

function head() {
  const column = (/** @type {string} */ key, /** @type {boolean} */ number = false) =>
    h('th', { scope: 'col', class: number ? 'number' : null }, t(`images.column.${key}`));
  return h('thead', null, h('tr', null, h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('images.column.picture'))),
    column('name'), column('status'), column('disagreement'),
    h('th', { scope: 'col', class: 'risk' }, t('images.column.risk')), column('conflicts', true), column('objects', true),
    h('th', { scope: 'col', class: 'number' }, t('work.priority'))));
}

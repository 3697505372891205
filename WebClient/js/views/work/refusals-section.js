/** What people said when they gave images back or skipped them. */
import { listRefusals } from '../../api/work.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { dateTime } from '../../ui/format.js';
import { loadInto } from '../../ui/states.js';

/** @param {string} projectId */
export function refusalsSection(projectId) {
  const place = h('div');
  const node = h('section', { class: 'card stack', 'aria-labelledby': 'refusals-title' }, h('h2', { id: 'refusals-title' }, t('work.refusals.title')), place);
  loadInto(place, () => listRefusals(projectId), (items) => {
    if (items.length === 0) return h('p', { class: 'muted' }, t('work.refusals.empty'));
    const columns = ['image', 'person', 'what', 'reason', 'when'];
    return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('work.refusals.title') }, h('table', { class: 'table' },
      h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col' }, t(`work.refusals.${column}`))))),
      h('tbody', null, items.map((item) => h('tr', null,
        h('th', { scope: 'row' }, h('a', { href: `#/projects/${projectId}/images/${item.imageId}` }, item.imageName)),
        h('td', null, item.annotator), h('td', null, t(`work.state.${item.state}`)), h('td', null, item.reason || t('common.none')),
        h('td', null, dateTime(item.endedAt)))))));
  });
  return node;
}

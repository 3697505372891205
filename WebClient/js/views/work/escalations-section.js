/** Images that only a reviewer can finish. */
import { thumbnail } from '../../api/images.js';
import { listEscalations, settleEscalation } from '../../api/work.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../../ui/states.js';

/** @param {string} projectId */
export function escalationsSection(projectId) {
  const place = h('div');
  const heading = h('h2', { id: 'escalations-title', tabindex: '-1' }, t('work.review.title'));
  const node = h('section', { class: 'card stack', 'aria-labelledby': 'escalations-title' }, heading,
    h('p', { class: 'muted' }, t('work.review.lead')), place);
  const load = () => loadInto(place, () => listEscalations(projectId), draw, { quiet: true });

  /** @param {{items: import('../../api/work.js').Escalation[], next?: string | null}} page */
  function draw(page) {
    if (page.items.length === 0) return emptyState({ level: 'h3', title: t('work.review.empty'), text: t('work.review.emptyText') });
    const list = h('ul', { class: 'work-list' }, page.items.map(row));
    const more = page.next && h('button', { type: 'button', class: 'button', on: { click: async () => {
      const next = await signedIn(() => listEscalations(projectId, page.next));
      const first = list.children.length;
      list.append(...next.items.map(row));
      page.next = next.next;
      if (!next.next) more.remove();
      list.children[first]?.querySelector('a')?.focus();
    } } }, t('images.more'));
    return [list, more];
  }

  /** @param {import('../../api/work.js').Escalation} item */
  function row(item) {
    const picture = thumbnail({ id: item.imageId, width: item.width, height: item.height });
    const said = h('span', { class: 'small', role: 'status' });
    const act = (/** @type {'close' | 'requeue'} */ outcome) => h('button', { type: 'button', class: 'button small', 'data-testid': `escalation-${outcome}`,
      'aria-label': t(`work.review.${outcome}Image`, { name: item.name }),
      on: { click: async () => {
        try {
          await signedIn(() => settleEscalation(projectId, item.imageId, outcome));
          announce(t(`work.review.${outcome}Done`, { name: item.name }));
          heading.focus({ preventScroll: true });
          load();
        } catch (error) {
          fill(said, messageFor(error));
        }
      } } }, t(`work.review.${outcome}`));
    return h('li', { class: 'work-item', 'data-testid': 'escalation' },
      h('img', { src: picture.src, width: picture.width, height: picture.height, alt: '', loading: 'lazy' }),
      h('div', { class: 'work-item-text' }, h('a', { href: `#/projects/${projectId}/images/${item.imageId}` }, item.name),
        h('span', { class: 'small' }, t(`work.reason.${item.reason}`)),
        item.remarks.map((remark) => h('q', { class: 'small muted' }, remark)),
        h('span', { class: 'small muted' }, t('work.review.answers', { count: item.answers }))),
      h('div', { class: 'button-row' }, act('close'), act('requeue'), said));
  }

  load();
  return node;
}

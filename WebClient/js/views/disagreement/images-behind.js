/** The images behind a part of a project's disagreement, each with a crop of the place to look at. */
import { imagesBehind } from '../../api/disagreement.js';
import { cropOf, thumbnail } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { count, decimal } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { loadInto, signedIn } from '../../ui/states.js';

const PAGE = 12;
const CROP = 160;

/**
 * @param {object} options
 * @param {string} options.projectId
 * @param {() => {layer: string, label: string}} options.query
 * @param {(part: import('../../api/disagreement.js').Part) => string} options.nameOf
 * @param {() => void} options.onClear
 */
export function imagesBehindSection({ projectId, query, nameOf, onClear }) {
  const heading = h('h2', { id: 'behind-title', tabindex: '-1' }, t('disagreement.behind'));
  const body = h('div', { class: 'stack-tight' }, h('p', { class: 'muted small' }, t('disagreement.behindText')));
  const close = h('button', { type: 'button', class: 'button small', hidden: true, on: { click: () => { onClear(); heading.focus(); } } }, t('disagreement.close'));
  const node = h('section', { class: 'card stack behind', 'aria-labelledby': 'behind-title', 'data-testid': 'images-behind' },
    h('div', { class: 'behind-head' }, heading, close), body);

  return {
    node,
    clear() {
      close.hidden = true;
      fill(body, h('p', { class: 'muted small' }, t('disagreement.behindText')));
    },
    /** @param {import('../../api/disagreement.js').Part} part @param {boolean} [go] whether to go there */
    async show(part, go = false) {
      close.hidden = false;
      await loadInto(body, () => page(part, null), (found) => draw(part, found), { quiet: true });
      if (!go) return;
      heading.focus({ preventScroll: true });
      node.scrollIntoView({ block: 'nearest' });
    },
  };

  /** @param {import('../../api/disagreement.js').Part} part @param {string | null} after */
  function page(part, after) {
    return imagesBehind(projectId, part, { ...query(), after, limit: PAGE });
  }

  /** @param {import('../../api/disagreement.js').Part} part @param {{total: number, items: import('../../api/disagreement.js').ImageBehind[], next: string | null}} found */
  function draw(part, found) {
    const name = h('p', null, h('b', null, nameOf(part)), ' ', h('span', { class: 'muted small' }, t('disagreement.behindCount', { count: found.total })));
    if (found.items.length === 0) return [name, h('p', { class: 'muted small' }, t('disagreement.noImages'))];
    const list = h('ol', { class: 'behind-list' }, found.items.map((image) => item(part, image)));
    const foot = h('div');
    drawMore(found.next);
    return [name, list, foot];

    /** @param {string | null} next */
    function drawMore(next) {
      if (!next) return fill(foot);
      const more = h('button', { type: 'button', class: 'button small', on: { click: async () => {
        more.disabled = true;
        try {
          const rest = await signedIn(() => page(part, next));
          const first = list.children.length;
          list.append(...rest.items.map((image) => item(part, image)));
          list.children[first]?.querySelector('a')?.focus();
          drawMore(rest.next);
        } catch (error) {
          more.disabled = false;
          announce(messageFor(error));
        }
      } } }, t('disagreement.moreImages'));
      return fill(foot, more);
    }
  }

  /** @param {import('../../api/disagreement.js').Part} part @param {import('../../api/disagreement.js').ImageBehind} image */
  function item(part, image) {
    const picture = image.box ? cropOf(image, image.box, CROP) : thumbnail(image, CROP);
    const { layer, label } = query();
    const value = part.classes ? t('disagreement.votes', { count: count(image.value) }) : decimal(image.value);
    return h('li', { 'data-testid': 'image-behind' }, h('a', { href: hrefTo(['projects', projectId, 'images', image.id],
      { sort: 'disagreement', heat: part.classes ? 'class' : layer, heatLabel: part.of ?? label }) },
    h('img', { ...picture, alt: '', loading: 'lazy' }), h('span', { class: 'behind-name' }, image.name)), h('span', { class: 'number small muted' }, value));
  }
}

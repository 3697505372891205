/**
 * The images handed in lately, the one on the desk, and the one that comes next, in a row below the stage. Earlier ones open
 * to look at in a tab of their own.
 *
 * @typedef {{assignmentId: string, image: import('../../api/assignments.js').ImagePart, submittedAt: string}} Earlier
 */
import { showPicture } from '../../state/bearer.js';
import { fill, h } from '../../ui/dom.js';
import { dateTime } from '../../ui/format.js';
import { t } from '../../i18n/index.js';
import { baseTileURL } from '../../core/tilegrid.js';

/** So many earlier images. */
const EARLIER = 8;

/**
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {import('../../api/assignments.js').ImagePart} parts.image on the desk
 * @param {import('../../api/assignments.js').ImagePart | null} parts.next the image that probably comes next
 * @param {(count: number) => Promise<Earlier[]>} parts.earlier latest first
 */
export function createFilmStrip({ projectId, image, next, earlier }) {
  const list = h('ul', { class: 'strip-list' });
  const node = h('nav', { class: 'annotate-strip', 'aria-label': t('strip.title'), hidden: true, 'data-testid': 'strip' }, list);
  let filled = false;

  /** @param {import('../../api/assignments.js').ImagePart} one */
  const thumbnail = (one) => showPicture(h('img', { alt: '', loading: 'lazy', decoding: 'async' }), baseTileURL(one.tiles, one));

  async function load() {
    filled = true;
    const items = await earlier(EARLIER).catch(() => []);
    fill(list, items.reverse().map((item) => h('li', null,
      h('a', { href: `#/projects/${encodeURIComponent(projectId)}/mine/${item.assignmentId}`, target: '_blank',
        'aria-label': t('strip.earlier', { time: dateTime(item.submittedAt) }) }, thumbnail(item.image)))),
    h('li', { 'aria-current': 'true' }, thumbnail(image), h('span', { class: 'visually-hidden' }, t('strip.current'))),
    next && h('li', { class: 'strip-next' }, thumbnail(next), h('span', null, t('strip.next'))));
    list.lastElementChild?.scrollIntoView({ block: 'nearest', inline: 'end' });
  }

  const observer = new ResizeObserver(() => { if (!node.hidden && !filled) load(); });
  observer.observe(node);
  return { node, stop: () => observer.disconnect() };
}

/** Something that stands out: what, whose, on which images, as pictures; and what to think of it. */
import { thumbnail } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { h, svg } from '../../ui/dom.js';
import { dateTime, decimal } from '../../ui/format.js';
import { pathOf } from '../review/shape-path.js';

/** The longer side of a picture, pixels. */
const SIDE = 320;

/**
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {import('../../api/behaviour.js').Flag} parts.flag
 * @param {boolean} parts.mayJudge
 * @param {(verdict: 'dismissed' | 'acted' | 'withdrawn', note: string) => void} parts.onJudge
 */
export function flagCard({ projectId, flag, mayJudge, onJudge }) {
  const note = h('input', { class: 'field-input', type: 'text', maxlength: 1000, 'aria-label': t('behaviour.note'), placeholder: t('behaviour.note') });
  const title = t(`behaviour.flag.${flag.kind}`, { name: flag.person.name, other: flag.other?.name ?? '', count: flag.images });
  return h('section', { class: 'card stack-tight flag-card', 'aria-label': title, 'data-testid': `flag-${flag.kind}` },
    h('h3', null, title), h('p', { class: 'small muted' }, t(`behaviour.why.${flag.kind}`)),
    h('ul', { class: 'flag-pictures' }, flag.evidence.map((one) => picture(projectId, one, flag))),
    flag.verdict && h('p', { 'data-testid': 'flag-verdict' }, h('span', { class: 'chip' }, t(`behaviour.verdict.${flag.verdict}`)), ' ', flag.judgedAt && h('span', { class: 'small muted' }, dateTime(flag.judgedAt), ' '), flag.note ?? '',
      flag.open && h('span', { class: 'muted' }, ` ${t('behaviour.more')}`)),
    mayJudge && (flag.open ? h('div', { class: 'button-row' }, note,
      h('button', { type: 'button', class: 'button small', 'data-testid': 'flag-dismiss', on: { click: () => onJudge('dismissed', note.value.trim()) } }, t('behaviour.dismiss')),
      h('button', { type: 'button', class: 'button small primary', 'data-testid': 'flag-act', on: { click: () => onJudge('acted', note.value.trim()) } }, t('behaviour.act')),
      h('a', { class: 'button small', href: `#/projects/${projectId}/people/${flag.person.id}` }, t('behaviour.person')))
      : h('div', null, h('button', { type: 'button', class: 'button small', 'data-testid': 'flag-undo', on: { click: () => onJudge('withdrawn', '') } }, t('behaviour.undo')))));
}

/** @param {string} projectId @param {import('../../api/behaviour.js').Evidence} one @param {import('../../api/behaviour.js').Flag} flag */
function picture(projectId, one, flag) {
  const { src, width, height } = thumbnail({ id: one.imageId, width: one.width, height: one.height }, SIDE);
  const name = t('behaviour.picture', { image: one.imageName, seconds: decimal(one.seconds, 1), count: one.own.length });
  return h('li', null, h('a', { href: `#/projects/${projectId}/images/${one.imageId}`, 'aria-label': name },
    h('span', { class: 'example-frame', style: { '--aspect': width / height } }, h('img', { src, alt: '', loading: 'lazy' }),
      svg('svg', { viewBox: `0 0 ${one.width} ${one.height}`, 'aria-hidden': 'true' },
        one.own.map((shape) => [svg('path', { d: pathOf(shape), class: 'example-halo' }), svg('path', { d: pathOf(shape), class: 'example-line' })]),
        one.others.map((shape) => svg('path', { d: pathOf(shape), class: 'flag-other' })))),
    h('span', { class: 'small muted block' }, flag.kind === 'fast' ? t('behaviour.seconds', { seconds: decimal(one.seconds, 1) }) : one.imageName)));
}

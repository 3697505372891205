/** One conflict in the list. */
import { cropPicture, cropRegion } from '../../core/crop.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { h, svg } from '../../ui/dom.js';
import { count, decimal } from '../../ui/format.js';
import { kindName } from './conflict-text.js';
import { decidedText } from './desk-panel.js';

/** How much is shown around the place, as a part of its longer side. */
const AROUND = 0.4;
/** Longer side of the crop, CSS pixels. */
const SIDE = 96;

/**
 * @param {object} options
 * @param {import('../../api/projects.js').Project} options.project
 * @param {import('../../api/conflicts.js').Conflict} options.conflict
 * @param {import('../../api/conflicts.js').Filter} options.filter goes along to the desk
 * @param {(labelId: string | null) => {name: string, color: string} | null} options.labelOf
 * @param {(on: boolean) => void} options.onChoose
 */
export function conflictRow({ project, conflict, filter, labelOf, onChoose }) {
  const href = hrefTo(['projects', project.id, 'conflicts', conflict.id], filter);
  const label = labelOf(conflict.label);
  const name = label ? t('conflict.named', { kind: kindName(conflict.kind), label: label.name }) : kindName(conflict.kind);
  const box = h('input', { type: 'checkbox', 'data-testid': 'choose', 'aria-label': t('conflicts.choose', { name }),
    on: { change: (/** @type {any} */ event) => onChoose(event.currentTarget.checked) } });
  const node = h('tr', { 'data-testid': 'conflict-item', dataset: { id: conflict.id, kind: conflict.kind }, class: 'clickable', on: { click: open } },
  h('td', null, h('label', { class: 'conflict-choose' }, box)),
  h('td', { class: 'crop' }, crop(conflict, label?.color ?? '#ffffff')),
  h('th', { scope: 'row' }, h('a', { class: 'conflict-what', href }, h('span', { class: 'chip warn' }, kindName(conflict.kind)),
    label && h('span', null, h('span', { class: 'dot', style: { background: label.color }, 'aria-hidden': 'true' }), label.name))),
  h('td', { class: 'conflict-image' }, h('a', { href: `#/projects/${project.id}/images/${conflict.image}` }, conflict.imageName)),
  number('gain', decimal(conflict.gain)), number('errors', decimal(conflict.errors)), number('seconds', count(Math.round(conflict.minutes * 60))),
  h('td', { dataset: { label: t('conflicts.column.assignee') } }, conflict.assignee ?? h('span', { class: 'muted' }, t('common.none'))),
  h('td', null, conflict.decision
    ? [h('span', { class: 'chip good' }, decidedText(conflict.decision)), h('span', { class: 'muted small block' }, conflict.decision.by)]
    : h('span', { class: 'chip' }, t('conflicts.state.open'))));
  return { node, box };

  /** @param {any} event */
  function open(event) {
    if (!event.target.closest('a, input, label')) location.hash = href;
  }
}

/** @param {string} key @param {string} text */
function number(key, text) {
  return h('td', { class: 'number', dataset: { part: key, label: t(`conflicts.column.${key}`) } }, text);
}

/** The place with a frame around what is in question. @param {import('../../api/conflicts.js').Conflict} conflict @param {string} color */
function crop({ image, imageWidth, imageHeight, box }, color) {
  const region = cropRegion(box, { width: imageWidth, height: imageHeight }, AROUND);
  const picture = cropPicture(image, region, SIDE * 2);
  const scale = SIDE / Math.max(region[2], region[3]);
  const [width, height] = [region[2] * scale, region[3] * scale];
  const frame = { x: (box[0] - region[0]) * scale, y: (box[1] - region[1]) * scale, width: box[2] * scale, height: box[3] * scale };
  return h('div', { class: 'crop-frame', style: { 'inline-size': `${width}px`, 'block-size': `${height}px` } },
    h('img', { src: picture.src, width: Math.round(width), height: Math.round(height), alt: '', loading: 'lazy', decoding: 'async' }),
    svg('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
      svg('rect', { ...frame, class: 'halo' }), svg('rect', { ...frame, class: 'core', stroke: color })));
}

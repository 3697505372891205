/** Where a person's edges lie on average beside the object's: a box with four arrows, and the same in numbers. */
import { t } from '../../i18n/index.js';
import { h, svg } from '../../ui/dom.js';
import { decimal, intervalLines } from '../../ui/format.js';
import { biasGeometry, directionOf, EDGES, FIGURE } from './bias-geometry.js';

const DIGITS = 1;
const HEAD = 5; // units of the figure

/**
 * @param {import('../../api/fit.js').Place} place
 * @param {number} longest pixels that the longest arrow stands for
 */
export function biasFigure({ side, bias }, longest) {
  if (!Array.isArray(bias) || bias.length !== EDGES.length) return null;
  const shifts = bias.map((figure) => figure?.value ?? 0);
  const words = EDGES.map((edge, index) => shiftText(edge, shifts[index]));
  return h('figure', { class: 'bias' },
    h('figcaption', { class: 'small' }, t('skills.biasAt', { side }), ' ', h('span', { class: 'muted number' }, intervalLines(bias[0], 'pixels').at(-1))),
    biasPicture(shifts, longest),
    h('dl', { class: 'bias-numbers small number' }, EDGES.map((edge, index) => h('div', null, h('dt', null, t(`skills.edge.${edge}`)),
      h('dd', null, h('b', null, words[index]), h('span', { class: 'muted block' }, intervalLines(bias[index], 'pixels').slice(0, -1)))))));
}

/**
 * A box, the shifted one and an arrow for each edge.
 *
 * @param {number[]} shifts of the left, top, right and bottom edge in pixels
 * @param {number} longest pixels that the longest arrow stands for
 */
export function biasPicture(shifts, longest) {
  const { object, drawn, arrows } = biasGeometry(shifts, longest);
  return svg('svg', { class: 'bias-picture', viewBox: `0 0 ${FIGURE.width} ${FIGURE.height}`, role: 'img',
    'aria-label': EDGES.map((edge, index) => t('skills.edgeShift', { edge: t(`skills.edge.${edge}`), shift: shiftText(edge, shifts[index]) })).join('; ') },
  svg('rect', { ...object, class: 'bias-object' }), svg('rect', { ...drawn, class: 'bias-drawn' }), arrows.map(arrow));
}

/** @param {string} edge @param {number} shift pixels */
export function shiftText(edge, shift) {
  return t(`skills.shift.${directionOf(edge, shift, DIGITS)}`, { value: decimal(Math.abs(shift), DIGITS) });
}

/** @param {{from: [number, number], to: [number, number]}} line */
function arrow({ from: [x1, y1], to: [x2, y2] }) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < 1) return svg('circle', { cx: x1, cy: y1, r: 2.5, class: 'bias-head' });
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = Math.min(HEAD, length);
  const [bx, by] = [x2 - dx * head, y2 - dy * head];
  const wing = head * 0.7;
  return svg('g', null, svg('line', { x1, y1, x2: bx, y2: by, class: 'bias-line' }),
    svg('path', { class: 'bias-head', d: `M${x2} ${y2}L${bx - dy * wing} ${by + dx * wing}L${bx + dy * wing} ${by - dx * wing}z` }));
}

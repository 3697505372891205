/** Where a person's edges lie beside the object's, in pixels, and how loose their boxes are. */
import { t } from '../../i18n/index.js';
import { csvButton } from '../../ui/csv-link.js';
import { h } from '../../ui/dom.js';
import { decimal, interval, intervalLines, signed } from '../../ui/format.js';
import { longestShift } from '../project/bias-geometry.js';
import { biasPicture, shiftText } from '../project/bias-figure.js';

const EDGES = ['left', 'top', 'right', 'bottom'];

/** @param {import('../../api/figures.js').SkillCard} card */
export function edgesFigure({ edges, looseness, few }) {
  const shifts = edges.map(({ value }) => value ?? 0);
  const known = edges.some(({ value }) => typeof value === 'number');
  return h('section', { class: ['card', 'stack', (edges[0]?.n ?? 0) < few && 'faint'], 'aria-labelledby': 'person-edges', 'data-testid': 'person-edges' },
    h('h2', { id: 'person-edges' }, t('person.edges')), h('p', { class: 'small muted' }, t('person.edgesText')),
    !known && h('p', { class: 'muted' }, t('person.noEdges')),
    known && h('div', { class: 'bias' }, biasPicture(shifts, longestShift([edges])),
      h('dl', { class: 'bias-numbers small number' }, EDGES.map((edge, index) => h('div', null, h('dt', null, t(`skills.edge.${edge}`)),
        h('dd', null, h('b', null, shiftText(edge, shifts[index])), h('span', { class: 'muted block' }, intervalLines(edges[index], 'pixels').slice(0, -1))))))),
    known && h('p', null, h('b', null, t('person.looseness', { value: decimal(looseness.value, 3) })), ' ', h('span', { class: 'small muted' }, interval(looseness, 'plain'))),
    known && h('div', null, csvButton('edges', () => [['edge', 'offset_px', 'low', 'high', 'n'],
      ...EDGES.map((edge, index) => [edge, edges[index].value, edges[index].low, edges[index].high, edges[index].n])])),
    known && h('p', { class: 'visually-hidden' }, EDGES.map((edge, index) => `${t(`skills.edge.${edge}`)} ${signed(shifts[index], 1)}`).join(', ')));
}

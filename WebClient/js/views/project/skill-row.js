/** One person's skill: what they miss, mark for nothing and name wrongly, and how they place edges. */
import { t } from '../../i18n/index.js';
import { estimateBar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { decimal, interval, intervalLines, percent } from '../../ui/format.js';
import { biasFigure } from './bias-figure.js';
import { middlePlace } from './people-order.js';

/** Rates, and whether much of them is bad. */
const RATES = /** @type {[string, string][]} */ ([['miss', 'bad'], ['falseMark', 'bad'], ['classAccuracy', 'done']]);

/**
 * @param {import('../../api/fit.js').Skill} person
 * @param {number} longest pixels that the longest arrow of the bias figures stands for
 */
export function skillRow(person, longest) {
  const middle = middlePlace(person);
  return h('li', { class: 'skill', tabindex: '-1', 'data-testid': 'skill' }, h('h3', null, person.name),
    h('div', { class: 'skill-parts' },
      h('dl', { class: 'skill-rates' }, RATES.map(([key, kind]) => rate(t(`skills.${key}`), /** @type {any} */ (person)[key], kind))),
      (person.place ?? []).length > 0 && placeTable(person),
      middle && biasFigure(middle, longest)));
}

/** @param {string} name @param {import('../../api/fit.js').Figure | undefined} figure @param {string} kind */
function rate(name, figure, kind) {
  return h('div', null, h('dt', null, name), h('dd', { class: 'number' }, h('b', null, percent(figure?.value))),
    h('dd', { class: 'small muted number' }, estimateBar(figure, { kind }), interval(figure)));
}

/** @param {import('../../api/fit.js').Skill} person */
function placeTable(person) {
  return h('table', { class: 'table compact skill-place' },
    h('caption', { class: 'visually-hidden' }, `${person.name}: ${t('skills.deviation')}`),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('skills.side')), h('th', { scope: 'col', class: 'number' }, t('skills.deviation')))),
    h('tbody', null, person.place.map(({ side, deviation }) => h('tr', null, h('th', { scope: 'row' }, t('skills.sideOf', { side })),
      h('td', { class: 'number' }, h('b', null, decimal(deviation?.value, 1)),
        intervalLines(deviation, 'pixels').map((text) => h('span', { class: 'small muted block' }, text)))))));
}

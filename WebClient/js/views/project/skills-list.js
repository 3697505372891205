/** Everybody's skill, in an order one chooses. */
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { selectField } from '../../ui/form.js';
import { longestShift } from './bias-geometry.js';
import { middlePlace, ordered, ORDERS } from './people-order.js';
import { skillRow } from './skill-row.js';

/** @typedef {import('../../api/fit.js').Skill} Skill */

const SHOWN_AT_ONCE = 12;
/** Fewer people need no order. */
const WORTH_ORDERING = 4;

/** @param {Skill[]} people */
export function skillsList(people) {
  let order = 'name';
  let shown = SHOWN_AT_ONCE;
  const longest = longestShift(people.map((person) => middlePlace(person)?.bias ?? []));
  const list = h('ul', { class: 'skill-list' });
  const foot = h('div', { class: 'more' });
  const show = () => {
    fill(list, ordered(people, order).slice(0, shown).map((person) => skillRow(person, longest)));
    const more = people.length > shown;
    fill(foot, more && h('span', { class: 'small muted number' }, t('skills.shown', { shown, total: people.length })),
      more && h('button', { type: 'button', class: 'button small', on: { click: () => {
        const next = shown;
        shown += SHOWN_AT_ONCE;
        show();
        /** @type {any} */ (list.children[next])?.focus();
      } } }, t('skills.more')));
  };
  show();
  return h('div', { class: 'stack-tight' },
    people.length >= WORTH_ORDERING && h('div', { class: 'filters' }, selectField({ label: t('skills.order'), name: 'skills-order', value: order,
      options: ORDERS.map((key) => [key, t(`skills.order.${key}`)]), on: { change: (/** @type {any} */ event) => {
        order = event.currentTarget.value;
        show();
      } } })), list, foot);
}

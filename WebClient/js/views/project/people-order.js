/** People in an order one chooses, by what was learned about them. */
import { locale } from '../../i18n/index.js';

/** @typedef {import('../../api/fit.js').Skill} Skill */

/** Orders to choose from; all but the first put the worst first. */
export const ORDERS = ['name', 'miss', 'falseMark', 'place'];

/**
 * People by name, or the worst first; whoever is not known last, equals by name.
 * @param {Skill[]} people
 * @param {string} order one of {@link ORDERS}
 */
export function ordered(people, order) {
  const byName = (/** @type {Skill} */ a, /** @type {Skill} */ b) => a.name.localeCompare(b.name, locale, { numeric: true }) || (a.id < b.id ? -1 : 1);
  const worst = (/** @type {Skill} */ one) => (order === 'miss' ? one.miss?.value : order === 'falseMark' ? one.falseMark?.value
    : order === 'place' ? middlePlace(one)?.deviation?.value : 0) ?? -1;
  return [...people].sort((a, b) => worst(b) - worst(a) || byName(a, b));
}

/**
 * How somebody places edges at objects of the middle one of the sizes; null when that is not known.
 * @param {{place?: import('../../api/fit.js').Place[]}} person
 */
export function middlePlace(person) {
  const places = [...(person.place ?? [])].sort((a, b) => a.side - b.side);
  return places[Math.floor((places.length - 1) / 2)] ?? null;
}

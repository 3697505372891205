/** Narrows the table of images to those a figure was made from, as its address says. */
import { getDashboard } from '../../api/figures.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { date } from '../../ui/format.js';

const KEYS = /** @type {const} */ (['people', 'label', 'from', 'to', 'known']);

/** @typedef {Partial<Record<typeof KEYS[number], string>>} Narrowing */

/** The part of an address that narrows the table. @param {Record<string, string>} query @returns {Narrowing} */
export function narrowingOf(query) {
  return Object.fromEntries(KEYS.filter((key) => query[key]).map((key) => [key, query[key]]));
}

/** @param {Record<string, string>} query */
export function isNarrowed(query) {
  return Object.keys(narrowingOf(query)).length > 0;
}

/**
 * Says which images are shown, with the way back to all of them.
 *
 * @param {import('../../api/projects.js').Project} project
 * @param {Record<string, string>} query
 * @returns {any} null where all are shown
 */
export function narrowingNotice(project, query) {
  if (!isNarrowed(query)) return null;
  const { people, label, from, to, known } = narrowingOf(query);
  const who = people ? h('span', null, t('narrow.people', { count: people.split(',').length })) : null;
  if (people) {
    nameThem(project.id, people.split(',')).then((names) => { who.textContent = t('narrow.named', { names }); }, () => {});
  }
  const parts = [who, label && t('narrow.label', { label: project.labels.find(({ id }) => id === label)?.name ?? label }),
    from && t('narrow.from', { time: date(from) }), to && t('narrow.to', { time: date(to) }), known && t('narrow.known')].filter((part) => part);
  return h('div', { class: 'notice narrowing', 'data-testid': 'narrowing' }, h('p', null, t('narrow.title'), ' ', parts.map((part, index) => [index > 0 && ', ', part])),
    h('a', { class: 'button small', href: `#/projects/${project.id}`, 'data-testid': 'show-all' }, t('narrow.all')));
}

/** @param {string} projectId @param {string[]} ids */
async function nameThem(projectId, ids) {
  const { people } = await getDashboard(projectId, {});
  return ids.map((id) => people.find((person) => person.id === id)?.name ?? id).join(', ');
}

/** What the consensus has learned about each person, and how fresh that is. */
import { getFit } from '../../api/fit.js';
import { recomputeConsensus } from '../../api/projects.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { h } from '../../ui/dom.js';
import { count, dateTime, decimal } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { loadInto, signedIn } from '../../ui/states.js';
import { skillsList } from './skills-list.js';

/** So many digits of a fit's name are told. */
const NAME_SHOWN = 8;
const NOTES = ['miss', 'falseMark', 'classAccuracy', 'deviation', 'bias', 'interval'];

/**
 * How the expected errors compare with those found, where the truth is known.
 * @param {import('../../ui/format.js').Estimate | null | undefined} factor
 */
export function calibrationText(factor) {
  if (!factor || !factor.n) return null;
  if (typeof factor.value !== 'number') return h('p', { class: 'small muted', 'data-testid': 'calibration' }, t('skills.calibration.none', { n: factor.n }));
  return h('p', { class: 'small', 'data-testid': 'calibration' }, t('skills.calibration', { n: factor.n, factor: decimal(factor.value),
    low: decimal(factor.low), high: decimal(factor.high) }));
}

/** @param {{projectId: string, mayFit: boolean, onFitted?: () => void}} options */
export function skillsSection({ projectId, mayFit, onFitted }) {
  const place = h('div');
  const done = h('p', { class: 'small', role: 'status' });
  const node = h('section', { class: 'card stack', 'aria-labelledby': 'skills-title', 'data-testid': 'skills' },
    h('h2', { id: 'skills-title' }, t('skills.title')), place, done);
  const load = () => loadInto(place, () => getFit(projectId), draw, { quiet: true });
  load();

  /** @param {import('../../api/fit.js').Fit} fit */
  function draw(fit) {
    if (!fit.learns) {
      return h('p', { class: 'muted' }, t('skills.notLearning'), ' ',
        mayFit && h('a', { href: hrefTo(['projects', projectId, 'settings'], {}) }, t('skills.chooseMethod')));
    }
    if (!fit.fit) return h('div', { class: 'stack-tight' }, h('p', { class: 'muted' }, t('skills.none')), fitButton());
    const people = fit.annotators ?? [];
    return h('div', { class: 'stack' },
      fit.stale && h('div', { class: 'notice warn stack-tight', 'data-testid': 'fit-stale' }, h('p', null, t('skills.stale')), fitButton()),
      h('p', { class: 'small muted' }, t('skills.lead'), ' ', t('skills.from', { images: count(fit.fit.images), answers: count(fit.fit.answers),
        time: dateTime(fit.fit.computedAt), id: fit.fit.id.slice(0, NAME_SHOWN) })),
      calibrationText(fit.calibration),
      people.length > 0 ? skillsList(people) : h('p', { class: 'muted' }, t('skills.nobody')),
      people.length > 0 && h('details', { class: 'fold' }, h('summary', null, h('h3', null, t('skills.noteTitle'))),
        h('ul', { class: 'plain-list small muted' }, NOTES.map((key) => h('li', null, t(`skills.note.${key}`))))));
  }

  function fitButton() {
    if (!mayFit) return null;
    const button = h('button', { type: 'button', class: 'button small', 'data-testid': 'fit-now', on: { click: run } }, t('skills.fitNow'));
    return h('div', null, button);

    async function run() {
      button.disabled = true;
      done.textContent = t('skills.fitting');
      try {
        const { images, objects } = await signedIn(() => recomputeConsensus(projectId));
        done.textContent = t('skills.fitted', { count: images, objects });
        await load();
        onFitted?.();
      } catch (error) {
        button.disabled = false;
        done.textContent = messageFor(error);
      }
    }
  }

  return { node, reload: load };
}

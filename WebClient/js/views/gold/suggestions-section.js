/** Images on which everybody agrees: with one press they are gold. */
import { goldSuggestions, makeGold } from '../../api/gold.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { decimal } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';

/** So many are shown. */
const MOST = 10;

/** @param {{projectId: string, onChanged: () => void}} options */
export function suggestionsSection({ projectId, onChanged }) {
  const place = h('div', { class: 'stack', 'aria-live': 'polite' });
  const look = h('button', { type: 'button', class: 'button', 'data-testid': 'gold-suggest', on: { click: show } }, t('gold.suggest.look'));

  async function show() {
    look.setAttribute('aria-busy', 'true');
    try {
      const found = await signedIn(() => goldSuggestions(projectId));
      fill(place, found.length === 0 ? h('p', null, t('gold.suggest.none')) : h('ul', { class: 'gold-turns' }, found.slice(0, MOST).map(row)));
    } catch (error) {
      fill(place, h('p', { class: 'form-error', role: 'alert' }, messageFor(error)));
    } finally {
      look.removeAttribute('aria-busy');
    }
  }

  /** @param {import('../../api/gold.js').Suggestion} one */
  function row(one) {
    const take = async () => {
      await signedIn(() => makeGold(projectId, [{ imageId: one.imageId, purpose: 'stream', from: 'consensus' }]));
      announce(t('gold.take.done', { count: 1 }));
      onChanged();
    };
    return h('li', null, h('a', { href: `#/projects/${projectId}/images/${one.imageId}` }, one.imageName), ' ',
      h('span', { class: 'muted small' }, t('gold.suggest.why', { people: one.people, objects: one.objects, iou: decimal(one.meanIoU) })), ' ',
      h('button', { type: 'button', class: 'button small', 'aria-label': t('gold.suggest.take.of', { name: one.imageName }), on: { click: take } }, t('gold.suggest.take')));
  }

  return h('section', { class: 'card stack', 'aria-labelledby': 'gold-suggestions' }, h('h2', { id: 'gold-suggestions' }, t('gold.suggest')),
    h('p', { class: 'small muted' }, t('gold.suggest.text')), h('div', null, look), place);
}

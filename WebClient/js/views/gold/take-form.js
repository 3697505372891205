/** Makes images gold: those with imported answers, or those named, by what people agreed on. */
import { makeGold } from '../../api/gold.js';
import { listImages } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { h } from '../../ui/dom.js';
import { field, formError, selectField, showError, submitForm } from '../../ui/form.js';
import { signedIn } from '../../ui/states.js';

/** So many images go in one request. */
const PART = 500;

/** @param {{projectId: string, items: import('../../api/gold.js').Item[], onChanged: () => void}} options */
export function takeForm({ projectId, items, onChanged }) {
  const names = field({ label: t('gold.take.names'), help: t('gold.take.namesHelp'), name: 'images', control: ({ id, describedBy }) => h('textarea', { id, name: 'images',
    rows: 4, 'aria-describedby': describedBy }) });
  const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('gold.take')), h('p', { class: 'small muted' }, t('gold.take.text')), formError(),
    selectField({ label: t('gold.take.from'), name: 'from', value: 'known', options: [['known', t('gold.take.known')], ['consensus', t('gold.take.consensus')]], on: { change: offer } }),
    names,
    selectField({ label: t('gold.take.for'), name: 'purpose', value: 'stream', options: ['stream', 'exam', 'practice'].map((purpose) => [purpose, t(`gold.purpose.${purpose}`)]) }),
    h('div', null, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'gold-take' }, t('gold.take.submit'))));
  offer();

  function offer() {
    names.hidden = form.elements.namedItem('from').value === 'known';
  }

  /** Every image that passes, page by page. @param {Record<string, any>} query */
  async function all(query) {
    /** @type {any[]} */
    const found = [];
    for (let after; ;) {
      const page = await listImages(projectId, { ...query, limit: 500, after });
      found.push(...page.items);
      if (!page.next) return found;
      after = page.next;
    }
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      const from = form.elements.namedItem('from').value;
      const purpose = form.elements.namedItem('purpose').value;
      const wanted = form.elements.namedItem('images').value.split('\n').map((/** @type {string} */ line) => line.trim()).filter(Boolean);
      if (from === 'consensus' && wanted.length === 0) return showError(form, 'images', t('gold.take.noNames'));
      const images = await signedIn(() => all(from === 'known' ? { known: 'yes', sort: 'name' } : { sort: 'name' }));
      const present = new Set(items.map(({ imageId }) => imageId));
      const byName = new Map(images.map((image) => [image.name, image]));
      const unknown = wanted.find((/** @type {string} */ name) => !byName.has(name));
      if (from === 'consensus' && unknown !== undefined) return showError(form, 'images', t('gold.take.unknown', { name: unknown }));
      const chosen = (from === 'known' ? images : wanted.map((/** @type {string} */ name) => byName.get(name))).filter((/** @type {any} */ image) => !present.has(image.id));
      if (chosen.length === 0) return showError(form, null, t('gold.take.nothing'));
      for (let start = 0; start < chosen.length; start += PART) {
        const part = chosen.slice(start, start + PART);
        await signedIn(() => makeGold(projectId, part.map((/** @type {any} */ { id }) => ({ imageId: id, purpose, from }))));
      }
      announce(t('gold.take.done', { count: chosen.length }));
      onChanged();
    });
  }

  return form;
}

/** Asks why an image is skipped. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { openModal } from './modal.js';

const REASONS = ['broken', 'unclear', 'unsuitable', 'other'];

/** @returns {Promise<string | null>} the reason in words, or null when the person thought better of it */
export async function askSkipReason() {
  const other = h('input', { class: 'field-input', id: 'skip-note', type: 'text', maxlength: 200 });
  const choices = REASONS.map((reason, i) => h('label', { class: 'check' },
    h('input', { type: 'radio', name: 'skip-reason', value: reason, checked: i === 0,
      'data-testid': `skip-${reason}` }), t(`annotate.skip.${reason}`)));
  const { dialog, closed } = openModal({
    title: t('annotate.skip.title'),
    body: [
      h('p', null, t('annotate.skip.text')),
      h('fieldset', { class: 'stack-small' }, h('legend', { class: 'visually-hidden' }, t('annotate.skip.reason')),
        choices),
      h('div', { class: 'field' }, h('label', { for: 'skip-note' }, t('annotate.skip.note')), other),
    ],
    actions: [
      h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, t('annotate.cancel')),
      h('button', { type: 'button', class: 'button primary', 'data-testid': 'skip-confirm',
        on: { click: () => dialog.close('skip') } }, t('annotate.skip.confirm')),
    ],
  });
  if (await closed !== 'skip') return null;
  const chosen = /** @type {HTMLInputElement | undefined} */ (choices.map((c) => c.querySelector('input')).find((i) => i.checked));
  const words = t(`annotate.skip.${chosen?.value ?? 'other'}`);
  return other.value.trim() ? `${words}: ${other.value.trim()}` : words;
}

/** Asks why an image is given back. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { openModal } from './modal.js';

const REASONS = ['later', 'hard', 'unclear', 'other'];

/** @returns {Promise<string | null>} the reason in words, or null when the person thought better of it */
export async function askReturnReason() {
  const note = h('input', { class: 'field-input', id: 'return-note', type: 'text', maxlength: 200 });
  const choices = REASONS.map((reason, i) => h('label', { class: 'check' },
    h('input', { type: 'radio', name: 'return-reason', value: reason, checked: i === 0, 'data-testid': `return-${reason}` }),
    t(`work.return.${reason}`)));
  const { dialog, closed } = openModal({
    title: t('work.return.title'),
    body: [
      h('p', null, t('work.return.text')),
      h('fieldset', { class: 'stack-small' }, h('legend', { class: 'visually-hidden' }, t('annotate.skip.reason')), choices),
      h('div', { class: 'field' }, h('label', { for: 'return-note' }, t('annotate.skip.note')), note),
    ],
    actions: [
      h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, t('annotate.cancel')),
      h('button', { type: 'button', class: 'button primary', 'data-testid': 'return-confirm', on: { click: () => dialog.close('return') } },
        t('work.return.confirm')),
    ],
  });
  if (await closed !== 'return') return null;
  const chosen = /** @type {HTMLInputElement | undefined} */ (choices.map((c) => c.querySelector('input')).find((i) => i.checked));
  const words = t(`work.return.${chosen?.value ?? 'other'}`);
  return note.value.trim() ? `${words}: ${note.value.trim()}` : words;
}

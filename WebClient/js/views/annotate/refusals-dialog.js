/** What the server refused: kept on this computer, to be read and downloaded. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { openModal } from './modal.js';

/**
 * @param {import('../../outbox/store.js').Refusal[]} refusals
 * @returns {Promise<boolean>} whether they may be put away
 */
export async function openRefusals(refusals) {
  const { dialog, closed } = openModal({
    title: t('annotate.refusals.title', { count: refusals.length }),
    body: [
      h('p', null, t('annotate.refusals.text')),
      h('ul', { class: 'refusal-list' }, refusals.map(({ operation, code, detail }) => h('li', null,
        h('strong', null, t(operation.kind === 'put' ? 'annotate.refusals.put' : 'annotate.refusals.remove')), ' ',
          detail || code))),
    ],
    actions: [
      h('button', { type: 'button', class: 'button', on: { click: () => dialog.close('dismiss') } },
        t('annotate.refusals.dismiss')),
      h('button', { type: 'button', class: 'button primary',
        on: { click: () => downloadJSON(refusals, 'boxwood-refused.json') } },
        t('annotate.refusals.download')),
    ],
  });
  return (await closed) === 'dismiss';
}

/** @param {any} value @param {string} name of the file */
export function downloadJSON(value, name) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

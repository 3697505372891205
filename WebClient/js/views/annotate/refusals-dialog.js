/** The quarantine: what the server refused, kept on this computer, to be read, mended, tried again and downloaded. */
import { h } from '../../ui/dom.js';
import { refusalText } from '../../ui/problems.js';
import { t } from '../../i18n/index.js';
import { formAfter, shapeOf } from '../../outbox/operations.js';
import { openModal } from './modal.js';

/**
 * @param {object} parts
 * @param {import('../../outbox/store.js').Refusal[]} parts.refusals of this image
 * @param {import('../../outbox/store.js').Refusal[]} parts.others of images worked on before
 * @param {(shape: string) => string} parts.nameOf a shape of this image that is in the picture; '' for one that is not
 * @returns {Promise<{act: 'none' | 'dismiss' | 'retry'} | {act: 'show', shape: string}>}
 */
export async function openRefusals({ refusals, others, nameOf }) {
  /** @type {string | null} */
  let chosen = null;
  const all = [...refusals, ...others];
  const { dialog, closed } = openModal({
    title: t('annotate.refusals.title', { count: all.length }),
    body: [
      h('p', null, t('annotate.refusals.text')),
      refusals.length > 0 && h('ul', { class: 'refusal-list' }, refusals.map((refusal) => line(refusal, nameOf, (shape) => {
        chosen = shape;
        dialog.close('show');
      }))),
      others.length > 0 && [
        h('h3', null, t('annotate.refusals.others')),
        h('ul', { class: 'refusal-list' }, others.map((refusal) => line(refusal, () => ''))),
      ],
    ],
    actions: [
      h('button', { type: 'button', class: 'button', on: { click: () => dialog.close('dismiss') } },
        t('annotate.refusals.dismiss')),
      refusals.length > 0 && h('button', { type: 'button', class: 'button', on: { click: () => dialog.close('retry') } },
        t('annotate.refusals.retry')),
      h('button', { type: 'button', class: 'button primary',
        on: { click: () => downloadJSON(all, 'boxwood-refused.json') } },
        t('annotate.refusals.download')),
    ],
  });
  const act = await closed;
  if (act === 'show' && chosen) return { act, shape: chosen };
  return { act: act === 'dismiss' || act === 'retry' ? act : 'none' };
}

/**
 * @param {import('../../outbox/store.js').Refusal} refusal
 * @param {(shape: string) => string} nameOf
 * @param {(shape: string) => void} [show]
 */
function line(refusal, nameOf, show) {
  const shape = shapeOf(refusal.operation);
  const name = nameOf(shape);
  return h('li', null,
    h('strong', null, name || t(formAfter(refusal.operation) ? 'annotate.refusals.put' : 'annotate.refusals.remove')), ' ',
    refusalText(refusal), ' ',
    name && show && h('button', { type: 'button', class: 'button small', on: { click: () => show(shape) } },
      t('annotate.refusals.show')));
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

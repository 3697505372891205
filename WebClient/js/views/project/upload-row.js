/** One file in the list of uploads. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';

const METERED = new Set(['uploading', 'cutting']);
const CHIPS = /** @type {Record<string, string>} */ ({ done: 'good', duplicate: 'warn', error: 'bad' });

/** @param {import('./upload-queue.js').UploadItem} item */
export function uploadRow(item) {
  const meter = h('progress', { class: 'upload-meter', max: 1, value: 0, 'aria-label': t('upload.progressOf', { name: item.file.name }) });
  const chip = h('span', { class: 'chip' });
  const why = h('p', { class: 'small upload-why' });
  const node = h('li', { class: 'upload-item', 'data-testid': 'upload-item' },
    h('span', { class: 'upload-name' }, item.file.name), meter, chip, why);
  update(item);

  /** @param {import('./upload-queue.js').UploadItem} next */
  function update(next) {
    if (node.dataset.state !== next.state) {
      node.dataset.state = next.state;
      chip.textContent = t(`upload.state.${next.state}`);
      chip.setAttribute('class', `chip ${CHIPS[next.state] ?? ''}`.trim());
      why.textContent = reason(next);
    }
    meter.hidden = !METERED.has(next.state);
    meter.value = next.progress;
  }

  return { node, update };
}

/** @param {import('./upload-queue.js').UploadItem} item */
function reason(item) {
  if (item.state === 'error') return messageFor(item.error);
  if (item.state === 'duplicate') return t('upload.duplicateWhy');
  return item.frames > 1 ? t('upload.frames', { count: item.frames }) : '';
}

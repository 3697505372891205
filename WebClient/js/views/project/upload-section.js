/** Bringing images in: a place to drop them, and what became of each. */
import { ApiError } from '../../api/client.js';
import { uploadImage } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { signInDialog } from '../../ui/dialog.js';
import { fill, h } from '../../ui/dom.js';
import { droppedFiles } from './dropped-files.js';
import { uploadRow } from './upload-row.js';
import { createUploadQueue, isBusy, looksLikeImage, tally } from './upload-queue.js';
import { uploadsLeft } from './uploads-left.js';

/** Rows shown at once; beyond it, finished ones make room. */
const MAXIMUM_ROWS = 200;
/** How often the server may answer "too many requests" for one file. */
const MAXIMUM_WAITS = 5;

/**
 * Queues outlive their screen, so leaving it does not stop the uploads.
 * @type {Map<string, import('./upload-queue.js').UploadQueue>}
 */
const queues = new Map();
/** Identifiers of what this page has sent itself: its own list shows it. @type {Set<string>} */
const ours = new Set();

window.addEventListener('beforeunload', (event) => {
  for (const { items } of queues.values()) {
    if (items.some((item) => item.state === 'queued' || item.state === 'uploading')) event.preventDefault();
  }
});

/**
 * @param {{projectId: string, onSettled: () => void}} options `onSettled`: all files are through, some newly in
 * @returns {{node: any, dispose: () => void}}
 */
export function uploadSection({ projectId, onSettled }) {
  const queue = queues.get(projectId) ?? createUploadQueue({ send: (file, onProgress) => send(projectId, file, onProgress) });
  queues.set(projectId, queue);
  /** @type {Map<number, ReturnType<typeof uploadRow>>} */
  const rows = new Map();
  const list = h('ul', { class: 'upload-list' });
  const summary = h('p', { class: 'small', role: 'status' });
  const retry = h('button', { type: 'button', class: 'button small', on: { click: () => queue.retryFailed() } }, t('upload.retry'));
  const forget = h('button', { type: 'button', class: 'button quiet small', on: { click: () => queue.forgetFinished() } }, t('upload.forget'));
  const report = h('div', { class: 'upload-report stack-tight', hidden: true },
    h('div', { class: 'upload-summary' }, summary, retry, forget), list);
  let wasBusy = false;

  const files = h('input', { type: 'file', multiple: true, accept: 'image/jpeg,image/png,image/webp,image/tiff', class: 'visually-hidden',
    id: 'upload-files', 'data-testid': 'upload-input', on: { change: pick(false) } });
  const folder = h('input', { type: 'file', multiple: true, webkitdirectory: true, class: 'visually-hidden', id: 'upload-folder',
    on: { change: pick(true) } });
  const zone = h('div', { class: 'drop-zone', on: { dragover: hover, dragenter: hover, dragleave: leave, drop } },
    h('p', null, h('strong', null, t('upload.drop')), h('br'), h('span', { class: 'muted small' }, t('upload.kinds'))),
    h('div', { class: 'button-row' },
      h('span', { class: 'file-button' }, files, h('label', { class: 'button primary', for: 'upload-files' }, t('upload.files'))),
      h('span', { class: 'file-button' }, folder, h('label', { class: 'button', for: 'upload-folder' }, t('upload.folder')))));

  /** @param {boolean} fromFolder */
  function pick(fromFolder) {
    return (/** @type {any} */ event) => {
      const chosen = [...event.currentTarget.files];
      event.currentTarget.value = '';
      add(fromFolder ? chosen.filter(looksLikeImage) : chosen);
    };
  }

  /** @param {any} event */
  function hover(event) {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    zone.classList.add('over');
  }

  /** @param {any} event */
  function leave(event) {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove('over');
  }

  /** @param {any} event */
  async function drop(event) {
    event.preventDefault();
    zone.classList.remove('over');
    add(await droppedFiles(event.dataTransfer));
  }

  /** @param {File[]} chosen */
  function add(chosen) {
    if (chosen.length === 0) announce(t('upload.none'));
    else queue.add(chosen);
  }

  /** @param {import('./upload-queue.js').UploadItem | null} item */
  function update(item) {
    if (item) show(item);
    else redraw();
    const sum = tally(queue.items);
    const busy = isBusy(queue.items);
    report.hidden = queue.items.length === 0;
    retry.hidden = sum.error === 0 || busy;
    forget.hidden = busy;
    const text = summaryOf(sum, queue.items.length);
    if (summary.textContent !== text) summary.textContent = text;
    if (wasBusy && !busy && sum.done + sum.duplicate > 0) onSettled();
    wasBusy = busy;
  }

  function redraw() {
    rows.clear();
    fill(list);
    for (const item of queue.items) show(item);
  }

  /** @param {import('./upload-queue.js').UploadItem} item */
  function show(item) {
    const row = rows.get(item.id);
    if (row) {
      row.update(item);
    } else if (rows.size < MAXIMUM_ROWS || !['queued', 'done', 'duplicate'].includes(item.state)) {
      const made = uploadRow(item);
      rows.set(item.id, made);
      list.append(made.node);
    }
    if (rows.size <= MAXIMUM_ROWS) return;
    for (const old of queue.items) {
      const candidate = rows.get(old.id);
      if (!candidate || !['done', 'duplicate', 'queued'].includes(old.state)) continue;
      candidate.node.remove();
      rows.delete(old.id);
      return;
    }
  }

  /**
   * A file dropped beside the zone must not replace the page.
   * @param {DragEvent} event
   */
  const keepPage = (event) => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault(); };
  window.addEventListener('dragover', keepPage);
  window.addEventListener('drop', keepPage);
  const unsubscribe = queue.subscribe(update);
  const left = uploadsLeft({ projectId, isOurs: (id) => ours.has(id), onSettled });
  update(null);
  return { node: h('div', { class: 'stack-tight' }, zone, report, left.node), dispose() {
      unsubscribe();
      left.dispose();
      window.removeEventListener('dragover', keepPage);
      window.removeEventListener('drop', keepPage);
    } };
}

/** @param {ReturnType<typeof tally>} sum @param {number} total */
function summaryOf(sum, total) {
  const parts = [t('upload.progress', { count: total, done: sum.done + sum.duplicate + sum.error })];
  if (sum.done > 0) parts.push(t('upload.added', { count: sum.done }));
  if (sum.duplicate > 0) parts.push(t('upload.duplicates', { count: sum.duplicate }));
  if (sum.error > 0) parts.push(t('upload.failed', { count: sum.error }));
  return parts.join(' · ');
}

/**
 * Sends a file; waits when asked to, signs in again when needed.
 * @param {string} projectId
 * @param {File} file
 * @param {(fraction: number, state?: import('./upload-queue.js').UploadState) => void} onProgress
 */
async function send(projectId, file, onProgress) {
  /** @param {import('../../api/images.js').UploadProgress} progress */
  const onServer = ({ id, state, share = 0 }) => {
    ours.add(id);
    if (state === 'queued') onProgress(0, 'waiting');
    else if (state === 'reading' || state === 'cutting') onProgress(share, state);
  };
  for (let waits = 0; ;) {
    try {
      return await uploadImage(projectId, file, { onProgress, onServer });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401) {
        await signInDialog({ required: true });
      } else if (error.status === 429 && waits < MAXIMUM_WAITS) {
        waits += 1;
        const seconds = Math.min(30, Number(error.headers?.get('retry-after')) || 2);
        await new Promise((resolve) => { window.setTimeout(resolve, seconds * 1000); });
      } else {
        throw error;
      }
    }
  }
}

/** Files that the server keeps from before: still to be taken in, or refused while nobody was looking. */
import { listUploads, removeUpload } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { messageFor, refusalText } from '../../ui/problems.js';

/** Between two looks while something is under way. */
const PAUSE_MILLISECONDS = 1000;

/** As the list of uploads calls the server's stages. */
const STATES = /** @type {Record<string, string>} */ ({ queued: 'waiting', failed: 'error' });

/**
 * @param {{projectId: string, isOurs: (id: string) => boolean, onSettled: () => void}} options
 *   `isOurs`: whether another list on the page shows a file; `onSettled`: one of them has become an image
 * @returns {{node: any, dispose: () => void}}
 */
export function uploadsLeft({ projectId, isOurs, onSettled }) {
  const list = h('ul', { class: 'upload-list' });
  const node = h('div', { class: 'stack-tight', hidden: true, 'data-testid': 'uploads-left' },
    h('h3', null, t('upload.left')), h('p', { class: 'small muted' }, t('upload.leftHelp')), list);
  let timer = 0;
  let before = 0;
  let isGone = false;

  async function look() {
    /** @type {import('../../api/images.js').UploadProgress[]} */
    let uploads = [];
    try {
      uploads = (await listUploads(projectId)).filter(({ id }) => !isOurs(id));
    } catch {
      // Whatever is wrong, the rest of the page says so; this list looks again when the page is opened anew.
      return;
    }
    if (isGone) return;
    node.hidden = uploads.length === 0;
    fill(list, ...uploads.map(row));
    const working = uploads.filter(({ state }) => state !== 'failed').length;
    if (working < before) onSettled();
    before = working;
    if (working > 0) timer = window.setTimeout(look, PAUSE_MILLISECONDS);
  }

  /** @param {import('../../api/images.js').UploadProgress} upload */
  function row({ id, name = '', state, share = 0, problem }) {
    const isRefused = state === 'failed';
    const remove = async () => {
      try {
        await removeUpload(projectId, id);
      } catch (error) {
        announce(messageFor(error));
      }
      before = 0;
      window.clearTimeout(timer);
      await look();
    };
    return h('li', { class: 'upload-item', dataset: { state: STATES[state] ?? state }, 'data-testid': 'upload-left' },
      h('span', { class: 'upload-name' }, name),
      h('progress', { class: 'upload-meter', max: 1, value: share, hidden: state !== 'cutting', 'aria-label': t('upload.progressOf', { name }) }),
      h('span', { class: `chip ${isRefused ? 'bad' : ''}`.trim() }, t(`upload.state.${STATES[state] ?? state}`)),
      h('p', { class: 'small upload-why' }, problem ? refusalText(problem) : ''),
      h('button', { type: 'button', class: 'button quiet small', 'aria-label': t(isRefused ? 'upload.dismissName' : 'upload.leaveName', { name }),
        on: { click: remove } }, t(isRefused ? 'upload.dismiss' : 'upload.leave')));
  }

  look();
  return { node, dispose() {
      isGone = true;
      window.clearTimeout(timer);
    } };
}

/** Has the images of a rare class handed out before others. */
import { listImages } from '../../api/images.js';
import { setPriority } from '../../api/work.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';

/** Above that of images nobody thought about, below what somebody wants at once. */
const PRIORITY = 10;

/** @param {string} projectId @param {import('../../api/balance.js').BalanceRow} row */
export function priorityButton(projectId, row) {
  const said = h('span', { class: 'small muted', role: 'status' });
  const button = h('button', { type: 'button', class: 'button small', 'data-testid': 'balance-first', on: { click: raise } }, t('balance.first'),
    h('span', { class: 'visually-hidden' }, ` ${row.label}`));

  async function raise() {
    button.disabled = true;
    try {
      const count = await signedIn(raised);
      said.textContent = t('balance.firstDone', { count, priority: PRIORITY });
    } catch (error) {
      said.textContent = messageFor(error);
    }
    button.disabled = false;
  }

  /** @returns {Promise<number>} how many images there are */
  async function raised() {
    let count = 0;
    for (let after = null, more = true; more;) {
      const page = await listImages(projectId, { label: row.labelId, after, limit: 100 });
      if (page.items.length > 0) await setPriority(projectId, page.items.map(({ id }) => id), PRIORITY);
      count += page.items.length;
      after = page.next ?? null;
      more = after !== null;
    }
    return count;
  }

  return [button, ' ', said];
}

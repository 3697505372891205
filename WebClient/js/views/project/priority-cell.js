/** The priority of an image in the table: changed in place. */
import { setPriority } from '../../api/work.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';

/** @param {string} projectId @param {import('../../api/images.js').ImageRow} image @param {boolean} mayEdit */
export function priorityCell(projectId, image, mayEdit) {
  const label = t('work.priority');
  if (!mayEdit) return h('td', { class: 'number', dataset: { label } }, String(image.priority ?? 0));
  const input = h('input', { type: 'number', class: 'priority-input', min: -100, max: 100, step: 1, value: String(image.priority ?? 0),
    'aria-label': t('work.priorityOf', { name: image.name }), 'data-testid': 'priority', on: { change } });

  async function change() {
    const wanted = Number(input.value);
    input.removeAttribute('aria-invalid');
    try {
      await signedIn(() => setPriority(projectId, [image.id], wanted));
      image.priority = wanted;
      announce(t('work.prioritySet', { name: image.name, priority: wanted }));
    } catch (error) {
      input.setAttribute('aria-invalid', 'true');
      announce(messageFor(error));
    }
  }

  return h('td', { class: 'number', dataset: { label } }, input);
}

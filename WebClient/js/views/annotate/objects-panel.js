/** The objects: how many, what can be done with those selected, and the list. */
import { createNaming } from '../../core/naming.js';
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { icon } from './icons.js';
import { createObjectList } from './object-list.js';

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {{labels: ReadonlyMap<string, import('../../api/assignments.js').Label>, reveal: (id: string) => void, leave: () => void,
 *   remove: () => void}} actions labels: retired ones included
 */
export function createObjectsPanel(workspace, { labels, reveal, leave, remove }) {
  const naming = createNaming(labels, t('annotate.labels.gone'));
  const list = createObjectList(workspace, { labels, naming, reveal, leave });
  const count = h('span', { class: 'chip' });
  const empty = h('p', { class: 'muted small' }, t('annotate.objects.none'));
  const deleteButton = action('trash', 'annotate.objects.delete', remove);
  const lockButton = action('lock', 'edit.lock', () => toggleLocked());
  const hideButton = action('eye', 'annotate.objects.hide', () => toggleHidden());

  /** @param {string} iconName @param {string} key @param {() => void} run */
  function action(iconName, key, run) {
    return h('button', { type: 'button', class: 'button icon quiet', title: t(key), 'aria-label': t(key),
      on: { click: run } }, icon(iconName));
  }

  /** Hides the selection; with nothing selected, shows everything again. */
  function toggleHidden() {
    const ids = workspace.selection.size ? [...workspace.selection] : [];
    workspace.setHidden(ids.length ? [...workspace.hidden, ...ids] : []);
  }

  /** Locks the selection, or opens it again when all of it is locked. */
  function toggleLocked() {
    const ids = [...workspace.selection];
    if (ids.length === 0) return;
    const opens = ids.every((id) => workspace.locked.has(id));
    workspace.setLocked(opens ? [...workspace.locked].filter((id) => !ids.includes(id)) : [...workspace.locked, ...ids]);
  }

  /** To be called when the document, the selection, or what is hidden or locked is another. */
  function update() {
    const { document, selection, hidden, locked, readOnly } = workspace;
    naming.follow(document);
    count.textContent = String(document.order.length);
    empty.hidden = document.order.length > 0;
    deleteButton.disabled = selection.size === 0 || readOnly;
    lockButton.disabled = selection.size === 0;
    lockButton.setAttribute('aria-pressed', String(selection.size > 0 && [...selection].every((id) => locked.has(id))));
    const hideText = t(selection.size === 0 && hidden.size ? 'annotate.objects.show' : 'annotate.objects.hide');
    hideButton.disabled = selection.size === 0 && hidden.size === 0;
    hideButton.title = hideText;
    hideButton.setAttribute('aria-label', hideText);
    list.update();
  }

  update();
  return {
    node: h('section', { class: 'panel-section objects', 'aria-labelledby': 'objects-title' },
      h('div', { class: 'panel-head' }, h('h2', { id: 'objects-title' }, t('annotate.objects')), count,
        h('span', { class: 'panel-actions' }, lockButton, hideButton, deleteButton)), empty, list.node),
    update, toggleHidden, toggleLocked,
    /** @param {string} id */
    nameOf(id) {
      naming.follow(workspace.document);
      return naming.nameOf(id);
    },
    stop: list.stop,
  };
}

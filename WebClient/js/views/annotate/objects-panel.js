/**
 * The objects as a list that can be walked with the keyboard; only the rows in sight are in the page.
 */
import { openQuestion } from '../../core/attributes.js';
import { isSuggested } from '../../core/provenance.js';
import { namesOf } from '../../core/naming.js';
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { icon } from './icons.js';
import { objectText, placeText } from './object-text.js';
import { UNKNOWN_COLOR, lettersOf } from '../../render/style.js';

/** Height of a row, CSS pixels; annotate.css says the same. */
const ROW = 32;
/** Rows kept above and below those in sight. */
const SPARE = 6;

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {{labels: ReadonlyMap<string, import('../../api/assignments.js').Label>, reveal: (id: string) => void, leave: () => void,
 *   remove: () => void}} actions labels: retired ones included
 */
export function createObjectsPanel(workspace, { labels, reveal, leave, remove }) {
  /** @type {Map<string, string>} */
  let names = new Map();
  /** @type {string | null} */
  let current = null;
  const count = h('span', { class: 'chip' });
  const spacer = h('div', { class: 'object-spacer', role: 'presentation' });
  const list = h('div', {
    class: 'object-list', role: 'listbox', tabindex: '0', 'aria-multiselectable': 'true',
      'aria-labelledby': 'objects-title',
    'data-testid': 'object-list', on: { keydown, scroll: paint, click, focus: paint },
  }, spacer);
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

  function paint() {
    clear(spacer);
    const { order, byId } = workspace.document;
    const from = Math.max(Math.floor(list.scrollTop / ROW) - SPARE, 0);
    const to = Math.min(Math.ceil((list.scrollTop + (list.clientHeight || 320)) / ROW) + SPARE, order.length);
    spacer.style.setProperty('block-size', `${order.length * ROW}px`);
    for (let i = from; i < to; i++) {
      const annotation = /** @type {import('../../core/document.js').Annotation} */ (byId.get(order[i]));
      spacer.append(row(annotation, i, order.length));
    }
    const shown = current !== null && order.indexOf(current) >= from && order.indexOf(current) < to;
    if (shown) list.setAttribute('aria-activedescendant', `object-${current}`);
    else list.removeAttribute('aria-activedescendant');
  }

  /** @param {import('../../core/document.js').Annotation} annotation @param {number} i @param {number} length */
  function row(annotation, i, length) {
    const { id, labelId } = annotation;
    const name = names.get(id) ?? '';
    const hidden = workspace.hidden.has(id);
    const locked = workspace.locked.has(id);
    const open = openQuestion(annotation, labels) !== null;
    const suggested = isSuggested(annotation);
    const states = Object.entries({ suggested, open, locked, hidden }).filter(([, is]) => is).map(([state]) => t(`edit.object.${state}`));
    const text = objectText(annotation, name, states);
    return h('div', {
      class: ['object-row', hidden && 'is-hidden', suggested && 'is-suggested', id === current && 'is-current'], role: 'option',
        id: `object-${id}`,
      'aria-selected': String(workspace.selection.has(id)), 'aria-setsize': length, 'aria-posinset': i + 1,
        'aria-label': text,
      dataset: { id }, style: { 'inset-block-start': `${i * ROW}px` },
    }, h('span', { class: 'label-color',
      style: { 'background-color': labels.get(labelId)?.color ?? UNKNOWN_COLOR } }),
    h('span', { class: 'object-name' }, name), h('span', { class: 'object-flags' }, lettersOf(annotation),
      open ? h('span', { class: 'object-open' }, '!') : null, locked ? icon('lock') : null),
      h('span', { class: 'object-place' }, placeText(annotation)));
  }

  /** @param {MouseEvent} event */
  function click(event) {
    const id = /** @type {HTMLElement} */ (event.target).closest('[data-id]')?.getAttribute('data-id');
    if (!id) return;
    const ids = new Set(event.shiftKey || event.ctrlKey || event.metaKey ? workspace.selection : []);
    if (!ids.delete(id)) ids.add(id);
    choose(id, ids);
  }

  /** @param {string} id @param {Iterable<string>} ids */
  function choose(id, ids) {
    current = id;
    if (workspace.hidden.has(id)) workspace.setHidden([...workspace.hidden].filter((other) => other !== id));
    workspace.select(ids);
    reveal(id);
    scrollTo(id);
  }

  /** @param {string} id */
  function scrollTo(id) {
    const top = workspace.document.order.indexOf(id) * ROW;
    if (top < 0) return;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
    paint();
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const { order } = workspace.document;
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      leave();
      return;
    }
    const at = current === null ? -1 : order.indexOf(current);
    const to = { ArrowDown: Math.min(at + 1, order.length - 1), ArrowUp: Math.max(at - 1, 0), Home: 0,
      End: order.length - 1 }[event.key];
    if (to === undefined || order.length === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    choose(order[to], event.shiftKey ? [...workspace.selection, order[to]] : [order[to]]);
  }

  /** @param {ReadonlySet<string>} topics */
  function update(topics) {
    if (topics.has('document')) names = namesOf(workspace.document, labels, t('annotate.labels.gone'));
    const { order } = workspace.document;
    if (workspace.selection.size === 1) [current] = workspace.selection;
    if (current !== null && !workspace.document.byId.has(current)) current = null;
    count.textContent = String(order.length);
    empty.hidden = order.length > 0;
    list.hidden = order.length === 0;
    deleteButton.disabled = workspace.selection.size === 0 || workspace.readOnly;
    lockButton.disabled = workspace.selection.size === 0;
    const opens = workspace.selection.size > 0 && [...workspace.selection].every((id) => workspace.locked.has(id));
    lockButton.setAttribute('aria-pressed', String(opens));
    const nothingToHide = workspace.selection.size === 0 && workspace.hidden.size === 0;
    const hideText = t(workspace.selection.size === 0 && workspace.hidden.size ? 'annotate.objects.show'
      : 'annotate.objects.hide');
    hideButton.disabled = nothingToHide;
    hideButton.title = hideText;
    hideButton.setAttribute('aria-label', hideText);
    if (topics.has('selection') && current !== null && workspace.selection.has(current)) scrollTo(current);
    paint();
  }

  update(new Set(['document']));
  return {
    node: h('section', { class: 'panel-section objects', 'aria-labelledby': 'objects-title' },
      h('div', { class: 'panel-head' }, h('h2', { id: 'objects-title' }, t('annotate.objects')), count,
        h('span', { class: 'panel-actions' }, lockButton, hideButton, deleteButton)), empty, list),
    update, toggleHidden, toggleLocked,
    /** @param {string} id */
    nameOf: (id) => names.get(id) ?? '',
  };
}

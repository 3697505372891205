/**
 * The objects as a list that can be walked with the keyboard. Only the rows in sight are in the page; each says which of how
 * many it is.
 */
import { h } from '../../ui/dom.js';
import { onceAFrame } from '../../ui/once-a-frame.js';
import { ROW, createObjectRow } from './object-row.js';

/** Rows kept above and below those in sight. */
const SPARE = 6;

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {object} parts
 * @param {ReadonlyMap<string, import('../../api/assignments.js').Label>} parts.labels retired ones included
 * @param {ReturnType<typeof import('../../core/naming.js').createNaming>} parts.naming
 * @param {(id: string) => void} parts.reveal
 * @param {() => void} parts.leave back to the stage
 */
export function createObjectList(workspace, { labels, naming, reveal, leave }) {
  /** The rows in sight, by object. @type {Map<string, ReturnType<typeof createObjectRow>>} */
  const rows = new Map();
  /** @type {string | null} */
  let current = null;
  /** The selection that the list was last brought to. @type {ReadonlySet<string>} */
  let followed = workspace.selection;
  /** How far the list is to be scrolled, how far it is, and how much of it there is to see, CSS pixels. */
  let scrolled = 0, scrolledTo = 0, height = 320;
  /** The current object is to be in sight. */
  let seeks = false;
  let length = -1;
  const spacer = h('div', { class: 'object-spacer', role: 'presentation' });
  const node = h('div', {
    class: 'object-list', role: 'listbox', tabindex: '0', 'aria-multiselectable': 'true', 'aria-labelledby': 'objects-title',
    'data-testid': 'object-list', on: { keydown, scroll, click },
  }, spacer);
  const frame = onceAFrame(paint);

  /** The row of an object, kept while it is in sight. @param {string} id */
  function rowOf(id) {
    const row = rows.get(id) ?? createObjectRow(labels);
    rows.set(id, row);
    return row;
  }

  /** Writes the rows in sight, once a frame. The page is not asked how it is laid out: that would make it find out at once. */
  function paint() {
    const { order, byId } = workspace.document;
    const at = current === null ? -1 : order.indexOf(current);
    if (seeks && at >= 0) scrolled = Math.max(Math.min(scrolled, at * ROW), (at + 1) * ROW - height);
    scrolled = Math.min(scrolled, Math.max(order.length * ROW - height, 0));
    const from = Math.max(Math.floor(scrolled / ROW) - SPARE, 0);
    const ids = order.slice(from, Math.ceil((scrolled + height) / ROW) + SPARE);
    for (const [i, id] of ids.entries()) {
      const annotation = /** @type {import('../../core/document.js').Annotation} */ (byId.get(id));
      rowOf(id).show({
        annotation, name: naming.nameOf(id), at: from + i, length: order.length, hidden: workspace.hidden.has(id),
        locked: workspace.locked.has(id), selected: workspace.selection.has(id), current: id === current,
      });
    }
    const inSight = new Set(ids);
    for (const id of rows.keys()) if (!inSight.has(id)) rows.delete(id);
    const nodes = ids.map((id) => rowOf(id).node);
    if (nodes.length !== spacer.children.length || nodes.some((row, i) => row !== spacer.children[i])) spacer.replaceChildren(...nodes);
    if (order.length !== length) spacer.style.setProperty('block-size', `${order.length * ROW}px`);
    length = order.length;
    if (current !== null && inSight.has(current)) node.setAttribute('aria-activedescendant', `object-${current}`);
    else node.removeAttribute('aria-activedescendant');
    seeks = false;
    if (scrolled !== scrolledTo) node.scrollTop = scrolled;
    scrolledTo = scrolled;
  }

  function scroll() {
    scrolledTo = scrolled = node.scrollTop;
    frame.ask();
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
    seeks = true;
    if (workspace.hidden.has(id)) workspace.setHidden([...workspace.hidden].filter((other) => other !== id));
    workspace.select(ids);
    reveal(id);
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

  const observer = new ResizeObserver(() => {
    height = node.clientHeight || height;
    scrolledTo = node.scrollTop;
    seeks = true;
    frame.ask();
  });
  observer.observe(node);

  return {
    node,
    update() {
      const { selection, document } = workspace;
      if (selection.size === 1) [current] = selection;
      if (current !== null && !document.byId.has(current)) current = null;
      if (selection !== followed && current !== null && selection.has(current)) seeks = true;
      followed = selection;
      node.hidden = document.order.length === 0;
      frame.ask();
    },
    stop() {
      observer.disconnect();
      frame.stop();
    },
  };
}

/** The bar on top: where I am, whether it is saved, and what to do with the image. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { decimal } from '../../ui/format.js';
import { icon } from './icons.js';

/**
 * @param {object} parts
 * @param {string} parts.projectName
 * @param {string} parts.backTo address of the link back
 * @param {number} parts.submitted
 * @param {HTMLElement} parts.statusChip
 * @param {Record<'undo' | 'redo' | 'zoomIn' | 'zoomOut' | 'fit' | 'instructions' | 'help' | 'giveBack' | 'skip' | 'submit' | 'objects' | 'ask' | 'view', () => void>} parts.on
 */
export function createTopbar({ projectName, backTo, submitted, statusChip, on }) {
  const undo = iconButton('undo', 'annotate.undo', on.undo, 'undo', 'Control+Z');
  const redo = iconButton('redo', 'annotate.redo', on.redo, 'redo', 'Control+Shift+Z');
  const zoom = h('span', { class: 'zoom-text number' }, t('common.percent', { value: 100 }));
  const submit = h('button', {
    type: 'button', class: 'button primary small', 'data-testid': 'submit', 'aria-keyshortcuts': 'Control+Enter',
      on: { click: on.submit },
  });
  const actions = h('div', { class: 'annotate-actions', id: 'annotate-actions' },
    action('annotate.instructions', on.instructions, { sign: 'book', testid: 'instructions', shortcut: 'I' }),
    action('annotate.ask', on.ask, { sign: 'question', testid: 'ask', shortcut: 'C' }),
    action('view.title', on.view, { sign: 'adjust', testid: 'view-open', shortcut: 'J' }),
    action('annotate.help', on.help, { sign: 'help', testid: 'help', shortcut: '?' }),
    action('annotate.return', on.giveBack, { testid: 'return' }),
    action('annotate.skip', on.skip, { testid: 'skip' }));
  const more = h('button', {
    type: 'button', class: 'button icon quiet only-narrow', 'aria-label': t('annotate.more'),
      'aria-expanded': 'false',
    'aria-controls': 'annotate-actions', on: { click: () => toggleActions() },
  }, icon('more'));
  const objects = iconButton('list', 'annotate.panel', on.objects, 'panel-toggle');
  objects.classList.add('only-narrow');
  actions.addEventListener('click', () => toggleActions(false));

  /** @param {boolean} [open] */
  function toggleActions(open = !actions.classList.contains('is-open')) {
    actions.classList.toggle('is-open', open);
    more.setAttribute('aria-expanded', String(open));
  }

  const node = h('header', { class: 'annotate-bar' },
    h('a', { class: 'button icon quiet', href: backTo, 'aria-label': t('annotate.back', { project: projectName }),
      title: t('annotate.back', { project: projectName }) },
      icon('back')),
    h('h1', { class: 'annotate-title' }, projectName),
    h('span', { class: 'muted small annotate-done' }, t('annotate.done', { count: submitted })),
    statusChip,
    h('div', { class: 'bar-group' }, undo, redo),
    h('div', { class: 'bar-group zoom-group' },
      iconButton('zoomOut', 'annotate.zoomOut', on.zoomOut, 'zoom-out', '-'), zoom,
      iconButton('zoomIn', 'annotate.zoomIn', on.zoomIn, 'zoom-in', '+'),
      iconButton('fit', 'annotate.fit', on.fit, 'fit', 'F')),
    h('span', { class: 'bar-space' }), actions, objects, more, submit);

  return {
    node,
    /** @param {import('./workspace.js').Workspace} workspace */
    update(workspace) {
      undo.disabled = workspace.readOnly || workspace.history.past.length === 0;
      redo.disabled = workspace.readOnly || workspace.history.future.length === 0;
      submit.disabled = workspace.readOnly;
      submit.textContent = t(workspace.document.order.length ? 'annotate.submit' : 'annotate.submit.empty');
    },
    /** @param {number} scale */
    showZoom(scale) {
      const percent = scale * 100;
      const text = t('common.percent', { value: percent < 10 ? decimal(percent, 1) : Math.round(percent) });
      if (zoom.textContent !== text) zoom.textContent = text;
    },
  };
}

/**
 * What stands in words, and on a narrow bar as a sign alone where it has one.
 * @param {string} key
 * @param {() => void} run
 * @param {{sign?: string, testid: string, shortcut?: string}} more
 */
function action(key, run, { sign, testid, shortcut }) {
  return h('button', {
    type: 'button', class: ['button quiet small', sign && 'has-sign'], title: shortcut && `${t(key)} (${shortcut})`,
    'aria-label': t(key), 'data-testid': testid, 'aria-keyshortcuts': shortcut, on: { click: run },
  }, sign && icon(sign), h('span', { class: 'action-name' }, t(key)));
}

/**
 * @param {string} name
 * @param {string} key
 * @param {() => void} run
 * @param {string} testid
 * @param {string} [shortcut]
 */
function iconButton(name, key, run, testid, shortcut) {
  return h('button', {
    type: 'button', class: 'button icon quiet', 'aria-label': t(key),
      title: shortcut ? `${t(key)} (${shortcut.replace('Control', 'Ctrl')})` : t(key),
    'data-testid': testid, 'aria-keyshortcuts': shortcut ?? null, on: { click: run },
  }, icon(name));
}

/** The tools, one button each, with the key that picks it. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { keyOf } from '../../input/keys.js';
import { TOOLS } from '../../tools/registry.js';
import { icon } from './icons.js';
import { keyCap, keyPhrase, renameKeyCaps } from './key-text.js';

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {() => void} openPanel on a narrow screen the label in use stands here and opens the panel
 */
export function createToolRail(workspace, openPanel) {
  const buttons = TOOLS.map(({ id }) => ({ id, button: railButton(`tool.${id}`, id, () => workspace.setTool(id)) }));
  const magnet = railButton('magnet', 'magnet', () => workspace.setMagnet(!workspace.magnet));

  /** @param {string} command @param {string} name also of the icon @param {() => void} run */
  function railButton(command, name, run) {
    return h('button', {
      type: 'button', class: 'rail-button', 'data-testid': command.replace('.', '-'), 'aria-pressed': 'false',
      dataset: { command }, on: { click: run },
    }, icon(name), keyCap(command));
  }

  function renameKeys() {
    for (const button of [...buttons.map((b) => b.button), magnet]) {
      const key = keyOf(button.dataset.command);
      const name = t(`annotate.command.${button.dataset.command}`);
      button.title = key ? `${name} (${keyPhrase(key)})` : name;
      button.setAttribute('aria-label', name);
      if (key) button.setAttribute('aria-keyshortcuts', key.replace('Mod', 'Control'));
      else button.removeAttribute('aria-keyshortcuts');
    }
    renameKeyCaps(node);
  }

  const color = h('span', { class: 'label-color' });
  const name = h('span', { class: 'label-name' });
  const label = h('button', {
    type: 'button', class: 'rail-label only-narrow', 'data-testid': 'label-in-use', on: { click: openPanel },
  }, h('span', { class: 'visually-hidden' }, t('annotate.labels.inUse')), color, name);

  function update() {
    const used = workspace.labels.find((l) => l.id === workspace.labelId);
    color.style.backgroundColor = used?.color ?? 'transparent';
    name.textContent = used?.name ?? '';
    for (const { id, button } of buttons) button.setAttribute('aria-pressed', String(workspace.tool.id === id));
    magnet.setAttribute('aria-pressed', String(workspace.magnet));
  }

  const node = h('div', { class: 'annotate-rail', role: 'toolbar', 'aria-label': t('annotate.tools') },
    buttons.map((b) => b.button), h('span', { class: 'rail-gap', 'aria-hidden': 'true' }), magnet, label);
  renameKeys();
  update();
  return { node, update, renameKeys };
}

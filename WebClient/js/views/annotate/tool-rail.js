/** The tools, one button each, with the key that picks it. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { KEYMAP } from '../../input/keymap.js';
import { TOOLS } from '../../tools/registry.js';
import { icon } from './icons.js';
import { keyPhrase } from './key-text.js';

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {() => void} openPanel on a narrow screen the label in use stands here and opens the panel
 */
export function createToolRail(workspace, openPanel) {
  const buttons = TOOLS.map(({ id }) => {
    const key = KEYMAP.find((binding) => binding.command === `tool.${id}`)?.keys[0] ?? '';
    const name = t(`annotate.tool.${id}`);
    const button = h('button', {
      type: 'button', class: 'rail-button', 'data-testid': `tool-${id}`, 'aria-pressed': 'false',
      'aria-keyshortcuts': key.toUpperCase(), title: `${name} (${keyPhrase(key)})`, 'aria-label': name,
      on: { click: () => workspace.setTool(id) },
    }, icon(id), h('kbd', { 'aria-hidden': 'true' }, keyPhrase(key)));
    return { id, button };
  });

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
  }

  update();
  return {
    node: h('div', { class: 'annotate-rail', role: 'toolbar', 'aria-label': t('annotate.tools') },
      buttons.map((b) => b.button), label),
    update,
  };
}

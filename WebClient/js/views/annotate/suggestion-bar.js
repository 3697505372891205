/** Accept or remove the selected suggestion, at hand where the panel does not stand beside the picture. */
import { isSuggested } from '../../core/provenance.js';
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {{accept: () => void, refuse: () => void}} actions
 */
export function createSuggestionBar(workspace, { accept, refuse }) {
  const node = h('div', { class: 'suggestion-bar', role: 'group', 'aria-label': t('edit.suggestion.text'), hidden: true },
    h('button', { type: 'button', class: 'button primary', 'data-testid': 'suggestion-bar-accept', on: { click: accept } },
      t('edit.suggestion.accept')),
    h('button', { type: 'button', class: 'button', 'data-testid': 'suggestion-bar-remove', on: { click: refuse } },
      t('edit.suggestion.remove')));
  return {
    node,
    update() {
      node.hidden = workspace.readOnly || ![...workspace.selection].some((id) => isSuggested(workspace.document.byId.get(id)));
    },
  };
}

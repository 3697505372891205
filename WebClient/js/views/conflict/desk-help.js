/** The keys of the desk. Keys as in the key map, with a space between those that do the same. */
import { t } from '../../i18n/index.js';
import { openDialog } from '../../ui/dialog.js';
import { h } from '../../ui/dom.js';
import { keyPhrase } from '../annotate/key-text.js';

const DECIDING = [['1–9', 'take'], ['m', 'merged'], ['x', 'none'], ['d', 'draw'], ['e', 'adjust'], ['⇥ n', 'next'], ['⇧⇥ b', 'previous'],
  ['u Mod+z', 'undo'], ['r', 'reason'], ['⇧1–9', 'solo'], ['h', 'hide'], ['z', 'place'], ['f + −', 'zoom'], ['Escape', 'release']];
const DRAWING = [['d', 'turn'], ['1–9', 'label'], ['←↑→↓', 'move'], ['Mod+←↑→↓', 'edge'], ['⌫', 'back'], ['⏎', 'keep'], ['Escape', 'leave']];

export function openDeskHelp() {
  const { dialog } = openDialog({
    title: t('conflict.keys'),
    body: [h('div', { class: 'stack-tight' }, keys(DECIDING)), h('h3', { class: 'desk-help-part' }, t('conflict.keysDrawing')), keys(DRAWING)],
    actions: [h('button', { type: 'button', class: 'button primary', on: { click: () => dialog.close() } }, t('common.ok'))],
  });
}

/** @param {string[][]} list */
function keys(list) {
  return h('dl', { class: 'key-list' }, list.map(([key, name]) => h('div', null,
    h('dt', null, key.split(' ').map((one) => [h('kbd', null, keyPhrase(one)), ' '])),
    h('dd', null, t(`conflict.key.${name}`)))));
}

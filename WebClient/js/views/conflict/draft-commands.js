/** What keys do while one draws on a picture; whoever shows the picture says what keeping and leaving mean. */
import { labelForDigit } from '../annotate/labels-panel.js';

/**
 * @param {import('./desk-keys.js').DraftCommand} command
 * @param {object} on
 * @param {import('./draft.js').Draft} on.draft
 * @param {() => void} on.keep
 * @param {() => void} on.leave
 * @param {() => void} on.help
 * @param {(name: 'fit' | 'place' | 'zoomIn' | 'zoomOut') => void} on.look
 */
export function runDraftCommand(command, { draft, keep, leave, help, look }) {
  switch (command.name) {
    case 'keep': keep(); break;
    case 'leave': if (!draft.cancel()) leave(); break;
    case 'turn': draft.draw(); break;
    case 'back': draft.back(); break;
    case 'undo': draft.undo(); break;
    case 'redo': draft.redo(); break;
    case 'label': { const label = labelForDigit(draft.labels, command.index + 1); if (label) draft.setLabel(label.id); break; }
    case 'move': draft.move(command.dx, command.dy); break;
    case 'edge': draft.edge(command.side, command.by); break;
    case 'help': help(); break;
    default: look(command.name);
  }
}

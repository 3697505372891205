/**
 * Suggestions: shapes that were put there for the person to accept, adjust or take away.
 *
 * @typedef {object} SuggestionParts
 * @property {import('./workspace.js').Workspace} workspace
 * @property {() => Promise<import('../../core/document.js').Annotation[]>} previous what the person drew on the image before
 * @property {(id: string) => void} reveal
 * @property {(key: string, params?: any) => void} say
 */
import { removing } from '../../core/change.js';
import { suggesting } from '../../core/edits.js';
import { accepting, isSuggested } from '../../core/provenance.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { openModal } from './modal.js';

/** @param {SuggestionParts} parts */
export function createSuggestions({ workspace: w, previous, reveal, say }) {
  const undecided = () => w.document.order.filter((id) => isSuggested(w.document.byId.get(id)));
  let fetching = false;

  /** @param {string} id */
  function show(id) {
    w.select([id]);
    reveal(id);
    say('suggestion', { id });
  }

  /**
   * The undecided suggestion that comes after these; undefined when they are no suggestions, or it was the last one.
   * @param {ReadonlySet<string>} ids
   */
  function after(ids) {
    const all = undecided();
    const last = all.findLastIndex((id) => ids.has(id));
    if (last < 0) return undefined;
    const rest = [...all.slice(last + 1), ...all.slice(0, last)];
    return rest.find((id) => !ids.has(id));
  }

  return {
    undecided, after, show,

    /** Puts the shapes of the image before here as suggestions, once. */
    async repeatPrevious() {
      if (fetching || w.readOnly) return;
      fetching = true;
      try {
        const annotations = await previous();
        const labelIds = new Set(w.labels.map((label) => label.id));
        const change = suggesting(w.document, annotations, w.image, labelIds, w.newId);
        if (change.length === 0) return say('nothingToRepeat');
        w.setTool('select');
        w.perform(change, { select: [change[0].id] });
        say('repeated', { count: change.length });
      } catch {
        say('cannotRepeat');
      } finally {
        fetching = false;
      }
    },

    /** Accepts what is selected and goes on to the next suggestion; with none selected, shows the first. */
    accept() {
      const selected = [...w.selection].filter((id) => isSuggested(w.document.byId.get(id)));
      const [first] = undecided();
      if (selected.length === 0) return first === undefined ? false : show(first);
      const next = after(new Set(selected));
      w.perform(accepting(w.document, selected), { say: 'accepted' });
      if (next) show(next);
    },

    /** Accepts all that are left, after a question. */
    async acceptAll() {
      const ids = undecided();
      if (ids.length === 0) return say('noSuggestions');
      if (await ask(ids.length, ['accept']) === 'accept') w.perform(accepting(w.document, undecided()), { say: 'accepted' });
    },

    /** Before an answer is handed in, nothing may be undecided. @returns {Promise<boolean>} whether that is so */
    async settle() {
      const ids = undecided();
      if (ids.length === 0) return true;
      const answer = await ask(ids.length, ['accept', 'remove']);
      if (answer === 'accept') w.perform(accepting(w.document, undecided()), { say: 'accepted' });
      else if (answer === 'remove') w.perform(removing(w.document, undecided()), { say: 'deleted' });
      else show(ids[0]);
      return answer === 'accept' || answer === 'remove';
    },
  };
}

/** @param {number} count @param {('accept' | 'remove')[]} answers @returns {Promise<string>} */
function ask(count, answers) {
  const { dialog, closed } = openModal({
    title: t('edit.suggestions.title', { count }),
    body: [h('p', null, t('edit.suggestions.text'))],
    actions: [
      h('button', { type: 'button', class: 'button', on: { click: () => dialog.close('') } }, t('edit.suggestions.back')),
      ...answers.map((answer) => h('button', {
        type: 'button', class: answer === 'accept' ? 'button primary' : 'button', 'data-testid': `suggestions-${answer}`,
        on: { click: () => dialog.close(answer) },
      }, t(`edit.suggestions.${answer}`, { count }))),
    ],
  });
  return closed;
}

/** @typedef {ReturnType<typeof createSuggestions>} Suggestions */

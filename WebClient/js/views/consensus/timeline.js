/** The runs of a project's consensus, newest first, each with what one can do with it. */
import { listRuns, nameRun, rollBack } from '../../api/consensus-runs.js';
import { t } from '../../i18n/index.js';
import { confirmDialog, openDialog } from '../../ui/dialog.js';
import { h } from '../../ui/dom.js';
import { formError, submitForm, textField } from '../../ui/form.js';
import { dateTime } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';
import { kindText, settingsText } from './run-text.js';

/**
 * @param {object} options
 * @param {string} options.projectId
 * @param {import('../../api/consensus-runs.js').History} options.history
 * @param {boolean} options.mayChange
 * @param {(wish: {before: number, after?: number}) => void} options.onCompare
 * @param {(message: string) => void} options.onChanged
 */
export function timeline({ projectId, history, mayChange, onCompare, onChanged }) {
  const list = h('ol', { class: 'runs', 'data-testid': 'runs' });
  const failure = h('p', { class: 'field-error', role: 'alert' });
  const more = h('button', { type: 'button', class: 'button', hidden: true, on: { click: extend } }, t('runs.more'));
  let known = history;
  add(history.items);
  return h('section', { class: 'card stack', 'aria-labelledby': 'runs-title' }, h('h2', { id: 'runs-title' }, t('runs.timeline')), failure, list,
    h('div', null, more), h('p', { class: 'small muted' }, t('runs.kept')));

  /** @param {import('../../api/consensus-runs.js').Run[]} runs */
  function add(runs) {
    list.append(...runs.map((run, index) => entry(run, runs[index + 1])));
    more.hidden = !known.next;
  }

  async function extend() {
    try {
      known = await signedIn(() => listRuns(projectId, known.next));
      add(known.items);
    } catch (error) {
      failure.textContent = messageFor(error);
    }
  }

  /** @param {import('../../api/consensus-runs.js').Run} run @param {import('../../api/consensus-runs.js').Run | undefined} earlier */
  function entry(run, earlier) {
    const title = run.name ?? kindText(run);
    const now = history.pin ? history.pin.run === run.number : history.current && history.items[0] === run;
    return h('li', { class: 'run', 'data-testid': 'run', 'data-kind': run.kind, 'data-current': now || null },
      h('div', { class: 'run-head' }, h('h3', null, h('span', { class: 'muted number' }, t('runs.run', { number: run.number })), ' ', title),
        now && h('span', { class: 'chip good' }, t('runs.inForce')), run.name && h('span', { class: 'chip' }, kindText(run)),
        run.keptFor && h('span', { class: 'chip' }, t(`runs.keptFor.${run.keptFor}`))),
      h('p', { class: 'small muted' }, `${dateTime(run.createdAt)}, ${run.author ?? t('runs.automatic')}`),
      h('p', { class: 'small' }, settingsText(run.settings), ' · ', t('runs.objects', { count: run.objects }), ' · ',
        t('runs.images', { count: run.images }), ' · ', h('code', { title: t('runs.digest') }, run.digest.slice(0, 8))),
      h('div', { class: 'button-row' },
        earlier && h('button', { type: 'button', class: 'button small', 'data-testid': 'run-changes', 'aria-label': t('runs.changesOf', { run: run.number }),
          on: { click: () => onCompare({ before: earlier.number, after: run.number }) } }, t('runs.changes')),
        mayChange && !now && h('button', { type: 'button', class: 'button small', 'data-testid': 'run-back', 'aria-label': t('runs.backTo', { run: run.number }),
          on: { click: () => back(run) } }, t('runs.back')),
        mayChange && h('button', { type: 'button', class: 'button small', 'data-testid': 'run-name', 'aria-label': t('runs.nameOf', { run: run.number }),
          on: { click: () => name(run) } }, t('runs.name'))));
  }

  /** @param {import('../../api/consensus-runs.js').Run} run */
  async function back(run) {
    const sure = await confirmDialog({ title: t('runs.backTitle', { run: run.number }), text: t('runs.backText', { settings: settingsText(run.settings) }),
      confirm: t('runs.back') });
    if (!sure) return;
    try {
      await signedIn(() => rollBack(projectId, run.number));
      onChanged(t('runs.wentBack', { run: run.number }));
    } catch (error) {
      failure.textContent = messageFor(error);
    }
  }

  /** @param {import('../../api/consensus-runs.js').Run} run */
  async function name(run) {
    const form = h('form', { class: 'stack', id: 'run-name-form', novalidate: true, on: { submit(/** @type {Event} */ event) {
      event.preventDefault();
      submitForm(form, async () => {
        await signedIn(() => nameRun(projectId, run.number, form.elements.namedItem('name').value.trim()));
        dialog.close('done');
      });
    } } }, formError(), textField({ label: t('runs.nameLabel'), help: t('runs.nameHelp'), name: 'name', optional: true, value: run.name ?? '', maxlength: 100 }));
    const { dialog, closed } = openDialog({ title: t('runs.nameOf', { run: run.number }), body: [form], actions: [
      h('button', { type: 'button', class: 'button', on: { click: () => dialog.close('no') } }, t('common.cancel')),
      h('button', { type: 'submit', class: 'button primary', form: 'run-name-form' }, t('runs.save'))] });
    if (await closed === 'done') onChanged(t('runs.named'));
  }
}

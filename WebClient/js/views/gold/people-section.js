/** How people do on gold, as bars with their intervals, and who is paused. */
import { liftPause, pausePerson } from '../../api/gold.js';
import { t } from '../../i18n/index.js';
import { estimateBar } from '../../ui/bar.js';
import { openDialog } from '../../ui/dialog.js';
import { h } from '../../ui/dom.js';
import { formError, submitForm, textField } from '../../ui/form.js';
import { count, dateTime, interval, percent } from '../../ui/format.js';
import { emptyState, signedIn } from '../../ui/states.js';

/**
 * @param {{projectId: string, people: import('../../api/gold.js').Person[], settings: import('../../api/gold.js').Settings, onChanged: () => void}} options
 */
export function peopleSection({ projectId, people, settings, onChanged }) {
  const ordered = [...people].sort((one, other) => Number(Boolean(other.pause)) - Number(Boolean(one.pause))
    || (one.score.value ?? 2) - (other.score.value ?? 2));
  return h('section', { class: 'card stack', 'aria-labelledby': 'gold-people' }, h('h2', { id: 'gold-people' }, t('gold.people')),
    h('p', { class: 'small muted' }, settings.pauseRule === 'never' ? t('gold.people.noPause')
      : [t(`gold.people.rule.${settings.pauseRule}`, { value: percent(settings.threshold), count: settings.minimumAnswers }),
        settings.recentAnswers > 0 ? t('gold.people.rule.recent', { count: settings.recentAnswers }) : ''].join(' ')),
    people.length === 0 ? emptyState({ level: 'h3', title: t('gold.people.empty'), text: t('gold.people.emptyText') })
      : h('ul', { class: 'gold-people' }, ordered.map((person) => row(projectId, person, onChanged))));
}

/** @param {string} projectId @param {import('../../api/gold.js').Person} person @param {() => void} onChanged */
function row(projectId, person, onChanged) {
  const last = person.exams.at(-1);
  return h('li', { class: 'gold-person', 'data-testid': 'gold-person' },
    h('div', { class: 'gold-person-name' }, h('strong', null, person.name),
      person.pause && h('span', { class: 'chip bad' }, t('gold.paused')),
      last?.finishedAt && h('span', { class: ['chip', last.passed ? 'good' : 'warn'] }, t(last.passed ? 'gold.exam.passed' : 'gold.exam.failed'))),
    h('div', { class: 'gold-person-score' }, estimateBar(person.score),
      h('span', { class: 'number' }, percent(person.score.value)), h('span', { class: 'muted small' },
        (person.score.n ?? 0) > 0 ? interval(person.score) : t('gold.people.none'))),
    h('div', { class: 'button-row' }, person.pause
      ? h('button', { type: 'button', class: 'button small', 'aria-label': t('gold.lift.of', { name: person.name }), 'data-testid': 'gold-lift',
        on: { click: () => signedIn(() => liftPause(projectId, person.annotatorId)).then(onChanged) } }, t('gold.lift'))
      : h('button', { type: 'button', class: 'button small', 'aria-label': t('gold.pause.of', { name: person.name }),
        on: { click: () => askReason(projectId, person, onChanged) } }, t('gold.pause'))),
    person.pause && h('p', { class: 'small gold-why' }, t('gold.pause.since', { time: dateTime(person.pause.since), reason: person.pause.reason })),
    person.turns.length > 0 && h('details', { class: 'fold gold-why' }, h('summary', { class: 'small' }, t('gold.turns', { count: person.turns.length })),
      h('ul', { class: 'gold-turns small' }, person.turns.map((turn) => h('li', null,
        h('a', { href: `#/projects/${projectId}/results/${turn.assignmentId}` }, dateTime(turn.answeredAt)), ' ',
        t(`gold.purpose.${turn.purpose}`), ' ', h('b', { class: 'number' }, percent(turn.score)), ' ',
        h('span', { class: 'muted' }, turnText(turn)))))));
}

/** What was right and what was not, in words. @param {import('../../api/gold.js').Turn} turn */
export function turnText(turn) {
  const parts = [t('gold.turn.right', { count: turn.right }), turn.missed > 0 && t('gold.turn.missed', { count: turn.missed }),
    turn.extra > 0 && t('gold.turn.extra', { count: turn.extra }), turn.wrongClass > 0 && t('gold.turn.wrongClass', { count: turn.wrongClass })];
  return parts.filter(Boolean).join(', ') + (turn.counted || turn.purpose !== 'stream' ? '' : ` (${t('gold.turn.notCounted')})`);
}

/** @param {string} projectId @param {import('../../api/gold.js').Person} person @param {() => void} onChanged */
function askReason(projectId, person, onChanged) {
  const form = h('form', { class: 'stack', id: 'gold-pause-form', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    submitForm(form, async () => {
      await signedIn(() => pausePerson(projectId, person.annotatorId, form.elements.namedItem('reason').value));
      dialog.close();
      onChanged();
    });
  } } }, formError(), textField({ label: t('gold.pause.reason'), help: t('gold.pause.reasonHelp'), name: 'reason' }));
  const { dialog } = openDialog({ title: t('gold.pause.of', { name: person.name }), body: [form], actions: [
    h('button', { type: 'submit', form: 'gold-pause-form', class: 'button primary' }, t('gold.pause')),
    h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, t('common.cancel'))] });
}

/** The adjudicator's desk: one conflict after the other, decided by keys or buttons; undo; the next opens itself. */
import { decide, getConflict, withdrawDecision } from '../../api/conflicts.js';
import { ApiError } from '../../api/client.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../../ui/states.js';
import { firstForm } from './answer-marks.js';
import { conflictPicture } from './conflict-picture.js';
import { kindName } from './conflict-text.js';
import { deskCommand, draftCommand } from './desk-keys.js';
import { openDeskHelp } from './desk-help.js';
import { decidedText, deskPanel } from './desk-panel.js';
import { draftBar } from './draft-bar.js';
import { runDraftCommand } from './draft-commands.js';
import { createNextAhead } from './next-ahead.js';

/** What the workspace says that everybody should see. */
const SHOWN = new Set(['tooSmall', 'crossing', 'outside', 'tooFew', 'noLabel']);

/**
 * @param {object} options
 * @param {import('../../api/projects.js').Project} options.project
 * @param {string} options.first the conflict to begin with
 * @param {ReturnType<typeof import('./conflict-order.js').createConflictOrder>} options.order
 * @param {boolean} options.names whether names stand beside letters at first
 * @param {boolean} options.mayName whether one may see names
 * @param {string} options.back address of the list
 * @param {(conflict: import('../../api/conflicts.js').ConflictDetail, names: boolean) => void} options.onShown
 */
export function createDesk({ project, first, order, names: named, mayName, back, onShown }) {
  const labels = new Map(project.labels.map((label) => [label.id, label]));
  const labelOf = (/** @type {string | null} */ id) => labels.get(id ?? '') ?? { name: t('review.unknownLabel'), color: '#888888' };
  /** @type {import('../../api/conflicts.js').ConflictDetail | null} */
  let shown = null;
  /** @type {ReturnType<typeof conflictPicture> | null} */
  let picture = null;
  /** While an answer is under way nothing is done: what is decided was seen. */
  let busy = true;
  let names = named && mayName;
  /** Tab goes from conflict to conflict. */
  let engaged = true;
  /** Decided here, the last one last. @type {{conflict: string, decision: string}[]} */
  let done = [];
  const fetch = (/** @type {string} */ id) => getConflict(project.id, id, { names });
  const ahead = createNextAhead(fetch);

  const place = h('div', { class: 'desk-picture' });
  const title = h('h1', null, t('conflict.title'));
  const where = h('span', { class: 'muted small' });
  const left = h('span', { class: 'chip number', 'data-testid': 'conflicts-left' });
  const bar = draftBar({ draft: () => picture?.draft ?? null, keep, leave: leaveDraft });
  const panel = deskPanel({ labelOf, between: [bar.node], on: { take, merged: () => say('merged'), none: () => say('none'), draw: () => draft([]), adjust, undo,
    next: () => step(1), previous: () => step(-1), help: openDeskHelp, look: (letter) => picture?.look(letter) } });
  const nameButton = mayName && h('button', { type: 'button', class: 'button small', 'aria-pressed': String(names), 'data-testid': 'conflict-names',
    on: { click: toggleNames } }, t('conflict.names'));
  const node = h('section', { class: 'desk', tabindex: '-1', 'aria-label': t('conflict.title'), 'data-testid': 'desk',
    on: { keydown, keyup, focus: () => { engaged = true; } } },
    h('div', { class: 'desk-head' },
      h('div', { class: 'desk-title' }, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${project.id}` }, project.name), ' › ',
        h('a', { href: back }, t('conflicts.title'))), title),
      where, left, nameButton),
    place, panel.node);
  panel.reason.addEventListener('keydown', leaveReason);

  function focusDesk() {
    node.focus({ preventScroll: true });
  }

  /** @param {boolean} on */
  function setBusy(on) {
    busy = on;
    node.setAttribute('aria-busy', String(on));
  }

  /** @param {string} id @param {Promise<import('../../api/conflicts.js').ConflictDetail>} [asked] */
  async function show(id, asked) {
    setBusy(true);
    leaveDraft();
    panel.reason.value = '';
    const load = asked ? () => asked.catch(() => arrive(id)) : () => arrive(id);
    const worked = await loadInto(place, load, draw, { quiet: true });
    if (worked && shown) await order.enter(shown).catch(() => { /* Its place in the list is not needed to decide it. */ });
    setBusy(false);
    if (!worked || !shown) return;
    tellLeft();
    onShown(shown, names);
    lookAhead(shown.id);
  }

  /** A conflict; the next one where a decision about another has settled it, too. @param {string} id */
  async function arrive(id) {
    for (let wanted = id; ;) {
      try {
        return await fetch(wanted);
      } catch (error) {
        const next = error instanceof ApiError && error.status === 404 && shown ? await order.nextOpen(wanted) : null;
        if (!next) throw error;
        order.drop(wanted);
        wanted = next.id;
      }
    }
  }

  /** @param {import('../../api/conflicts.js').ConflictDetail} conflict */
  function draw(conflict) {
    picture?.dispose();
    shown = conflict;
    picture = conflictPicture({ conflict, project, labelOf, onDraft: bar.refresh, onTouch: focusDesk, say: tell });
    panel.show(conflict);
    const label = conflict.label ? labelOf(conflict.label).name : '';
    title.textContent = label ? t('conflict.named', { kind: kindName(conflict.kind), label }) : kindName(conflict.kind);
    fill(where, h('a', { href: `#/projects/${project.id}/images/${conflict.image}` }, conflict.imageName));
    node.dataset.conflict = conflict.id;
    announce([title.textContent, conflict.imageName, conflict.decision && decidedText(conflict.decision)].filter(Boolean).join(', '));
    return picture.node;
  }

  async function toggleNames() {
    if (busy || !shown) return;
    names = !names;
    nameButton.setAttribute('aria-pressed', String(names));
    ahead.stop();
    await show(shown.id);
  }

  function tellLeft() {
    left.textContent = t('conflict.left', { count: order.waiting });
  }

  /** Asks for what comes next. @param {string} id */
  async function lookAhead(id) {
    const next = await order.nextOpen(id).catch(() => null);
    if (next && picture && shown?.id === id) ahead.ask(next, picture.viewer.screen);
  }

  /** @param {import('../../api/conflicts.js').Conflict | null} next */
  async function go(next) {
    if (!next) return;
    await show(next.id, ahead.take(next.id));
  }

  /** @param {1 | -1} way */
  async function step(way) {
    if (busy || !shown) return;
    setBusy(true);
    const next = await order.beside(shown.id, way).catch(() => null);
    setBusy(false);
    if (next) await go(next);
    else announce(t('conflict.noMore'));
  }

  /** @param {number} index */
  function take(index) {
    const answer = shown?.answers[index];
    if (!answer) return;
    say('answer', { letter: answer.letter });
  }

  /**
   * Decides; what was decided before is taken back first.
   * @param {import('../../api/conflicts.js').Decision['choice']} choice
   * @param {{letter?: string, shapes?: import('../../api/conflicts.js').DrawnShape[]}} [more]
   */
  async function say(choice, more = {}) {
    const conflict = shown;
    if (!conflict || busy) return;
    const reason = panel.reason.value.trim();
    const id = newId();
    const { value: now, error } = await attempt(async () => {
      if (conflict.decision) await withdrawDecision(project.id, conflict.id, conflict.decision.id);
      return decide(project.id, conflict.id, { id, choice, ...more, ...(reason ? { reason } : {}) });
    });
    if (!now) {
      if (error instanceof ApiError && error.status === 409) await showAgain(conflict.id);
      return;
    }
    setBusy(true);
    done = [...done.filter((each) => each.conflict !== conflict.id), { conflict: conflict.id, decision: now.decision?.id ?? id }];
    order.mark(conflict.id, true);
    tellLeft();
    shown = { ...conflict, state: now.state, decision: now.decision };
    const next = await order.nextOpen(conflict.id).catch(() => null);
    node.focus({ preventScroll: true });
    if (next) await go(next);
    else finish();
  }

  /** All are decided: the last one stays in sight with what was said. */
  function finish() {
    setBusy(false);
    if (!shown) return;
    leaveDraft();
    panel.reason.value = '';
    panel.say(shown);
    panel.failure.textContent = '';
    announce(t('conflict.allDecided'));
    fill(place, h('div', { class: 'desk-done' }, emptyState({ title: t('conflict.allDecided'), text: t('conflict.allDecidedText'),
      actions: [h('a', { class: 'button primary', href: back }, t('conflict.toList')),
        h('a', { class: 'button', href: `#/projects/${project.id}/decisions` }, t('decisions.title'))] })));
  }

  /** Takes back what was decided of the conflict in sight; where nothing was, what was decided last. */
  async function undo() {
    if (busy) return;
    const last = shown?.decision ? { conflict: shown.id, decision: shown.decision.id } : done.at(-1);
    if (!last) { announce(t('conflict.nothingToUndo')); return; }
    const { value: again, error } = await attempt(() => withdrawDecision(project.id, last.conflict, last.decision));
    if (error) return;
    setBusy(true);
    done = done.filter(({ decision }) => decision !== last.decision);
    announce(t('conflict.undone'));
    if (!again) order.drop(last.conflict);
    else order.mark(last.conflict, false);
    const next = again?.id ?? (shown?.id === last.conflict ? (await order.nextOpen(last.conflict).catch(() => null))?.id : shown?.id);
    if (next) await show(next);
    else finish();
  }

  /** What somebody else has decided meanwhile, with the words for that. @param {string} id */
  async function showAgain(id) {
    const said = panel.failure.textContent;
    await show(id);
    panel.failure.textContent = said;
    if (shown?.id === id && shown.decision) order.mark(id, true);
    tellLeft();
  }

  /** Sends something; says what failed. @template T @param {() => Promise<T>} send @returns {Promise<{value?: T, error?: unknown}>} */
  async function attempt(send) {
    setBusy(true);
    panel.failure.textContent = '';
    try {
      return { value: await signedIn(send) };
    } catch (error) {
      if (!(error instanceof ApiError)) console.error(error);
      panel.failure.textContent = messageFor(error);
      return { error };
    } finally {
      setBusy(false);
    }
  }

  /** @param {import('../../api/conflicts.js').DrawnShape[]} shapes */
  function draft(shapes) {
    if (!picture || !shown || busy) return;
    const labelId = shown.label ?? shown.merged[0]?.label ?? shown.answers.find(({ label }) => label)?.label ?? null;
    picture.stepBack(shapes.length > 0);
    panel.drafting(true);
    picture.draft.begin(shapes, labelId);
    node.focus({ preventScroll: true });
  }

  function adjust() {
    if (shown) draft(firstForm(shown));
  }

  function leaveDraft() {
    picture?.draft.end();
    picture?.stepBack(false);
    panel.drafting(false);
    bar.refresh();
  }

  function keep() {
    if (!picture || picture.draft.finish()) return;
    picture.draft.settle();
    const { shapes } = picture.draft;
    if (shapes.length > 0) say('drawn', { shapes });
  }

  /** What the drawing tools say. @param {string} key @param {Record<string, any>} [params] */
  function tell(key, params = {}) {
    const text = t(`annotate.say.${key}`, { name: t('annotate.say.one'), place: '', ...params });
    if (SHOWN.has(key)) panel.failure.textContent = text;
    else panel.failure.textContent = '';
    announce(text);
  }

  /** @param {KeyboardEvent} event */
  function leaveReason(event) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    node.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches('input, select, textarea') || event.defaultPrevented) return;
    const onButton = target.matches('button, a') && !picture?.viewer.node.contains(target);
    if (onButton && ['Enter', ' '].includes(event.key)) return;
    const drafting = picture?.draft.active ?? false;
    const command = drafting ? draftCommand(event) : deskCommand(event, engaged && !onButton);
    if (!command || (event.repeat && !drafting)) return;
    event.preventDefault();
    event.stopPropagation();
    if (drafting) runDraft(/** @type {any} */ (command));
    else run(/** @type {any} */ (command));
  }

  function keyup() {
    if (picture?.draft.active) picture.draft.settle();
  }

  /** @param {import('./desk-keys.js').DeskCommand} command */
  function run(command) {
    switch (command.name) {
      case 'take': take(command.index); break;
      case 'solo': { const answer = shown?.answers[command.index]; if (answer) picture?.solo(answer.letter); break; }
      case 'merged': say('merged'); break;
      case 'none': say('none'); break;
      case 'draw': draft([]); break;
      case 'adjust': adjust(); break;
      case 'next': step(1); break;
      case 'previous': step(-1); break;
      case 'undo': undo(); break;
      case 'reason': panel.reason.focus(); break;
      case 'help': openDeskHelp(); break;
      case 'hide': announce(t(picture?.toggle() ? 'conflict.hidden' : 'conflict.visible')); break;
      case 'release': engaged = false; announce(t('conflict.released')); break;
      default: look(command.name);
    }
  }

  /** @param {import('./desk-keys.js').DraftCommand} command */
  function runDraft(command) {
    if (picture) runDraftCommand(command, { draft: picture.draft, keep, leave: leaveDraft, help: openDeskHelp, look });
  }

  /** @param {'fit' | 'place' | 'zoomIn' | 'zoomOut'} name */
  function look(name) {
    if (name === 'place') picture?.toPlace();
    else picture?.viewer[name]();
  }

  show(first);
  return { node, dispose() { ahead.stop(); picture?.dispose(); } };
}

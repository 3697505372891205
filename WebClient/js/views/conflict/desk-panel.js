/** What one can do about a conflict, beside or below its picture: take an answer or what was merged, draw, or keep nothing; why; undo. */
import { t } from '../../i18n/index.js';
import { fill, h, svg } from '../../ui/dom.js';
import { dateTime, decimal } from '../../ui/format.js';
import { sureness } from '../review/verdict-text.js';
import { kindName } from './conflict-text.js';
import { markOf } from './answer-marks.js';

/**
 * @typedef {object} DeskActions
 * @property {(index: number) => void} take the n-th answer
 * @property {() => void} merged
 * @property {() => void} none
 * @property {() => void} draw
 * @property {() => void} adjust
 * @property {() => void} undo
 * @property {() => void} next
 * @property {() => void} previous
 * @property {() => void} help
 * @property {(letter: string | null) => void} look at one answer alone; null: at all
 */

/**
 * @param {object} options
 * @param {(labelId: string | null) => {name: string, color: string, attributes?: import('../../core/attributes.js').Attribute[]}} options.labelOf
 * @param {DeskActions} options.on
 * @param {any[]} options.between what stands in place of the choices while one draws
 */
export function deskPanel({ labelOf, on, between }) {
  const facts = h('p', { class: 'desk-facts', 'data-testid': 'conflict-facts' });
  const details = h('ul', { class: 'plain-list small' });
  const said = h('div', { class: 'desk-said', 'data-testid': 'conflict-said' });
  const choices = h('div', { class: 'desk-choices', role: 'group', 'aria-label': t('conflict.choices') });
  const reason = h('input', { class: 'field-input', id: 'desk-reason', type: 'text', maxlength: 500, autocomplete: 'off', 'data-testid': 'conflict-reason' });
  const reasonField = h('div', { class: 'field' }, h('label', { for: 'desk-reason' }, t('conflict.reason'), ' ', h('kbd', { 'aria-hidden': 'true' }, 'R'),
    h('span', { class: 'optional' }, ` ${t('form.optional')}`)), reason);
  const failure = h('p', { class: 'field-error', role: 'alert' });
  const moves = h('div', { class: 'desk-moves', role: 'group', 'aria-label': t('conflict.moves') },
    keyed('U', t('conflict.undo'), on.undo, { 'data-testid': 'conflict-undo' }),
    keyed('B', t('conflict.previous'), on.previous, { 'data-testid': 'conflict-previous' }),
    keyed('N', t('conflict.next'), on.next, { 'data-testid': 'conflict-next' }),
    keyed('?', t('conflict.help'), on.help, { 'data-testid': 'conflict-help' }));

  /** @param {import('../../api/conflicts.js').Answer} answer @param {number} index */
  function answerButton(answer, index) {
    const nothing = !answer.shape;
    const more = answer.others?.length ?? 0;
    const look = () => on.look(answer.letter);
    return h('button', { type: 'button', class: 'desk-choice', 'data-testid': `take-${answer.letter}`, 'aria-keyshortcuts': index < 9 ? String(index + 1) : null,
      on: { click: () => on.take(index), pointerenter: look, pointerleave: () => on.look(null), focus: look, blur: () => on.look(null) } },
    h('kbd', { 'aria-hidden': 'true' }, index < 9 ? index + 1 : ''), swatch(index),
    h('span', { class: 'desk-choice-name' }, h('b', null, answer.letter), answer.name && ` ${answer.name}`, ' ',
      nothing ? h('span', { class: 'muted' }, t(nothingText(answer))) : labelOf(answer.label ?? null).name,
      more > 0 && h('span', { class: 'muted small' }, ` ${t('conflict.andMore', { count: more })}`),
      attributeText(answer)));
  }

  /** The answers to the label's questions, each with its name. @param {import('../../api/conflicts.js').Answer} answer */
  function attributeText({ label, attributes }) {
    const asked = labelOf(label ?? null).attributes ?? [];
    const said = Object.entries(attributes ?? {}).map(([id, value]) =>
      `${asked.find((one) => one.id === id)?.name ?? id}: ${typeof value === 'boolean' ? t(value ? 'conflict.yes' : 'conflict.no') : value}`);
    return said.length > 0 && h('span', { class: 'muted small block' }, said.join(', '));
  }

  return {
    node: h('div', { class: 'desk-panel' }, facts, details, said, choices, ...between, reasonField, failure, moves),
    reason, failure,

    /** @param {import('../../api/conflicts.js').ConflictDetail} conflict */
    show(conflict) {
      const { answers } = conflict;
      const merged = conflict.merged.filter(({ accepted }) => accepted);
      failure.textContent = '';
      fill(facts, h('span', { class: 'chip warn' }, kindName(conflict.kind)), ' ', h('span', { class: 'muted small' }, t(`conflict.ask.${conflict.kind}`)),
        h('span', { class: 'muted small block number' }, t('conflict.gainText', { errors: decimal(conflict.errors), seconds: Math.round(conflict.minutes * 60) })));
      fill(details, conflict.details.map((text) => h('li', null, text)));
      fill(choices, answers.map(answerButton),
        choice('M', t('conflict.merged'), merged.length === 0 ? t('conflict.mergedNothing')
          : merged.map(({ label, probability }) => `${labelOf(label).name} ${sureness(probability)}`).join(', '),
        on.merged, 'take-merged'),
        choice('X', t('conflict.none'), null, on.none, 'take-none'),
        choice('D', t('conflict.draw'), null, on.draw, 'take-draw'),
        choice('E', t('conflict.adjust'), null, on.adjust, 'take-adjust'));
      this.say(conflict);
    },

    /** @param {import('../../api/conflicts.js').Conflict} conflict */
    say({ decision }) {
      fill(said, decision && h('p', { class: 'notice small' }, h('b', null, decidedText(decision)), ' ',
        h('span', { class: 'muted' }, `${decision.by}, ${dateTime(decision.at)}`), decision.reason && h('span', { class: 'block' }, `“${decision.reason}”`)));
    },

    /** @param {boolean} on whether one draws: then nothing else is decided */
    drafting(on) {
      choices.hidden = on;
      moves.hidden = on;
    },
  };
}

/** Whether who drew nothing had looked, where that is known. @param {import('../../api/conflicts.js').Answer} answer */
function nothingText({ screened }) {
  return screened === undefined ? 'conflict.drewNothing' : screened < 0.5 ? 'conflict.neverLooked' : 'conflict.lookedDrewNothing';
}

/** @param {{choice: string, letter?: string | null}} decision */
export function decidedText({ choice: made, letter }) {
  return t(`conflict.decided.${made}`, { letter: letter ?? '' });
}

/** @param {string} key @param {string} name @param {string | null} more @param {() => void} run @param {string} testid */
function choice(key, name, more, run, testid) {
  return h('button', { type: 'button', class: 'desk-choice', 'data-testid': testid, 'aria-keyshortcuts': key, on: { click: run } },
    h('kbd', { 'aria-hidden': 'true' }, key), h('span', { class: 'desk-choice-name' }, h('b', null, name), more && ` ${more}`));
}

/** @param {string} key @param {string} text @param {() => void} run @param {Record<string, any>} more */
export function keyed(key, text, run, more) {
  return h('button', { type: 'button', class: 'button', ...more, on: { click: run } }, h('kbd', { 'aria-hidden': 'true' }, key), ' ', text);
}

/** @param {number} index */
function swatch(index) {
  const { color, dash } = markOf(index);
  return svg('svg', { class: 'swatch', viewBox: '0 0 34 18', 'aria-hidden': 'true' },
    svg('line', { x1: 3, x2: 31, y1: 9, y2: 9, stroke: color, 'stroke-width': 3, 'stroke-dasharray': dash }));
}

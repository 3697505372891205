/** How many people, by which method their answers become one, how close, how many must agree; and what each means. */
import { t } from '../../i18n/index.js';
import { fill, h, svg } from '../../ui/dom.js';
import { field } from '../../ui/form.js';

/**
 * @typedef {{replication: number, consensusMethod: string, iouThreshold: number, quorum: number,
 *   placeWeights: 'none' | 'skill'}} ConsensusValues
 */

const METHODS = ['bayes', 'quorum'];

/**
 * @param {ConsensusValues} initial
 * @param {{fixedReplication?: boolean}} [options] `fixedReplication`: how many people draw is not asked
 * @returns {{node: any, read: () => ConsensusValues}} `read`: a value nobody touched comes back as it was, also where a
 *   slider could not show it exactly
 */
export function consensusFields(initial, { fixedReplication = false } = {}) {
  const state = { replication: initial.replication, consensusMethod: initial.consensusMethod,
    iouThreshold: initial.iouThreshold, quorum: initial.quorum, placeWeights: initial.placeWeights };
  const picture = h('div', { class: 'iou-picture' });
  const share = h('p', { class: 'notice small' });
  const replication = field({ label: t('form.replication'), help: t('form.replicationHelp'), name: 'replication',
    control: ({ id, describedBy }) => h('input', { id, name: 'replication', type: 'number', min: 1, max: 50, step: 1, required: true,
      value: initial.replication, class: 'short', 'aria-describedby': describedBy, on: { input: (/** @type {any} */ event) => {
        state.replication = Number(event.currentTarget.value);
        draw();
      } } }) });
  const iou = slider('iouThreshold', t('form.iou'), t('form.iouHelp'), { min: 0.1, max: 0.95, value: initial.iouThreshold },
    (value) => { state.iouThreshold = value; draw(); });
  const quorum = slider('quorum', t('form.quorum'), t('form.quorumHelp'), { min: 0.05, max: 1, value: initial.quorum },
    (value) => { state.quorum = value; draw(); });
  const quorumPart = h('div', { class: 'stack-tight' }, quorum, share,
    weightsChoice(initial.placeWeights, (chosen) => { state.placeWeights = chosen; }));
  const method = methodChoice(initial.consensusMethod, (chosen) => { state.consensusMethod = chosen; draw(); });
  draw();
  const node = h('div', { class: 'stack' }, !fixedReplication && replication, method, quorumPart,
    h('div', { class: 'split-narrow' }, iou, picture));
  return { node, read: () => ({ ...state }) };

  function draw() {
    quorumPart.hidden = state.consensusMethod !== 'quorum';
    fill(picture, overlapPicture(state.iouThreshold));
    const needed = votesNeeded(state.quorum, Math.max(1, state.replication));
    fill(share, h('strong', null, t('form.needed', { count: needed, total: Math.max(1, state.replication) })), ' ', t('form.quorumFact'));
  }
}

/**
 * The methods as radio buttons, each with what it does in a sentence.
 * @param {string} initial
 * @param {(method: string) => void} onChange
 */
function methodChoice(initial, onChange) {
  return h('fieldset', { class: 'field method-choice', dataset: { field: 'consensusMethod' } },
    h('legend', null, t('form.method')),
    METHODS.map((method) => h('label', { class: 'method-option' },
      h('input', { type: 'radio', name: 'consensusMethod', value: method, checked: method === initial,
        'data-testid': `method-${method}`, on: { change: () => onChange(method) } }),
      h('span', null, h('strong', null, t(`form.method.${method}`)),
        h('span', { class: 'field-help block' }, t(`form.method.${method}Help`))))),
    h('p', { class: 'field-error', 'data-error': '' }));
}

/**
 * Whether the exact count for more where an object is.
 * @param {'none' | 'skill'} initial
 * @param {(weights: 'none' | 'skill') => void} onChange
 */
function weightsChoice(initial, onChange) {
  return h('div', { class: 'field', dataset: { field: 'placeWeights' } },
    h('label', { class: 'method-option' },
      h('input', { type: 'checkbox', name: 'placeWeights', checked: initial === 'skill', 'data-testid': 'place-weights',
        on: { change: (/** @type {any} */ event) => onChange(event.currentTarget.checked ? 'skill' : 'none') } }),
      h('span', null, h('strong', null, t('form.weights')), h('span', { class: 'field-help block' }, t('form.weightsHelp')))),
    h('p', { class: 'field-error', 'data-error': '' }));
}

/**
 * How many of the people must have drawn an object.
 * @param {number} quorum 0…1
 * @param {number} people
 */
export function votesNeeded(quorum, people) {
  return Math.max(1, Math.ceil(quorum * people - 1e-9));
}

/** @param {string} name @param {string} label @param {string} help @param {{min: number, max: number, value: number}} range @param {(value: number) => void} onChange */
function slider(name, label, help, range, onChange) {
  const shown = h('output', { class: 'slider-value number' }, percentOf(range.value));
  return field({ label, help, name, control: ({ id, describedBy }) => h('div', { class: 'slider' },
    h('input', { type: 'range', id, name, min: range.min, max: range.max, step: 0.01, 'aria-describedby': describedBy,
      'aria-valuetext': percentOf(range.value), value: range.value, on: { input: (/** @type {any} */ event) => {
        const value = Number(event.currentTarget.value);
        shown.textContent = percentOf(value);
        event.currentTarget.setAttribute('aria-valuetext', percentOf(value));
        onChange(value);
      } } }), shown) });
}

/** @param {number} value */
function percentOf(value) {
  return t('common.percent', { value: Math.round(value * 100) });
}

/**
 * Two equal boxes that overlap by just this much.
 * @param {number} iou
 */
function overlapPicture(iou) {
  const side = 60;
  const shift = side * ((1 - iou) / (1 + iou));
  return svg('svg', { viewBox: '0 0 132 72', role: 'img', 'aria-label': t('form.iouPicture', { value: Math.round(iou * 100) }) },
    svg('rect', { x: 6 + shift, y: 6, width: side - shift, height: side, class: 'iou-overlap' }),
    svg('rect', { x: 6, y: 6, width: side, height: side, class: 'iou-a' }),
    svg('rect', { x: 6 + shift, y: 6, width: side, height: side, class: 'iou-b' }));
}

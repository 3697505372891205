/** The questions that a label asks about the selected objects, as fields. */
import { answering, askedBy, faultOfAnswer, sharedAnswer } from '../../core/attributes.js';
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';

/** A choice of at most so many options is a row of buttons, else a list that opens. */
const MOST_BUTTONS = 9;

/**
 * @typedef {import('../../core/attributes.js').Attribute} Attribute
 * @typedef {string | number | boolean | undefined} Answer
 * @typedef {{attribute: Attribute, node: HTMLElement, first: () => HTMLElement, show: (value: Answer, readOnly: boolean) => void}} Field
 */

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {{leave: () => void}} actions leave: back to the stage
 */
export function createAttributeFields(workspace, { leave }) {
  const labels = workspace.labelsById;
  const node = h('div', { class: 'attribute-fields', role: 'group', 'aria-label': t('edit.attributes'), on: { keydown } });
  /** @type {Field[]} */
  let fields = [];
  let shownFor = '';
  /** @type {import('../../core/document.js').Annotation[]} */
  let selected = [];

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  }

  /** @param {Attribute} attribute @param {Answer} value */
  function answer(attribute, value) {
    workspace.perform(answering(workspace.document, selected, attribute.id, value), { say: 'answered' });
  }

  /** @param {Attribute} attribute @param {number} index @returns {Field} */
  function fieldFor(attribute, index) {
    const id = `attribute-${index}`;
    const commit = (/** @type {Answer} */ value) => answer(attribute, value);
    switch (attribute.kind) {
      case 'yesno': return buttonsFor(attribute, id, [[true, t('edit.yes')], [false, t('edit.no')]], commit);
      case 'choice': {
        const options = attribute.options ?? [];
        return options.length <= MOST_BUTTONS
          ? buttonsFor(attribute, id, options.map((option) => [option, option]), commit)
          : listFor(attribute, id, options, commit);
      }
      default: return inputFor(attribute, id, commit);
    }
  }

  return {
    node,

    /** @param {import('../../core/document.js').Annotation[]} annotations the selected ones */
    update(annotations) {
      selected = annotations;
      const label = annotations.every((a) => a.labelId === annotations[0].labelId) ? labels.get(annotations[0]?.labelId) : undefined;
      const asked = askedBy(label);
      const wanted = asked.length > 0 ? label?.id ?? '' : '';
      if (wanted !== shownFor) {
        shownFor = wanted;
        fields = asked.map(fieldFor);
        clear(node).append(...fields.map((field) => field.node));
      }
      node.hidden = fields.length === 0;
      for (const { attribute, show } of fields) show(sharedAnswer(annotations, attribute.id), workspace.readOnly);
    },

    /**
     * @param {string} [attributeId] the first one when not given
     * @returns {boolean} whether there is anything to answer
     */
    focus(attributeId) {
      const field = fields.find(({ attribute }) => attribute.id === attributeId) ?? fields[0];
      field?.first().focus();
      return field !== undefined;
    },
  };
}

/** @param {Attribute} attribute @param {string} id */
function caption(attribute, id) {
  return [h('span', { id: `${id}-name` }, attribute.name),
    attribute.required ? h('span', { class: 'attribute-required' }, t('edit.required')) : null];
}

/** @param {Attribute} attribute @param {Answer} value */
const isMissing = (attribute, value) => attribute.required && faultOfAnswer(attribute, value) !== null;

/**
 * A row of buttons of which one is on; digits press them.
 * @param {Attribute} attribute
 * @param {string} id
 * @param {[string | boolean, string][]} options
 * @param {(value: Answer) => void} commit
 * @returns {Field}
 */
function buttonsFor(attribute, id, options, commit) {
  const all = /** @type {[Answer, string][]} */ (attribute.required ? options : [...options, [undefined, t('edit.unanswered')]]);
  const inputs = all.map(([value], i) => h('input', {
    type: 'radio', name: id, id: `${id}-${i}`, class: 'visually-hidden', on: { change: () => commit(value) },
  }));
  const node = h('fieldset', {
    class: 'attribute', role: 'radiogroup', 'aria-labelledby': `${id}-name`, 'aria-required': String(attribute.required),
    'data-testid': id, on: { keydown },
  }, h('legend', null, caption(attribute, id)), h('div', { class: 'attribute-options' }, all.map(([, text], i) => h('span',
    { class: 'attribute-option' }, inputs[i], h('label', { for: `${id}-${i}` }, text,
      i < options.length ? h('kbd', { 'aria-hidden': 'true' }, String(i + 1)) : null)))));

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (!digit || event.ctrlKey || event.metaKey || event.altKey || Number(digit) > options.length) return;
    event.preventDefault();
    event.stopPropagation();
    inputs[Number(digit) - 1].focus();
    commit(options[Number(digit) - 1][0]);
  }

  return {
    attribute, node, first: () => inputs.find((input) => input.checked) ?? inputs[0],
    show(value, readOnly) {
      for (const [i, input] of inputs.entries()) {
        input.checked = all[i][0] === value;
        input.disabled = readOnly;
      }
      node.classList.toggle('is-missing', isMissing(attribute, value));
    },
  };
}

/** @param {Attribute} attribute @param {string} id @param {string[]} options @param {(value: Answer) => void} commit @returns {Field} */
function listFor(attribute, id, options, commit) {
  const select = h('select', { class: 'field-input', id, 'data-testid': id, required: attribute.required,
    on: { change: () => commit(select.value === '' ? undefined : select.value) } },
  h('option', { value: '' }, t('edit.unanswered')), options.map((option) => h('option', { value: option }, option)));
  return plainField(attribute, id, select, (value) => { select.value = String(value ?? ''); });
}

/** @param {Attribute} attribute @param {string} id @param {(value: Answer) => void} commit @returns {Field} */
function inputFor(attribute, id, commit) {
  const isNumber = attribute.kind === 'number';
  const error = h('p', { class: 'attribute-error', role: 'alert' });
  const input = h('input', {
    class: 'field-input', id, 'data-testid': id, type: isNumber ? 'number' : 'text', step: isNumber ? 'any' : null,
    min: attribute.minimum ?? null, max: attribute.maximum ?? null, maxlength: isNumber ? null : 1000, required: attribute.required,
    on: { change: take, keydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === 'Enter') take(); } },
  });

  function take() {
    const text = input.value.trim();
    const value = text === '' ? undefined : isNumber ? Number(text) : text;
    const fault = input.validity?.badInput ? 'notANumber' : faultOfAnswer({ ...attribute, required: false }, value);
    input.setAttribute('aria-invalid', String(fault !== null));
    error.textContent = fault === null ? '' : t(`edit.fault.${fault}`, { minimum: attribute.minimum ?? 0, maximum: attribute.maximum ?? 0 });
    if (fault === null) commit(value);
  }

  const field = plainField(attribute, id, input, (value) => {
    if (document.activeElement !== input || input.getAttribute('aria-invalid') !== 'true') {
      input.value = String(value ?? '');
      input.setAttribute('aria-invalid', 'false');
      error.textContent = '';
    }
  });
  field.node.append(error);
  return field;
}

/** @param {Attribute} attribute @param {string} id @param {any} control @param {(value: Answer) => void} showValue @returns {Field} */
function plainField(attribute, id, control, showValue) {
  const node = h('div', { class: 'attribute' }, h('label', { for: id }, caption(attribute, id)), control);
  return {
    attribute, node, first: () => control,
    show(value, readOnly) {
      control.disabled = readOnly;
      showValue(value);
      node.classList.toggle('is-missing', isMissing(attribute, value));
    },
  };
}

/** The editable list of labels: name, colour, key, description; add, remove, reorder. */
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { attributeDraft, attributeRequest } from './attribute-rules.js';
import { attributesEditor } from './attributes-editor.js';
import { faultsOf, moved, nextLabel } from './label-rules.js';

/**
 * @param {import('./label-rules.js').LabelDraft[]} initial
 * @returns {{node: any, read: () => any[] | null}} `read` marks what is wrong and answers null then
 */
export function labelsEditor(initial) {
  let labels = (initial.length > 0 ? initial : [nextLabel([])]).map(withQuestions);
  /** @type {Map<any, ReturnType<typeof attributesEditor>>} by the row of the label */
  const questions = new Map();
  const rows = h('ol', { class: 'edit-label-rows' });
  const error = h('p', { class: 'field-error', role: 'alert', 'data-error': '' });
  const add = h('button', { type: 'button', class: 'button', 'data-testid': 'label-add', on: { click: append } }, t('labels.add'));
  const node = h('fieldset', { class: 'stack-tight labels-editor', dataset: { field: 'labels' } },
    h('legend', { class: 'field-label' }, t('labels.title')),
    h('p', { class: 'field-help' }, t('labels.help')), rows, error, h('div', null, add));
  draw();

  function draw() {
    questions.clear();
    fill(rows, labels.map(row));
  }

  /** @param {any} label @param {number} index */
  function row(label, index) {
    const place = t('labels.place', { count: index + 1 });
    const update = (/** @type {string} */ key) => (/** @type {any} */ event) => {
      labels[index] = { ...labels[index], [key]: event.currentTarget.value };
      event.currentTarget.removeAttribute('aria-invalid');
    };
    const asked = attributesEditor(label.attributes, place, (attributes) => { labels[index] = { ...labels[index], attributes }; });
    const node = h('li', { class: 'edit-label-row' },
      h('input', { type: 'color', class: 'edit-label-color', value: label.color, 'aria-label': `${place}: ${t('labels.color')}`,
        on: { input: update('color') }, 'data-part': 'color' }),
      h('input', { class: 'field-input edit-label-name', value: label.name, placeholder: t('labels.name'), maxlength: 200,
        'aria-label': `${place}: ${t('labels.name')}`, 'data-testid': `label-name-${index}`, 'data-part': 'name',
        on: { input: update('name'), keydown: addOnEnter(index) } }),
      h('input', { class: 'field-input edit-label-key', value: label.key ?? '', maxlength: 1, placeholder: t('labels.keyShort'),
        inputmode: 'numeric',
        'aria-label': `${place}: ${t('labels.key')}`, 'data-part': 'key', autocomplete: 'off',
        on: { input: update('key'), focus: (/** @type {any} */ event) => event.currentTarget.select() } }),
      h('input', { class: 'field-input edit-label-description', value: label.description ?? '', placeholder: t('labels.description'),
        'aria-label': `${place}: ${t('labels.description')}`, maxlength: 1000, on: { input: update('description') } }),
      h('div', { class: 'edit-label-actions' },
        tool('↑', t('labels.up'), place, index === 0, () => shift(index, index - 1)),
        tool('↓', t('labels.down'), place, index === labels.length - 1, () => shift(index, index + 1)),
        tool('×', label.id ? t('labels.retire') : t('labels.remove'), place, labels.length === 1, () => remove(index))),
      asked.node);
    questions.set(node, asked);
    return node;
  }

  /**
   * Enter in a name goes on to the next label instead of sending the form.
   * @param {number} index
   */
  function addOnEnter(index) {
    return (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      if (index === labels.length - 1 && labels[index].name.trim() !== '') append();
      else focusName(index + 1);
    };
  }

  function append() {
    labels = [...labels, withQuestions(nextLabel(labels))];
    draw();
    focusName(labels.length - 1);
  }

  /** @param {number} index */
  function remove(index) {
    const [gone] = labels.splice(index, 1);
    draw();
    focusName(Math.min(index, labels.length - 1));
    announce(t('labels.removed', { name: gone.name || t('labels.place', { count: index + 1 }) }));
  }

  /** @param {number} from @param {number} to */
  function shift(from, to) {
    labels = moved(labels, from, to);
    draw();
    const tools = rows.children[to].querySelectorAll('.edit-label-actions button');
    const wished = /** @type {any} */ (tools[to < from ? 0 : 1]);
    (wished.disabled ? /** @type {any} */ (tools[to < from ? 1 : 0]) : wished).focus();
    announce(t('labels.moved', { count: to + 1, total: labels.length }));
  }

  /** @param {number} index */
  function focusName(index) {
    rows.querySelector(`[data-testid="label-name-${index}"]`)?.focus();
  }

  function read() {
    error.textContent = '';
    const faults = faultsOf(labels);
    for (const fault of faults) mark(fault);
    const unasked = [...rows.children].map((/** @type {any} */ node) => questions.get(node)?.mark() ?? null);
    const at = unasked.findIndex((text) => text !== null);
    if (faults.length === 0 && at >= 0) error.textContent = `${t('labels.place', { count: at + 1 })}: ${unasked[at]}`;
    if (faults.length > 0 || at >= 0) {
      rows.querySelector('[aria-invalid]')?.focus();
      return null;
    }
    return labels.map((label) => ({
      ...(label.id ? { id: label.id } : {}), name: label.name.trim(), color: label.color.toLowerCase(),
      key: label.key || null, description: (label.description ?? '').trim(),
      attributes: label.attributes.map(attributeRequest),
    }));
  }

  /** @param {import('./label-rules.js').LabelFault} fault */
  function mark({ index, field, code }) {
    rows.children[index].querySelector(`[data-part="${field}"]`)?.setAttribute('aria-invalid', 'true');
    if (error.textContent === '') {
      error.textContent = `${t('labels.place', { count: index + 1 })}: ${t(`labels.fault.${field}.${code}`)}`;
    }
  }

  return { node, read };
}

/** @param {any} label @returns {any} with the questions it still asks, to be edited */
function withQuestions(label) {
  const asked = (label.attributes ?? []).filter((/** @type {any} */ attribute) => !attribute.retired);
  return { ...label, attributes: asked.map(attributeDraft) };
}

/** @param {string} mark @param {string} name @param {string} place @param {boolean} disabled @param {() => void} action */
function tool(mark, name, place, disabled, action) {
  return h('button', { type: 'button', class: 'button quiet icon', title: name, 'aria-label': `${place}: ${name}`, disabled,
    on: { click: action } }, mark);
}

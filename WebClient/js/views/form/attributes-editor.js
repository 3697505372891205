/** The questions that one label asks about each of its objects, in a fold below the label. */
import { ATTRIBUTE_KINDS } from '../../core/attributes.js';
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { faultsOfAttributes, nextAttribute, optionsFrom } from './attribute-rules.js';

let serial = 0;

/**
 * @param {import('./attribute-rules.js').AttributeDraft[]} initial
 * @param {string} place what the label is called for screen readers
 * @param {(attributes: import('./attribute-rules.js').AttributeDraft[]) => void} changed
 * @returns {{node: HTMLElement, mark: () => string | null}} `mark` shows what is wrong and says it; null when nothing is
 */
export function attributesEditor(initial, place, changed) {
  const id = `attributes-${++serial}`;
  let attributes = initial;
  const rows = h('ol', { class: 'edit-attribute-rows' });
  const summary = h('summary', null);
  const node = h('details', { class: 'edit-attributes', open: false, 'data-testid': 'label-attributes' }, summary,
    h('p', { class: 'field-help' }, t('edit.form.help')), rows,
    h('button', { type: 'button', class: 'button small', 'data-testid': 'attribute-add', 'aria-label': `${place}: ${t('edit.form.add')}`,
      on: { click: append } }, t('edit.form.add')));
  draw();

  /** @param {import('./attribute-rules.js').AttributeDraft[]} next @param {boolean} [redraws] */
  function set(next, redraws = false) {
    attributes = next;
    changed(attributes);
    if (redraws) draw();
    else name();
  }

  function name() {
    summary.textContent = t('edit.form.count', { count: attributes.length });
  }

  function draw() {
    name();
    fill(rows, attributes.map(row));
  }

  /** @param {number} index @param {Record<string, any>} part @param {boolean} [redraws] */
  function change(index, part, redraws) {
    set(attributes.map((attribute, i) => (i === index ? { ...attribute, ...part } : attribute)), redraws);
  }

  /** @param {import('./attribute-rules.js').AttributeDraft} attribute @param {number} index */
  function row(attribute, index) {
    const where = `${place}, ${t('edit.form.place', { count: index + 1 })}`;
    const numberOf = (/** @type {any} */ event) => (event.currentTarget.value === '' ? null : Number(event.currentTarget.value));
    const on = (/** @type {string} */ key, /** @type {(event: any) => any} */ valueOf) => ({ input: (/** @type {any} */ event) => {
      event.currentTarget.removeAttribute('aria-invalid');
      change(index, { [key]: valueOf(event) });
    } });
    return h('li', { class: 'edit-attribute-row' },
      h('input', { class: 'field-input', value: attribute.name, placeholder: t('edit.form.name'), maxlength: 100, 'data-part': 'name',
        'data-testid': 'attribute-name', 'aria-label': `${where}: ${t('edit.form.name')}`, on: on('name', (event) => event.currentTarget.value) }),
      h('select', { class: 'field-input', 'aria-label': `${where}: ${t('edit.form.kind')}`, 'data-testid': 'attribute-kind', disabled: Boolean(attribute.id),
        title: attribute.id ? t('edit.form.kindStays') : null,
        on: { change: (/** @type {any} */ event) => change(index, { kind: event.currentTarget.value }, true) } },
      ATTRIBUTE_KINDS.map((kind) => h('option', { value: kind, selected: kind === attribute.kind }, t(`edit.form.kind.${kind}`)))),
      h('label', { class: 'edit-attribute-required', for: `${id}-${index}` },
        h('input', { type: 'checkbox', id: `${id}-${index}`, checked: attribute.required, 'data-testid': 'attribute-required',
          on: { change: (/** @type {any} */ event) => change(index, { required: event.currentTarget.checked }) } }),
        h('span', null, t('edit.form.required'))),
      h('button', { type: 'button', class: 'button quiet icon', title: t('edit.form.remove'), 'aria-label': `${where}: ${t('edit.form.remove')}`,
        on: { click: () => set(attributes.filter((_, i) => i !== index), true) } }, '×'),
      attribute.kind === 'choice' && h('input', { class: 'field-input edit-attribute-wide', value: attribute.options.join(', '), 'data-part': 'options',
        placeholder: t('edit.form.options'), 'aria-label': `${where}: ${t('edit.form.options')}`, 'data-testid': 'attribute-options',
        on: on('options', (event) => optionsFrom(event.currentTarget.value)) }),
      attribute.kind === 'number' && h('div', { class: 'edit-attribute-wide edit-attribute-range' },
        ['minimum', 'maximum'].map((key) => h('input', { class: 'field-input', type: 'number', step: 'any', 'data-part': key,
          value: /** @type {any} */ (attribute)[key] ?? '', placeholder: t(`edit.form.${key}`), 'aria-label': `${where}: ${t(`edit.form.${key}`)}`,
          on: on(key, numberOf) }))));
  }

  function append() {
    set([...attributes, nextAttribute()], true);
    /** @type {any} */ (rows.lastElementChild).querySelector('[data-part="name"]').focus();
  }

  return {
    node,
    mark() {
      const faults = faultsOfAttributes(attributes);
      for (const { index, field } of faults) rows.children[index].querySelector(`[data-part="${field}"]`)?.setAttribute('aria-invalid', 'true');
      if (faults.length === 0) return null;
      node.open = true;
      return t(`edit.form.fault.${faults[0].field}.${faults[0].code}`);
    },
  };
}

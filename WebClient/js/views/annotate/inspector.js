/** What is selected, in numbers that can be typed: the path without any drag. */
import { FLAGS } from '../../core/document.js';
import { flagging, pick, relabelling, settingBox } from '../../core/edits.js';
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { isSuggested } from '../../core/provenance.js';
import { createAttributeFields } from './attribute-fields.js';
import { keyCap } from './key-text.js';
import { createSimplifyField } from './simplify-field.js';

const FIELDS = ['x', 'y', 'width', 'height'];

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {{leave: () => void, accept: () => void, refuse: () => void}} actions leave: back to the stage
 */
export function createInspector(workspace, { leave, accept, refuse }) {
  const attributes = createAttributeFields(workspace, { leave });
  const simplify = createSimplifyField(workspace);
  const body = h('div', { class: 'inspector-body' });
  const section = h('section', { class: 'panel-section', 'aria-label': t('annotate.inspector') }, body);
  const inputs = FIELDS.map((field, i) => h('input', {
    class: 'field-input number', type: 'number', id: `box-${field}`, step: '1', 'data-testid': `field-${field}`,
    on: { change: () => commit(),
      keydown: (/** @type {KeyboardEvent} */ e) => { if (e.key === 'Enter') commit(); } }, dataset: { i },
  }));
  const numbers = h('div', { class: 'inspector-numbers' },
    FIELDS.map((field, i) => h('label', { for: `box-${field}` }, h('span', null, t(`annotate.field.${field}`)),
      inputs[i])));
  const label = h('select', { class: 'field-input', id: 'object-label', on: { change: relabel } },
    workspace.labels.map((l) => h('option', { value: l.id }, l.name)));
  const labelField = h('div', { class: 'inspector-label' },
    h('label', { for: 'object-label' }, t('annotate.field.label')), label);
  const flags = FLAGS.map((flag) => h('button', {
    type: 'button', class: 'flag-button', 'aria-pressed': 'false', 'data-testid': `flag-${flag}`,
    on: { click: () => workspace.perform(flagging(workspace.document, workspace.selection, flag), { say: 'flagged' }) },
  }, t(`annotate.flag.${flag}`), keyCap(`flag.${flag}`)));
  const flagRow = h('div', { class: 'inspector-flags', role: 'group', 'aria-label': t('annotate.flags') }, flags);
  const summary = h('p', { class: 'muted small' });
  const suggestion = h('div', { class: 'inspector-suggestion' }, h('p', null, t('edit.suggestion.text')),
    h('div', { class: 'inspector-decision' },
      h('button', { type: 'button', class: 'button small primary', 'data-testid': 'suggestion-accept', on: { click: accept } },
        t('edit.suggestion.accept'), keyCap('accept')),
      h('button', { type: 'button', class: 'button small', 'data-testid': 'suggestion-remove', on: { click: refuse } },
        t('edit.suggestion.remove'), keyCap('delete'))));

  function commit() {
    const [id] = workspace.selection;
    const box = /** @type {import('../../core/box.js').Box} */ (inputs.map((input) => (input.value === '' ? NaN
      : Number(input.value))));
    if (workspace.selection.size === 1) {
      workspace.perform(settingBox(workspace.document, id, box, workspace.image, workspace.minimumSidePixels),
        { say: 'reshaped' });
    }
    update();
  }

  function relabel() {
    workspace.perform(relabelling(workspace.document, workspace.selection, label.value), { say: 'relabelled' });
  }

  function update() {
    const selected = pick(workspace.document, workspace.selection);
    section.hidden = selected.length === 0;
    if (selected.length === 0) return simplify.update([]);
    const [first] = selected;
    const box = selected.length === 1 && 'box' in first.shape ? first.shape.box : null;
    for (const [i, input] of inputs.entries()) {
      input.disabled = workspace.readOnly;
      if (box) input.value = String(Math.round(box[i] * 100) / 100);
    }
    label.disabled = workspace.readOnly;
    label.value = selected.every((a) => a.labelId === first.labelId) ? first.labelId : '';
    for (const [i, flag] of FLAGS.entries()) {
      const set = selected.filter((a) => a.flags[flag]).length;
      flags[i].setAttribute('aria-pressed', set === 0 ? 'false' : set === selected.length ? 'true' : 'mixed');
      flags[i].disabled = workspace.readOnly;
    }
    numbers.hidden = !box;
    summary.textContent = summaryOf(selected);
    summary.hidden = Boolean(box);
    suggestion.hidden = workspace.readOnly || !selected.some(isSuggested);
    attributes.update(selected);
    simplify.update(selected);
  }

  clear(body).append(suggestion, summary, labelField, numbers, attributes.node, flagRow, simplify.node);
  update();
  return { node: section, update, focusAttribute: attributes.focus };
}

/** @param {import('../../core/document.js').Annotation[]} selected */
function summaryOf(selected) {
  if (selected.length > 1) return t('annotate.inspector.many', { count: selected.length });
  const { shape } = selected[0];
  if (!('polygon' in shape)) return '';
  const vertices = t('annotate.inspector.vertices',
    { count: shape.polygon.reduce((sum, ring) => sum + ring.length, 0) });
  const holes = shape.polygon.length - 1;
  return holes ? `${vertices}, ${t('annotate.inspector.holes', { count: holes })}` : vertices;
}

/** The form behind both a new project and its settings. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { field, formError, submitForm, textField } from '../../ui/form.js';
import { consensusFields } from './consensus-fields.js';
import { instructionsField } from './instructions-field.js';
import { labelsEditor } from './labels-editor.js';

/** What a new project starts with. */
export const DEFAULTS = Object.freeze({
  name: '', description: '', instructions: '', labels: [], replication: 3, consensusMethod: 'bayes', iouThreshold: 0.5, quorum: 0.5,
  placeWeights: 'none',
});

/**
 * @param {{initial: any, submit: string, cancel: string, onSubmit: (values: any) => Promise<void>, extra?: any}} options
 * @returns {HTMLFormElement}
 */
export function projectForm({ initial, submit, cancel, onSubmit, extra }) {
  const labels = labelsEditor(initial.labels.filter((/** @type {any} */ label) => !label.retired));
  const consensus = consensusFields(initial);
  const form = h('form', { class: 'stack project-form', on: { submit: send } },
    formError(),
    section(t('form.about'),
      textField({ label: t('form.name'), name: 'name', value: initial.name, maxlength: 200, 'data-testid': 'project-name' }),
      field({ label: t('form.description'), help: t('form.descriptionHelp'), name: 'description', optional: true,
        control: ({ id, describedBy }) => h('input', { id, name: 'description', value: initial.description ?? '', maxlength: 2000,
          'aria-describedby': describedBy }) })),
    section(t('form.labels'), labels.node, extra),
    section(t('form.howTo'), instructionsField(initial.instructions ?? '')),
    section(t('form.consensus'), consensus.node),
    h('div', { class: 'form-foot' },
      h('a', { class: 'button', href: cancel }, t('common.cancel')),
      h('button', { type: 'submit', class: 'button primary', 'data-testid': 'project-save' }, submit)));

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      const list = labels.read();
      if (!list) return;
      const at = form.elements;
      await onSubmit({
        name: at.namedItem('name').value.trim(), description: at.namedItem('description').value.trim(),
        instructions: at.namedItem('instructions').value, labels: list,
        ...consensus.read(),
      });
    });
  }

  return form;
}

/** @param {string} title @param {...any} content */
function section(title, ...content) {
  return h('section', { class: 'card stack form-section' }, h('h2', null, title), content);
}

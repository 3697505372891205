/** Labelled form fields with room for help and an error. */
import { t } from '../i18n/index.js';
import { ApiError } from '../api/client.js';
import { h } from './dom.js';
import { messageFor } from './problems.js';

let serial = 0;

/**
 * A field: label, control, help, error.
 *
 * @param {{label: string, help?: any, control: (ids: {id: string, describedBy: string}) => any, name?: string, optional?: boolean}} parts
 */
export function field({ label, help, control, name, optional = false }) {
  const id = `field-${++serial}`;
  const describedBy = [help ? `${id}-help` : '', `${id}-error`].join(' ').trim();
  return h('div', { class: 'field', dataset: { field: name } },
    h('label', { for: id }, label, optional && h('span', { class: 'optional' }, ` ${t('form.optional')}`)),
    control({ id, describedBy }),
    help && h('p', { class: 'field-help', id: `${id}-help` }, help),
    h('p', { class: 'field-error', id: `${id}-error`, 'data-error': '' }));
}

/**
 * A one-line input in a field.
 *
 * @param {{label: string, help?: any, name: string, optional?: boolean} & Record<string, any>} parts the rest are attributes
 */
export function textField({ label, help, name, optional, ...attributes }) {
  return field({ label, help, name, optional, control: ({ id, describedBy }) => h('input', {
    id, name, type: 'text', 'aria-describedby': describedBy, required: !optional, ...attributes }) });
}

/** @param {{label: string, help?: any, name: string, value?: string, options: [string, string][]} & Record<string, any>} parts */
export function selectField({ label, help, name, value, options, ...attributes }) {
  return field({ label, help, name, control: ({ id, describedBy }) => h('select', {
    id, name, 'aria-describedby': describedBy, ...attributes },
    options.map(([key, text]) => h('option', { value: key, selected: key === value }, text))) });
}

/** A place for an error about the whole form. */
export function formError() {
  return h('p', { class: 'form-error', role: 'alert', 'data-form-error': '' });
}

/**
 * Takes every error out of a form.
 * @param {HTMLElement} form
 */
export function clearErrors(form) {
  for (const node of form.querySelectorAll('[data-error], [data-form-error]')) node.textContent = '';
  for (const node of form.querySelectorAll('[aria-invalid]')) node.removeAttribute('aria-invalid');
}

/**
 * Shows an error at the field it names, or above the form, and moves the focus there.
 *
 * @param {HTMLElement} form
 * @param {string | null} name the field, or null for the form
 * @param {string} text
 */
export function showError(form, name, text) {
  const place = name ? placeOf(form, name) ?? placeOf(form, name.split(/[.[]/)[0]) : null;
  const error = place?.querySelector('[data-error]');
  const control = place?.querySelector('input, select, textarea');
  if (error && control) {
    error.textContent = text;
    if (place?.localName !== 'fieldset') control.setAttribute('aria-invalid', 'true');
    /** @type {HTMLElement} */ (control).focus();
    return;
  }
  const general = form.querySelector('[data-form-error]');
  if (!general) return;
  general.textContent = name && !text.includes(name) ? `${name}: ${text}` : text;
  general.scrollIntoView({ block: 'nearest' });
}

/** @param {HTMLElement} form @param {string} name */
function placeOf(form, name) {
  return form.querySelector(`[data-field="${CSS.escape(name)}"]`);
}

/**
 * Runs a form's action: one at a time, with its button busy, errors at their fields.
 *
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} action
 */
export async function submitForm(form, action) {
  if (form.dataset.busy) return;
  form.dataset.busy = 'yes';
  const button = form.querySelector('button[type="submit"]') ?? document.querySelector(`button[form="${form.id}"]`);
  button?.setAttribute('aria-busy', 'true');
  clearErrors(form);
  try {
    await action();
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error);
    showError(form, error instanceof ApiError ? error.field : null, messageFor(error));
  } finally {
    delete form.dataset.busy;
    button?.removeAttribute('aria-busy');
  }
}

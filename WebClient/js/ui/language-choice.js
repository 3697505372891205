/** The choice of language; the page is read again in it. */
import { language, t } from '../i18n/index.js';
import { LANGUAGES, rememberLanguage } from '../i18n/languages.js';
import { h } from './dom.js';

/** @param {string} id of the field, unique in the page */
export function languageChoice(id) {
  const offered = Object.entries(LANGUAGES).filter(([tag, { isTest }]) => !isTest || tag === language);
  const choice = h('select', { class: 'field-input', id, 'data-testid': 'language', on: { change } },
    offered.map(([tag, { name }]) => h('option', { value: tag, lang: tag, selected: tag === language }, name)));
  return h('div', { class: 'language-choice' }, h('label', { for: id }, t('language.label')), choice);

  function change() {
    rememberLanguage(choice.value);
    location.reload();
  }
}

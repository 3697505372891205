/** The frame of the pages one sees before being signed in. */
import { t } from '../i18n/index.js';
import { h } from './dom.js';
import { languageChoice } from './language-choice.js';

/** @param {string} title @param {...any} content */
export function entrance(title, ...content) {
  return h('div', { class: 'entrance' },
    h('p', { class: 'entrance-brand' }, h('img', { src: '/favicon.svg', alt: '', width: 44, height: 44 }),
      h('span', null, h('strong', null, t('app.name')), h('span', { class: 'muted' }, t('signIn.lead')))),
    h('div', { class: 'card framed stack entrance-card' }, h('h1', null, title), content),
    languageChoice('entrance-language'));
}

/** An address that names no screen. */
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function notFoundView(container, context) {
  context.setTitle(t('app.notFound'));
  fill(container, h('div', { class: 'empty' }, h('h1', null, t('app.notFound')), h('p', null, t('app.notFoundText')),
    h('a', { class: 'button primary', href: '#/projects' }, t('app.home'))));
}

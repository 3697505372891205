/** The bar at the top: brand, main places, account menu. */
import { signOut } from '../api/session.js';
import { t } from '../i18n/index.js';
import { announce } from './announce.js';
import { fill, h } from './dom.js';
import { languageChoice } from './language-choice.js';
import { messageFor } from './problems.js';

/** Screens that belong to the projects. */
const INSIDE = new Set([
  'project', 'project-new', 'settings', 'image', 'annotate', 'mine', 'mine-image', 'audits', 'audit', 'balance', 'agreement', 'person',
  'dashboard', 'certificate', 'consensus', 'disagreement', 'conflicts', 'conflict', 'decisions', 'wall',
]);

/**
 * @param {HTMLElement} header
 * @param {{account: import('../api/session.js').Account | null, route: import('../router.js').Route,
 *   navigate: (hash: string) => void}} state
 */
export function drawHeader(header, { account, route, navigate }) {
  if (!account || route.name === 'sign-in' || route.name === 'link') {
    fill(header);
    return;
  }
  const places = [['projects', t('nav.projects')], ...(account.role === 'owner' ? [['accounts', t('nav.accounts')]] : [])];
  fill(header,
    h('a', { class: 'app-brand', href: '#/projects' }, h('img', { src: '/favicon.svg', alt: '', width: 26, height: 26 }),
      h('span', { class: 'app-name' }, t('app.name'))),
    h('nav', { class: 'app-nav', 'aria-label': t('nav.main') }, places.map(([path, text]) =>
      h('a', { href: `#/${path}`, 'aria-current': path === route.name ? 'page' : path === 'projects' && INSIDE.has(route.name) ? 'true' : null }, text))),
    accountMenu(account, navigate));
}

/** @param {import('../api/session.js').Account} account @param {(hash: string) => void} navigate */
function accountMenu(account, navigate) {
  const menu = h('details', { class: 'menu', 'data-testid': 'account-menu', on: { keydown: closeOnEscape, focusout: closeOnLeave } },
    h('summary', { 'aria-label': t('nav.account', { name: account.name }) },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(account.name)),
      h('span', { class: 'menu-name' }, account.name)),
    h('div', { class: 'menu-panel' },
      h('div', { class: 'menu-who' }, h('strong', null, account.name),
        h('span', { class: 'muted small' }, account.email),
        h('span', { class: 'muted small' }, t(`role.${account.role}`))),
      languageChoice('menu-language'),
      h('a', { href: '#/tokens' }, t('nav.tokens')),
      h('a', { href: '#/password' }, t('nav.password')),
      h('button', { type: 'button', 'data-testid': 'sign-out', on: { click: leave } }, t('nav.signOut'))));

  async function leave() {
    try {
      await signOut();
      navigate('#/sign-in');
    } catch (error) {
      announce(messageFor(error));
    }
  }

  return menu;
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (event.key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

/** @param {FocusEvent} event */
function closeOnLeave(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  const next = /** @type {Node | null} */ (event.relatedTarget);
  if (next && !menu.contains(next)) menu.open = false;
}

/** @param {string} name */
function initials(name) {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words[words.length - 1] : ''].map((word) => [...word][0] ?? '').join('').toUpperCase();
}

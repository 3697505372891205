/** The people who may sign in, for the owner of the server. */
import { createAccount, createSignInLink, listAccounts } from '../api/session.js';
import { t } from '../i18n/index.js';
import { copyField } from '../ui/copy.js';
import { fill, h } from '../ui/dom.js';
import { emailText } from '../ui/email.js';
import { formError, selectField, submitForm, textField } from '../ui/form.js';
import { date, dateTime } from '../ui/format.js';
import { messageFor } from '../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';

const ROLES = ['annotator', 'reviewer', 'requester', 'owner'];

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function accountsView(container, context) {
  context.setTitle(t('accounts.title'));
  const list = h('div');
  const shown = h('div', { 'aria-live': 'polite' });
  fill(container, h('div', { class: 'page-head' }, h('div', null, h('h1', null, t('accounts.title')), h('p', { class: 'muted' }, t('accounts.lead')))),
    shown, h('div', { class: 'columns' }, list, newAccount()));
  const load = () => loadInto(list, listAccounts, ({ items }) => table(items), { quiet: true });
  await load();

  /** @param {any[]} accounts */
  function table(accounts) {
    if (accounts.length === 0) return emptyState({ title: t('accounts.empty'), text: t('accounts.emptyText') });
    return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('accounts.title') }, h('table', { class: 'table cards-table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('common.name')), h('th', { scope: 'col' }, t('common.role')),
        h('th', { scope: 'col' }, t('accounts.since')), h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('accounts.link'))))),
      h('tbody', null, accounts.map((account) => h('tr', null,
        h('th', { scope: 'row' }, account.name, account.email && emailText(account.email)),
        h('td', { dataset: { label: t('common.role') } }, h('span', { class: 'chip' }, t(`role.${account.role}`))),
        h('td', { dataset: { label: t('accounts.since') } }, date(account.createdAt)),
        h('td', { class: 'number' }, h('button', { type: 'button', class: 'button small', 'aria-label': t('accounts.linkFor', { name: account.name }),
          on: { click: () => makeLink(account) } }, t('accounts.link'))))))));
  }

  /** @param {any} account */
  async function makeLink(account) {
    try {
      const made = await signedIn(() => createSignInLink(account.email));
      showLink(account.name || account.email, made);
    } catch (error) {
      fill(shown, h('p', { class: 'notice bad', role: 'alert' }, messageFor(error)));
    }
  }

  /** @param {string} name @param {{link: string, expiresAt?: string}} made */
  function showLink(name, { link, expiresAt }) {
    fill(shown, h('div', { class: 'notice stack-tight shown-once' }, h('p', null, h('strong', null, t('accounts.linkReady', { name }))),
      copyField({ label: t('accounts.link'), text: link, testid: 'account-link' }),
      h('p', { class: 'small' }, expiresAt ? t('people.linkOnce', { time: dateTime(expiresAt) }) : t('accounts.once'))));
    shown.scrollIntoView({ block: 'nearest' });
  }

  function newAccount() {
    const form = h('form', { class: 'card stack', on: { submit } }, h('h2', null, t('accounts.new')), formError(),
      textField({ label: t('common.email'), name: 'email', type: 'email', autocomplete: 'off' }),
      textField({ label: t('common.name'), name: 'name', optional: true, maxlength: 200, autocomplete: 'off' }),
      selectField({ label: t('common.role'), name: 'role', value: 'annotator', options: ROLES.map((role) => [role, t(`role.${role}`)]) }),
      h('div', null, h('button', { type: 'submit', class: 'button primary' }, t('accounts.create'))));

    /** @param {Event} event */
    function submit(event) {
      event.preventDefault();
      return submitForm(form, async () => {
        const at = form.elements;
        const name = at.namedItem('name').value.trim();
        const made = await signedIn(() => createAccount({ email: at.namedItem('email').value.trim(), role: at.namedItem('role').value,
          ...(name ? { name } : {}) }));
        showLink(made.account.name || made.account.email, made);
        form.reset();
        await load();
      });
    }

    return form;
  }
}

/** A one-time link: first owner, invitation, or sign-in. */
import { ApiError } from '../api/client.js';
import { currentAccount, inspectLink, redeemLink } from '../api/session.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { entrance } from '../ui/entrance.js';
import { formError, showError, submitForm, textField } from '../ui/form.js';
import { loadInto, signedIn } from '../ui/states.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function linkView(container, context) {
  const { token } = context.params;
  context.setTitle(t('link.title'));
  await loadInto(container, () => inspect(token), (link) => (link ? draw(link) : invalid()));

  /** @param {any} link */
  function draw(link) {
    const needsForm = link.kind === 'owner' || (link.kind === 'invite' && link.needsAccount && !currentAccount());
    const title = link.kind === 'invite' ? t('link.invite', { project: link.projectName ?? t('app.name') }) : t(`link.${link.kind}`);
    context.setTitle(title);
    const form = h('form', { class: 'stack', on: { submit: (/** @type {Event} */ event) => submit(event, needsForm) } },
      formError(), needsForm && accountFields(link),
      h('button', { type: 'submit', class: 'button primary large', 'data-testid': 'link-continue' },
        needsForm ? t('link.create') : t('link.continue')));
    return entrance(title, h('p', null, explanation(link, needsForm)), form);
  }

  /** @param {Event} event @param {boolean} needsForm */
  function submit(event, needsForm) {
    event.preventDefault();
    const form = /** @type {any} */ (event.currentTarget);
    return submitForm(form, async () => {
      const answer = needsForm ? readAccount(form) : {};
      if (!answer) return;
      try {
        const redeemed = await signedIn(() => redeemLink({ token, ...answer }));
        history.replaceState(null, '', '#/');
        context.navigate(redeemed.projectId ? `#/projects/${redeemed.projectId}` : '#/projects');
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
        fill(container, invalid());
      }
    });
  }

  function invalid() {
    history.replaceState(null, '', '#/link/used');
    return entrance(t('link.invalidTitle'), h('p', null, t('link.invalid')),
      h('a', { class: 'button', href: currentAccount() ? '#/projects' : '#/sign-in' },
        currentAccount() ? t('app.home') : t('signIn.leave')));
  }
}

/** @param {string} token @returns {Promise<any>} null when the link is used up */
async function inspect(token) {
  try {
    return await inspectLink(token);
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 422 || error.status === 400)) return null;
    throw error;
  }
}

/** @param {any} link @param {boolean} needsForm */
function explanation(link, needsForm) {
  if (link.kind === 'owner') return t('link.ownerText');
  if (link.kind === 'signIn') return link.email ? t('link.signInText', { email: link.email }) : t('link.signInTextUnknown');
  const text = t('link.inviteText', { project: link.projectName ?? '', role: link.role ? t(`role.${link.role}`).toLowerCase() : '' });
  if (needsForm) return `${text} ${t('link.inviteNew')}`;
  const account = currentAccount();
  return account ? `${text} ${t('link.asYou', { name: account.name })}` : text;
}

/** @param {any} link */
function accountFields(link) {
  return [
    textField({ label: t('signIn.email'), name: 'email', type: 'email', autocomplete: 'username', value: link.email ?? '',
      readonly: Boolean(link.email), 'data-testid': 'link-email' }),
    textField({ label: t('link.name'), help: t('link.nameHelp'), name: 'name', autocomplete: 'name', maxlength: 200,
      'data-testid': 'link-name' }),
    textField({ label: t('signIn.password'), help: t('link.passwordHelp'), name: 'password', type: 'password',
      autocomplete: 'new-password', 'data-testid': 'link-password' }),
  ];
}

/** @param {any} form @returns {{email: string, name: string, password: string} | null} null when the password is refused */
function readAccount(form) {
  const password = form.elements.password.value;
  if (password.length < 8 || password.length > 128) {
    showError(form, 'password', t('link.passwordLength'));
    return null;
  }
  return { email: form.elements.email.value.trim(), name: form.elements.name.value.trim(), password };
}

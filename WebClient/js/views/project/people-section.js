/** Who works on the project, and links to invite more. */
import { createInvite, listMembers, removeMember } from '../../api/projects.js';
import { t } from '../../i18n/index.js';
import { confirmDialog } from '../../ui/dialog.js';
import { fill, h } from '../../ui/dom.js';
import { copyField } from '../../ui/copy.js';
import { emailText } from '../../ui/email.js';
import { formError, selectField, showError, submitForm, textField } from '../../ui/form.js';
import { dateTime } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { loadInto, signedIn } from '../../ui/states.js';

/** @param {{project: import('../../api/projects.js').Project, me: string}} options */
export function peopleSection({ project, me }) {
  const list = h('div');
  const link = h('div', { 'aria-live': 'polite' });
  const form = h('form', { class: 'stack-tight invite-form', on: { submit } },
    h('h3', null, t('people.invite')), formError(),
    selectField({ label: t('common.role'), name: 'role', value: 'annotator',
      options: ['annotator', 'reviewer', 'requester'].map((role) => [role, t(`role.${role}`)]) }),
    textField({ label: t('common.email'), help: t('people.emailHelp'), name: 'email', type: 'email', optional: true, autocomplete: 'off' }),
    h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'invite-create' }, t('people.makeLink'))), link);
  const node = h('section', { class: 'card stack', 'aria-labelledby': 'people-title' },
    h('h2', { id: 'people-title' }, t('people.title')), list, form);
  const load = () => loadInto(list, () => listMembers(project.id), draw, { quiet: true });
  load();

  /** @param {any[]} members */
  function draw(members) {
    if (members.length === 0) return h('p', { class: 'muted' }, t('people.empty'));
    return h('ul', { class: 'people' }, members.map((member) => h('li', null,
      h('div', null, h('strong', null, member.account.name), member.account.email && emailText(member.account.email)),
      h('div', { class: 'people-facts' }, h('span', { class: 'chip' }, t(`role.${member.role}`)),
        h('span', { class: 'small muted number' }, t('people.submitted', { count: member.submitted }))),
      member.account.id !== me && h('button', { type: 'button', class: 'button quiet icon', title: t('people.remove'),
        'aria-label': t('people.removeName', { name: member.account.name }), on: { click: () => remove(member) } }, '×'))));
  }

  /** @param {any} member */
  async function remove(member) {
    const sure = await confirmDialog({ title: t('people.removeName', { name: member.account.name }), text: t('people.removeText'),
      confirm: t('people.remove'), danger: true });
    if (!sure) return;
    try {
      await signedIn(() => removeMember(project.id, member.account.id));
      await load();
    } catch (error) {
      showError(form, null, messageFor(error));
    }
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      const email = form.elements.namedItem('email').value.trim();
      const invite = { role: form.elements.namedItem('role').value, ...(email ? { email } : {}) };
      const made = await signedIn(() => createInvite(project.id, invite));
      fill(link, h('div', { class: 'stack-tight' },
        copyField({ label: t('people.link'), text: made.link, testid: 'invite-link' }),
        h('p', { class: 'small muted' }, t('people.linkOnce', { time: dateTime(made.expiresAt) }))));
    });
  }

  return { node };
}

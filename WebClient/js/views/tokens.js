/** Access tokens for programs. */
import { createToken, listTokens, revokeToken } from '../api/session.js';
import { listProjects } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { copyField } from '../ui/copy.js';
import { confirmDialog } from '../ui/dialog.js';
import { fill, h } from '../ui/dom.js';
import { formError, selectField, showError, submitForm, textField } from '../ui/form.js';
import { date, dateTime } from '../ui/format.js';
import { messageFor } from '../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';

/** How long a token lives unless told otherwise. */
const DEFAULT_DAYS = '90';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function tokensView(container, context) {
  context.setTitle(t('tokens.title'));
  const list = h('div');
  const shown = h('div', { 'aria-live': 'polite' });
  const side = h('div');
  fill(container, h('div', { class: 'page-head' }, h('div', null, h('h1', null, t('tokens.title')), h('p', { class: 'muted' }, t('tokens.lead')))),
    shown, h('div', { class: 'columns' }, list, side));
  /** @type {Map<string, string>} */
  let projects = new Map();
  const load = () => loadInto(list, async () => {
    const [tokens, own] = await Promise.all([listTokens(), listProjects()]);
    projects = new Map(own.map((project) => [project.id, project.name]));
    return tokens.items;
  }, table, { quiet: true });
  await load();
  const form = newToken();
  fill(side, form);

  /** @param {any[]} tokens */
  function table(tokens) {
    if (tokens.length === 0) return emptyState({ title: t('tokens.empty'), text: t('tokens.emptyText') });
    return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('tokens.title') }, h('table', { class: 'table cards-table' },
      h('thead', null, h('tr', null, ['name', 'scope', 'project', 'expires', 'used'].map((key) => h('th', { scope: 'col' }, t(`tokens.column.${key}`))),
        h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('tokens.revoke'))))),
      h('tbody', null, tokens.map((token) => h('tr', null, h('th', { scope: 'row' }, token.name),
        h('td', cell('scope'), h('span', { class: 'chip' }, t(`tokens.scope.${token.scope}`))),
        h('td', cell('project'), token.projectId ? projects.get(token.projectId) ?? t('tokens.oneProject') : t('tokens.allProjects')),
        h('td', cell('expires'), token.expiresAt ? date(token.expiresAt) : t('tokens.never')),
        h('td', cell('used'), token.lastUsedAt ? dateTime(token.lastUsedAt) : t('tokens.notUsed')),
        h('td', null, h('button', { type: 'button', class: 'button danger small', 'aria-label': t('tokens.revokeName', { name: token.name }),
          on: { click: () => revoke(token) } }, t('tokens.revoke'))))))));
  }

  /** @param {any} token */
  async function revoke(token) {
    if (!await confirmDialog({ title: t('tokens.revokeName', { name: token.name }), text: t('tokens.revokeText'), confirm: t('tokens.revoke'), danger: true })) return;
    try {
      await signedIn(() => revokeToken(token.id));
      await load();
    } catch (error) {
      showError(form, null, messageFor(error));
    }
  }

  function newToken() {
    const node = h('form', { class: 'card stack', on: { submit } }, h('h2', null, t('tokens.new')), formError(),
      textField({ label: t('common.name'), help: t('tokens.nameHelp'), name: 'name', maxlength: 200, autocomplete: 'off' }),
      selectField({ label: t('tokens.column.scope'), name: 'scope', options: [['read', t('tokens.scope.read')], ['write', t('tokens.scope.write')]] }),
      selectField({ label: t('tokens.column.project'), name: 'projectId', options: [['', t('tokens.allProjects')], ...projects] }),
      textField({ label: t('tokens.days'), help: t('tokens.daysHelp'), name: 'expiresInDays', type: 'number', min: 1, max: 3650, optional: true, value: DEFAULT_DAYS }),
      h('div', null, h('button', { type: 'submit', class: 'button primary' }, t('tokens.create'))));

    /** @param {Event} event */
    function submit(event) {
      event.preventDefault();
      return submitForm(node, async () => {
        const at = node.elements;
        const days = at.namedItem('expiresInDays').value;
        const projectId = at.namedItem('projectId').value;
        const made = await signedIn(() => createToken({ name: at.namedItem('name').value.trim(), scope: at.namedItem('scope').value,
          ...(projectId ? { projectId } : {}), ...(days ? { expiresInDays: Number(days) } : {}) }));
        fill(shown, h('div', { class: 'notice stack-tight shown-once' }, h('p', null, h('strong', null, t('tokens.once'))),
          copyField({ label: t('tokens.token'), text: made.token, testid: 'token-value' })));
        node.reset();
        at.namedItem('expiresInDays').value = DEFAULT_DAYS;
        await load();
      });
    }

    return node;
  }
}

/** What names a cell where the table is laid out as cards. @param {string} column */
function cell(column) {
  return { dataset: { label: t(`tokens.column.${column}`) } };
}

/** The links by which people from outside draw in a project, and the hosts they come from. */
import { createLink, getHosts, listLinks, personalAddress, revokeLink, setHosts } from '../api/outside.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { announce } from '../ui/announce.js';
import { confirmDialog } from '../ui/dialog.js';
import { fill, h } from '../ui/dom.js';
import { field, formError, selectField, submitForm, textField } from '../ui/form.js';
import { count, dateTime } from '../ui/format.js';
import { copyField } from '../ui/copy.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';

const KINDS = /** @type {const} */ (['personal', 'anonymous', 'turk', 'prolific']);

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function outsideLinksView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [project, links, hosts] = await Promise.all([getProject(id), listLinks(id), getHosts(id)]);
    return { project, links, hosts };
  };
  const show = (quiet = true) => loadInto(container, load, draw, { quiet });
  await show(false);

  /** @param {{project: any, links: import('../api/outside.js').OutsideLink[], hosts: string[]}} data */
  function draw({ project, links, hosts }) {
    context.setTitle(`${t('outside.title')} · ${project.name}`);
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
        h('h1', null, t('outside.title')), h('p', { class: 'muted' }, t('outside.lead')))),
      h('div', { class: 'columns' }, h('div', { class: 'stack' }, links.length === 0 ? emptyState({ title: t('outside.empty'), text: t('outside.emptyText') })
        : links.map(linkCard)), h('div', { class: 'stack' }, linkForm(), hostsForm(hosts))),
    ];
  }

  /** @param {import('../api/outside.js').OutsideLink} link */
  function linkCard(link) {
    const isOver = Boolean(link.revokedAt) || Date.parse(link.expiresAt) < Date.now();
    const state = link.revokedAt ? t('outside.revoked', { time: dateTime(link.revokedAt) }) : t(isOver ? 'outside.expired' : 'outside.until', { time: dateTime(link.expiresAt) });
    return h('section', { class: 'card stack-tight', 'data-testid': 'outside-link', 'aria-label': link.name }, h('h2', null, link.name),
      h('p', { class: 'muted' }, [t(`outside.kind.${link.kind}`), t('outside.people', { people: count(link.people), capacity: count(link.capacity) }),
        t('outside.answers', { count: link.answers }), t('outside.images', { count: link.images }), state].join(' · ')),
      link.url && !isOver && copyField({ label: t('outside.address'), text: link.url, testid: 'outside-url' }),
      link.kind === 'personal' && !isOver && personalForm(link),
      !link.revokedAt && h('div', null, h('button', { type: 'button', class: 'button danger small', 'data-testid': 'outside-revoke', on: { click: () => revoke(link) } }, t('outside.revoke'))));
  }

  /** @param {import('../api/outside.js').OutsideLink} link */
  async function revoke(link) {
    const sure = await confirmDialog({ title: t('outside.revokeTitle', { name: link.name }), text: t('outside.revokeText'), confirm: t('outside.revoke'), danger: true });
    if (!sure) return;
    await signedIn(() => revokeLink(id, link.id));
    await show();
  }

  /** @param {import('../api/outside.js').OutsideLink} link */
  function personalForm(link) {
    const place = h('div', { 'aria-live': 'polite' });
    const form = h('form', { class: 'stack-tight', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      return submitForm(form, async () => {
        const worker = form.elements.namedItem('worker').value.trim();
        const url = await signedIn(() => personalAddress(id, link.id, worker));
        fill(place, copyField({ label: t('outside.addressOf', { name: worker }), text: url, testid: 'outside-personal-url' }));
      });
    } } }, formError(), textField({ label: t('outside.worker'), help: t('outside.workerHelp'), name: 'worker', maxlength: 128 }),
    h('div', null, h('button', { type: 'submit', class: 'button small' }, t('outside.makePersonal'))), place);
    return form;
  }

  function linkForm() {
    const completion = h('div', { class: 'stack' },
      textField({ label: t('outside.completionCode'), name: 'completionCode', optional: true, maxlength: 200 }),
      textField({ label: t('outside.completionURL'), help: t('outside.completionURLHelp', { placeholder: '{code}' }), name: 'completionURL', optional: true, maxlength: 1000, type: 'url' }));
    const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('outside.new')), formError(),
      textField({ label: t('outside.name'), name: 'name', maxlength: 200 }),
      selectField({ label: t('outside.kind'), name: 'kind', value: 'anonymous', options: KINDS.map((kind) => [kind, t(`outside.kind.${kind}`)]), on: { change: offer } }),
      textField({ label: t('outside.imagesField'), help: t('outside.imagesHelp'), name: 'images', type: 'number', min: 1, max: 1000, value: '1' }),
      textField({ label: t('outside.capacity'), name: 'capacity', type: 'number', min: 1, max: 1000000, value: '100' }),
      textField({ label: t('outside.days'), name: 'days', type: 'number', min: 1, max: 365, value: '30' }), completion,
      h('div', null, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'outside-create' }, t('outside.create'))));

    function offer() {
      completion.hidden = form.elements.namedItem('kind').value === 'turk';
    }

    /** @param {Event} event */
    function submit(event) {
      event.preventDefault();
      return submitForm(form, async () => {
        const value = (/** @type {string} */ name) => form.elements.namedItem(name).value.trim();
        const isTurk = value('kind') === 'turk';
        await signedIn(() => createLink(id, { name: value('name'), kind: value('kind'), images: Number(value('images')), capacity: Number(value('capacity')), days: Number(value('days')),
          completionCode: isTurk ? undefined : value('completionCode') || undefined, completionURL: isTurk ? undefined : value('completionURL') || undefined }));
        announce(t('outside.created'));
        await show();
      });
    }
    return form;
  }

  /** @param {string[]} hosts */
  function hostsForm(hosts) {
    const form = h('form', { class: 'card stack', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      return submitForm(form, async () => {
        const lines = form.elements.namedItem('hosts').value.split(/\s+/).filter(Boolean);
        form.elements.namedItem('hosts').value = (await signedIn(() => setHosts(id, lines))).join('\n');
        announce(t('outside.hostsSaved'));
      });
    } } }, h('h2', null, t('outside.hosts')), formError(),
    field({ label: t('outside.hostsField'), help: t('outside.hostsHelp'), name: 'hosts', control: ({ id: box, describedBy }) => h('textarea', { id: box, name: 'hosts', rows: 4,
      'aria-describedby': describedBy, spellcheck: 'false', value: hosts.join('\n') }) }),
    h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'outside-hosts-save' }, t('outside.hostsSave'))));
    return form;
  }
}

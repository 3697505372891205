/** The requester's page about gold: how people do on it, the images, and how it is used. */
import { goldDisputes, goldItems, goldPeople, goldSettings } from '../api/gold.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { disputesSection } from './gold/disputes-section.js';
import { itemsSection } from './gold/items-section.js';
import { peopleSection } from './gold/people-section.js';
import { settingsForm } from './gold/settings-form.js';
import { suggestionsSection } from './gold/suggestions-section.js';
import { takeForm } from './gold/take-form.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function goldView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [project, settings, items, people, disputes] = await Promise.all([getProject(id), goldSettings(id), goldItems(id), goldPeople(id), goldDisputes(id)]);
    return { project, settings, items, people, disputes };
  };
  const show = () => loadInto(container, load, ({ project, settings, items, people, disputes }) => {
    context.setTitle(`${t('gold.title')} · ${project.name}`);
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
        h('h1', null, t('gold.title')), h('p', { class: 'muted' }, t('gold.lead')))),
      h('div', { class: 'columns' },
        h('div', { class: 'stack-loose' }, disputesSection({ projectId: id, disputes }), peopleSection({ projectId: id, people, settings, onChanged: show }),
          itemsSection({ projectId: id, items, onChanged: show })),
        h('div', { class: 'stack-loose' }, takeForm({ projectId: id, items, onChanged: show }), suggestionsSection({ projectId: id, onChanged: show }),
          settingsForm({ projectId: id, settings, items, onChanged: show }))),
    ];
  }, { quiet: true });
  await show();
}

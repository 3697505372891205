/** Agreement to be quoted: two by two, by class and size, and how far probabilities can be taken at their word. */
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { breakdownSection } from './agreement/breakdown-section.js';
import { pairsSection } from './agreement/pairs-section.js';
import { reliabilitySection } from './agreement/reliability-section.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function agreementView(container, context) {
  const id = context.params.project;
  await loadInto(container, () => getProject(id), (project) => {
    context.setTitle(`${t('figures.title')} · ${project.name}`);
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
        h('h1', null, t('figures.title')), h('p', { class: 'muted' }, t('figures.lead'))),
      h('div', { class: 'button-row' }, h('a', { class: 'button', href: `#/projects/${id}/dashboard` }, t('dashboard.title')))),
      h('div', { class: 'stack-loose' }, pairsSection({ projectId: id, query: context.query, setQuery: context.setQuery }),
        breakdownSection(id), reliabilitySection(project)),
    ];
  });
}

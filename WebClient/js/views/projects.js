/** The list of projects one belongs to. */
import { listProjects } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { hrefTo } from '../router.js';
import { bar } from '../ui/bar.js';
import { fill, h } from '../ui/dom.js';
import { count } from '../ui/format.js';
import { emptyState, loadInto } from '../ui/states.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function projectsView(container, context) {
  context.setTitle(t('projects.title'));
  const mayCreate = ['owner', 'requester'].includes(context.account.role);
  const list = h('div');
  fill(container,
    h('div', { class: 'page-head' }, h('h1', null, t('projects.title')),
      mayCreate && h('a', { class: 'button primary', href: '#/projects/new', 'data-testid': 'project-new' }, t('projects.new'))),
    list);
  await loadInto(list, listProjects, (projects) => (projects.length === 0
    ? nothing(mayCreate)
    : h('ul', { class: 'project-grid' }, projects.map((project) => h('li', null, card(project))))));
}

/** @param {boolean} mayCreate */
function nothing(mayCreate) {
  return mayCreate
    ? emptyState({ title: t('projects.empty'), text: t('projects.emptyCreate'),
      actions: [h('a', { class: 'button primary', href: '#/projects/new' }, t('projects.new'))] })
    : emptyState({ title: t('projects.empty'), text: t('projects.emptyAnnotator') });
}

/** @param {any} project */
function card(project) {
  const runs = project.role !== 'annotator';
  const home = runs ? `#/projects/${project.id}` : `#/projects/${project.id}/mine`;
  return h('article', { class: 'card framed project-card', 'data-testid': 'project-card' },
    h('div', { class: 'project-card-head' },
      h('h2', null, h('a', { href: home }, project.name)),
      h('span', { class: 'chip' }, t(`role.${project.role}`))),
    project.description && h('p', { class: 'muted clamp' }, project.description),
    project.progress && progressOf(project.progress),
    h('div', { class: 'project-card-foot' }, workOf(project, runs)));
}

/** @param {import('../api/projects.js').Progress} progress */
function progressOf(progress) {
  const label = t('projects.submitted', { count: progress.slots, submitted: progress.submitted });
  const share = progress.slots > 0 ? progress.submitted / progress.slots : 0;
  return h('div', { class: 'stack-tight' },
    bar([{ share, kind: 'done' }], label),
    h('p', { class: 'small muted number' }, label, ' · ', t('projects.images', { count: progress.images }),
      progress.conflicts > 0 && [' · ', t('projects.conflicts', { count: progress.conflicts })]));
}

/** @param {any} project @param {boolean} runs */
function workOf(project, runs) {
  const { submitted, available } = project.mine ?? { submitted: 0, available: 0 };
  const draw = h('a', { class: runs ? 'button' : 'button primary large', href: `#/projects/${project.id}/annotate`,
    'data-testid': 'draw-next' }, t('projects.draw'));
  const open = runs
    ? h('a', { class: 'button', href: `#/projects/${project.id}`, 'data-testid': 'project-open' }, t('projects.open'))
    : h('a', { class: 'button large', href: `#/projects/${project.id}/mine` }, t('project.mine'));
  const done = h('p', { class: 'small muted' }, t('projects.mine', { submitted: count(submitted), available: count(available) }));
  if (available > 0) return [h('div', { class: 'button-row' }, draw, open), done];
  if (project.progress?.images === 0 && ['owner', 'requester'].includes(project.role)) {
    const add = h('a', { class: 'button primary', href: hrefTo(['projects', project.id], { add: 'images' }),
      'data-testid': 'project-add-images' }, t('projects.addImages'));
    return [h('div', { class: 'button-row' }, add, open), h('p', { class: 'small muted' }, t('projects.noImages'))];
  }
  if (runs) return [h('div', { class: 'button-row' }, open), done];
  return [h('p', { class: 'notice' }, submitted > 0 ? t('projects.allDone') : t('projects.nothingYet'))];
}

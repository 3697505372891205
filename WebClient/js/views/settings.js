/** Changing a project, with nobody's change lost. */
import { ApiError } from '../api/client.js';
import { deleteProject, getProject, updateProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { announce } from '../ui/announce.js';
import { confirmDialog } from '../ui/dialog.js';
import { fill, h } from '../ui/dom.js';
import { showError } from '../ui/form.js';
import { messageFor } from '../ui/problems.js';
import { loadInto, signedIn } from '../ui/states.js';
import { projectForm } from './form/project-form.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function settingsView(container, context) {
  const id = context.params.project;
  context.setTitle(t('settings.title'));
  const load = () => loadInto(container, () => getProject(id), draw);
  await load();

  /** @param {import('../api/projects.js').Project} project */
  function draw(project) {
    context.setTitle(`${t('settings.title')} · ${project.name}`);
    const stale = h('div');
    const form = projectForm({
      initial: project, submit: t('settings.save'), cancel: `#/projects/${id}`, extra: retiredLabels(project),
      onSubmit: async (values) => {
        try {
          await signedIn(() => updateProject(project, values));
        } catch (error) {
          if (!(error instanceof ApiError && error.status === 412)) throw error;
          showStale(stale);
          return;
        }
        announce(t('settings.saved'));
        context.navigate(`#/projects/${id}`);
      },
    });
    return [
      h('div', { class: 'page-head' }, h('div', null,
        h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)), h('h1', null, t('settings.title')))),
      stale, form, dangerZone(project, form)];
  }

  /** @param {HTMLElement} place */
  function showStale(place) {
    fill(place, h('div', { class: 'notice warn stack', role: 'alert' },
      h('p', null, h('strong', null, t('settings.stale')), ' ', t('settings.staleText')),
      h('div', null, h('button', { type: 'button', class: 'button', on: { click: load } }, t('settings.staleLoad')))));
    place.scrollIntoView({ block: 'center' });
    /** @type {any} */ (place.querySelector('button')).focus();
  }

  /** @param {import('../api/projects.js').Project} project @param {HTMLElement} form */
  function dangerZone(project, form) {
    if (!['owner', 'requester'].includes(project.role)) return null;
    const remove = async () => {
      const sure = await confirmDialog({ title: t('settings.deleteTitle', { name: project.name }), text: t('settings.deleteText'),
        confirm: t('settings.delete'), danger: true });
      if (!sure) return;
      try {
        await signedIn(() => deleteProject(project));
        context.navigate('#/projects');
      } catch (error) {
        showError(form, null, messageFor(error));
      }
    };
    return h('section', { class: 'card stack danger-zone' }, h('h2', null, t('settings.danger')), h('p', null, t('settings.dangerText')),
      h('div', null, h('button', { type: 'button', class: 'button danger', on: { click: remove } }, t('settings.delete'))));
  }
}

/** @param {import('../api/projects.js').Project} project */
function retiredLabels(project) {
  const retired = project.labels.filter((label) => label.retired);
  return h('div', { class: 'stack-tight' }, h('p', { class: 'field-help' }, t('labels.retireHelp')),
    retired.length > 0 && h('p', { class: 'small' }, t('labels.retired'), ' ',
      retired.map((label) => h('span', { class: 'chip' }, label.name))));
}

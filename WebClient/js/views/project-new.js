/** Making a project. */
import { createProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { signedIn } from '../ui/states.js';
import { DEFAULTS, projectForm } from './form/project-form.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function projectNewView(container, context) {
  context.setTitle(t('projectNew.title'));
  const form = projectForm({
    initial: DEFAULTS, submit: t('projectNew.save'), cancel: '#/projects',
    onSubmit: async (values) => {
      const project = await signedIn(() => createProject(values));
      context.navigate(`#/projects/${project.id}`);
    },
  });
  fill(container, h('div', { class: 'page-head' }, h('h1', null, t('projectNew.title'))), form);
}

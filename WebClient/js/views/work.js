/** How a project's work is handed out, and what waits for a reviewer. */
import { getProject } from '../api/projects.js';
import { getWorkPlan } from '../api/work.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { escalationsSection } from './work/escalations-section.js';
import { planForm } from './work/plan-form.js';
import { rulesForm } from './work/rules-form.js';
import { refusalsSection } from './work/refusals-section.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function workView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [project, plan] = await Promise.all([getProject(id), getWorkPlan(id)]);
    return { project, plan };
  };
  await loadInto(container, load, ({ project, plan }) => {
    context.setTitle(`${t('work.title')} · ${project.name}`);
    const runs = ['owner', 'requester'].includes(project.role);
    const waiting = h('div', null, escalationsSection(id));
    const rules = rulesForm({ project, plan, mayEdit: runs, onSaved: (changed) => {
      Object.assign(plan, changed);
      fill(waiting, escalationsSection(id));
    } });
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
        h('h1', null, t('work.title')), h('p', { class: 'muted' }, t('work.lead'))),
        runs && h('div', { class: 'button-row' }, h('a', { class: 'button', href: `#/projects/${id}/planning`, 'data-testid': 'work-planning' }, t('planning.title')),
          h('a', { class: 'button', href: `#/projects/${id}/pay` }, t('pay.title')))),
      h('div', { class: 'columns' }, h('div', { class: 'stack-loose' }, rules, waiting, refusalsSection(id)),
        planForm({ projectId: id, plan, mayEdit: runs })),
    ];
  });
}

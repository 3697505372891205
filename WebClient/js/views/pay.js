/** The money of a project: terms, budget, work to judge, what each person earned. */
import { getPay } from '../api/pay.js';
import { getProject } from '../api/projects.js';
import { getWorkPlan } from '../api/work.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { budgetCard } from './pay/budget-card.js';
import { judgeWork } from './pay/judge-work.js';
import { peopleTable } from './pay/people-table.js';
import { termsForm } from './pay/terms-form.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function payView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [project, plan, pay] = await Promise.all([getProject(id), getWorkPlan(id), getPay(id)]);
    return { project, plan, pay };
  };
  await loadInto(container, load, ({ project, plan, pay }) => {
    context.setTitle(`${t('pay.title')} · ${project.name}`);
    const money = h('div', { class: 'stack-loose' });
    const refresh = async () => show(await getPay(id));
    const show = (/** @type {import('../api/pay.js').Summary} */ now) => fill(money, budgetCard(now),
      now.terms && judgeWork({ projectId: id, onChanged: refresh }), peopleTable({ projectId: id, pay: now, onChanged: refresh }));
    show(pay);
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
        h('h1', null, t('pay.title')), h('p', { class: 'muted' }, t('pay.lead')))),
      h('div', { class: 'columns' }, money, termsForm({ project, plan, onSaved: refresh })),
    ];
  });
}

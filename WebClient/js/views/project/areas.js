/** The ways from a project's page to its other pages, by what one comes for. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';

/** Page, its title, and whether it needs images or is for those who run the project. */
const AREAS = /** @type {const} */ ([
  ['results', [
    ['conflicts', 'conflicts.title', 'images'], ['disagreement', 'disagreement.link', 'images'],
    ['agreement', 'figures.title', 'images'], ['audits', 'audits.title', 'images'],
    ['consensus', 'runs.title', 'images'], ['balance', 'balance.title', 'images'], ['dashboard', 'dashboard.title', 'images'],
  ]],
  ['people', [
    ['guidelines', 'guidelines.title', 'always'], ['gold', 'gold.title', 'runs'], ['second-pass', 'second.title', 'images'],
    ['behaviour', 'behaviour.title', 'images'], ['work', 'work.title', 'images'], ['pay', 'pay.title', 'runs'],
    ['outside', 'outside.title', 'runs'],
  ]],
]);

/** @param {import('../../api/projects.js').Project} project */
export function projectAreas(project) {
  const runs = ['owner', 'requester'].includes(project.role);
  const open = { always: true, images: project.progress?.images !== 0, runs };
  return h('nav', { class: 'project-areas', 'aria-label': t('project.areas') }, AREAS.map(([area, pages]) =>
    h('div', { class: 'project-area' }, h('h2', { class: 'small muted' }, t(`project.area.${area}`)),
      h('ul', { class: 'project-area-links' }, pages.filter(([, , needs]) => open[needs]).map(([page, title]) =>
        h('li', null, h('a', { href: `#/projects/${project.id}/${page}`, 'data-testid': `project-${page}` }, t(title))))))));
}

/** What one has handed in, and the way to the next image. */
import { listMine } from '../api/assignments.js';
import { getOwnRecord } from '../api/behaviour.js';
import { myGold } from '../api/gold.js';
import { getEarnings } from '../api/pay.js';
import { getOwnJudging } from '../api/second-pass.js';
import { getProject, listProjects } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { count, dateTime, duration } from '../ui/format.js';
import { renderMarkdown } from '../ui/markdown.js';
import { emptyState, loadInto } from '../ui/states.js';
import { threadsSection } from '../ui/threads-list.js';
import { ownRecord } from './behaviour/own-record.js';
import { earningsSection } from './mine/earnings-section.js';
import { endedSection } from './mine/ended-section.js';
import { judgingCard } from './second-pass/judging-card.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function mineView(container, context) {
  const id = context.params.project;
  context.setTitle(t('mine.title'));
  const load = async () => {
    const [project, mine, projects, earnings, gold, record, judging] = await Promise.all([getProject(id), listMine(id), listProjects(),
      getEarnings(id), myGold(id), getOwnRecord(id), getOwnJudging(id)]);
    return { project, mine, earnings, gold, record, judging, available: projects.find((one) => one.id === id)?.mine?.available ?? 0 };
  };
  await loadInto(container, load, ({ project, mine, available, earnings, gold, record, judging }) => {
    context.setTitle(`${t('mine.title')} · ${project.name}`);
    return [head(project, mine.submitted, available), wayToWork(id, gold), judging.enabled && judgingCard(project.id, judging), guidelines(project),
      earningsSection(earnings), endedSection(id, mine.ended), list(project, mine.items), ownRecord(record),
      project.role === 'annotator' && threadsSection({ projectId: id, own: true })];
  });
}

/** @param {import('../api/projects.js').Project} project @param {number} submitted @param {number} available */
function head(project, submitted, available) {
  const home = project.role === 'annotator' ? '#/projects' : `#/projects/${project.id}`;
  return [h('div', { class: 'page-head' }, h('div', null,
    h('p', { class: 'crumbs' }, h('a', { href: home }, project.role === 'annotator' ? t('projects.title') : project.name)),
    h('h1', null, project.role === 'annotator' ? project.name : t('mine.title')),
    project.description && h('p', { class: 'muted' }, project.description))),
  h('div', { class: 'card framed next-card' },
    available > 0
      ? h('a', { class: 'button primary large', href: `#/projects/${project.id}/annotate`, 'data-testid': 'draw-next' }, t('projects.draw'))
      : h('p', null, h('strong', null, submitted > 0 ? t('projects.allDone') : t('projects.nothingYet'))),
    h('p', { class: 'muted' }, t('projects.mine', { submitted: count(submitted), available: count(available) })))];
}

/** Where to practise, sit the exam and see results, where there is any of it. @param {string} id @param {import('../api/gold.js').Own} gold */
function wayToWork(id, { pause, qualification, results }) {
  const waits = qualification && !qualification.qualified;
  const offers = qualification && (qualification.exam || qualification.practiceWanted + qualification.practiced + qualification.practiceLeft > 0);
  if (!pause && !offers && results.length === 0) return null;
  return h('p', { class: pause ? 'notice bad' : waits ? 'notice warn' : 'notice', 'data-testid': 'way-to-work' },
    pause ? `${t('qualify.paused')} ${pause.reason} ` : waits ? `${qualification.mustPassAgain ? t('qualify.again', { time: dateTime(qualification.askedAgainAt) }) : t('qualify.first')} ` : '',
    h('a', { href: `#/projects/${id}/qualify` }, t('qualify.title')));
}

/** @param {import('../api/projects.js').Project} project */
function guidelines(project) {
  if (!project.instructions?.trim()) return null;
  return h('details', { class: 'card fold guidelines', open: true }, h('summary', null, h('h2', null, t('form.instructions'))),
    h('div', { class: 'prose' }, renderMarkdown(project.instructions)),
    h('p', { class: 'guidelines-more' }, h('a', { href: `#/projects/${project.id}/guidelines`, 'data-testid': 'mine-guidelines' }, t('guidelines.withExamples'))));
}

/** @param {import('../api/projects.js').Project} project @param {any[]} items */
function list(project, items) {
  return h('section', { class: 'stack-tight', 'aria-labelledby': 'mine-title' }, h('h2', { id: 'mine-title' }, t('mine.done')),
    items.length === 0 ? emptyState({ level: 'h3', title: t('mine.empty'), text: t('mine.emptyText') })
      : h('div', { class: 'table-wrap' }, h('table', { class: 'table cards-table' },
        h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('mine.when')), h('th', { scope: 'col', class: 'number' }, t('mine.shapes')),
          h('th', { scope: 'col', class: 'number' }, t('work.mine.time')), h('th', { scope: 'col' }, t('work.mine.status')),
          h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('mine.look'))))),
        h('tbody', null, items.map((item) => h('tr', null, h('th', { scope: 'row' }, dateTime(item.submittedAt)),
          h('td', { class: 'number', 'data-label': t('mine.shapes') }, count(item.annotations)),
          h('td', { class: 'number', 'data-label': t('work.mine.time') }, duration(item.activeSeconds * 1000)),
          h('td', null, item.status === 'late' ? t('work.mine.surplus') : t('work.mine.counted')),
          h('td', { class: 'number' }, h('a', { href: `#/projects/${project.id}/mine/${item.assignmentId}`,
            'aria-label': t('mine.lookAt', { time: dateTime(item.submittedAt) }) }, t('mine.look')))))))));
}

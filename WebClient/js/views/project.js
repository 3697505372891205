/** A project as the people who run it see it. */
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { threadsSection } from '../ui/threads-list.js';
import { agreementSection } from './project/agreement-section.js';
import { projectAreas } from './project/areas.js';
import { exchangeSection } from './project/exchange-section.js';
import { isNarrowed } from './project/image-narrowing.js';
import { imagesSection } from './project/images-section.js';
import { peopleSection } from './project/people-section.js';
import { progressSection } from './project/progress-section.js';
import { uploadSection } from './project/upload-section.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function projectView(container, context) {
  const id = context.params.project;
  /** @type {(() => void)[]} */
  const disposals = [];
  await loadInto(container, () => getProject(id), (project) => {
    context.setTitle(project.name);
    if (project.role === 'annotator') {
      window.location.replace(`#/projects/${id}/mine`);
      return [];
    }
    return draw(project);
  });
  if (context.query.add === 'images') toUpload();
  if (isNarrowed(context.query)) toImages();
  return { dispose: () => disposals.forEach((dispose) => dispose()) };

  /** @param {import('../api/projects.js').Project} project */
  function draw(project) {
    const top = h('div', { class: 'stack' }, head(project), projectAreas(project));
    const progress = h('div', null, progressSection(project));
    const images = imagesSection({ project, query: context.query, setQuery: context.setQuery });
    const agreement = agreementSection({ projectId: id, mayFit: ['owner', 'requester'].includes(project.role), onFitted: () => images.reload() });
    const refresh = async () => {
      images.reload();
      agreement.reload();
      const now = await getProject(id);
      fill(top, head(now), projectAreas(now));
      fill(progress, progressSection(now));
    };
    const runs = ['owner', 'requester'].includes(project.role);
    const upload = runs ? uploadSection({ projectId: id, onSettled: refresh }) : null;
    if (upload) disposals.push(upload.dispose);
    const body = h('div', { class: 'stack-loose' },
      h('section', { class: 'card stack', 'aria-labelledby': 'images-title' },
        h('h2', { id: 'images-title' }, t('images.title')), upload?.node, images.node),
      agreement.node, threadsSection({ projectId: id, own: false }));
    if (!runs) return [top, progress, body];
    return [top, progress, h('div', { class: 'columns' }, body,
      h('div', { class: 'stack-loose' }, peopleSection({ project, me: context.account.id }).node,
        exchangeSection({ project, onChanged: refresh }).node))];
  }
}

/** Brings the place for new images into sight, ready to choose files. */
function toUpload() {
  const files = document.getElementById('upload-files');
  files?.focus({ preventScroll: true });
  files?.closest('.drop-zone')?.scrollIntoView({ block: 'center' });
}

/** Brings the table into sight that an address asks for. */
function toImages() {
  document.getElementById('images-title')?.scrollIntoView({ block: 'start' });
}

/** @param {import('../api/projects.js').Project} project */
function head(project) {
  const runs = ['owner', 'requester'].includes(project.role);
  const bare = project.progress?.images === 0;
  return h('div', { class: 'page-head' },
    h('div', null, h('p', { class: 'crumbs' }, h('a', { href: '#/projects' }, t('projects.title'))), h('h1', null, project.name),
      project.description && h('p', { class: 'muted' }, project.description)),
    h('div', { class: 'button-row' },
      !bare && h('a', { class: 'button primary', href: `#/projects/${project.id}/annotate`, 'data-testid': 'draw-next' }, t('projects.draw')),
      bare && runs && h('button', { type: 'button', class: 'button primary', 'data-testid': 'project-add-images', on: { click: toUpload } },
        t('projects.addImages')),
      h('a', { class: 'button', href: `#/projects/${project.id}/mine` }, t('project.mine')),
      runs
        && h('a', { class: 'button', href: `#/projects/${project.id}/settings`, 'data-testid': 'project-settings' }, t('project.settings'))));
}

/** The history of a project's consensus: its runs, what changed from one to another, what other settings would change, and back. */
import { goOn, listRuns } from '../api/consensus-runs.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { announce } from '../ui/announce.js';
import { fill, h } from '../ui/dom.js';
import { messageFor } from '../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';
import { comparisonDesk } from './consensus/comparison-desk.js';
import { compareForm } from './consensus/compare-form.js';
import { previewForm } from './consensus/preview-form.js';
import { timeline } from './consensus/timeline.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function consensusView(container, context) {
  const id = context.params.project;
  /** @type {ReturnType<typeof comparisonDesk> | null} */
  let desk = null;
  const load = async () => {
    const [history, project] = await Promise.all([listRuns(id), getProject(id)]);
    return { history, project };
  };
  await loadInto(container, load, ({ history, project }) => {
    context.setTitle(`${t('runs.title')} · ${project.name}`);
    const runs = ['owner', 'requester'].includes(project.role);
    desk = comparisonDesk({ project, onApplied: reload, setQuery: context.setQuery });
    const head = h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
      h('h1', null, t('runs.title')), h('p', { class: 'muted' }, t('runs.lead'))));
    const { before, after } = context.query;
    if (before) desk.compare({ before: Number(before), ...(after ? { after: Number(after) } : {}) });
    return [head, pinNotice(project, history, runs), desk.node, h('div', { class: 'columns' },
      h('div', { class: 'stack-loose' },
        history.items.length > 0 && compareForm(history.items, (wish) => desk?.compare(wish)),
        history.items.length === 0 ? emptyState({ title: t('runs.empty'), text: t('runs.emptyText') })
          : timeline({ projectId: id, history, mayChange: runs, onCompare: (wish) => desk?.compare(wish), onChanged: reload })),
      previewForm(project, (settings) => desk?.preview(settings)))];
  });
  return { dispose: () => desk?.dispose() };

  /** @param {string} [message] */
  async function reload(message) {
    desk?.dispose();
    context.setQuery({});
    const view = await consensusView(container, { ...context, query: {} });
    desk = /** @type {any} */ (view);
    if (message) announce(message);
    // What had the focus is gone.
    const heading = container.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  }

  /**
   * Where the project stands at a run: which, and whose answers wait.
   *
   * @param {import('../api/projects.js').Project} project
   * @param {import('../api/consensus-runs.js').History} history
   * @param {boolean} mayChange
   */
  function pinNotice(project, { pin, current, items }, mayChange) {
    if (!pin) {
      return !current && items.length > 0 && h('p', { class: 'notice', 'data-testid': 'runs-ahead' }, t('runs.ahead'));
    }
    const failure = h('p', { class: 'field-error', role: 'alert' });
    const button = h('button', { type: 'button', class: 'button primary', 'data-testid': 'go-on', on: { click: proceed } }, t('runs.goOn'));
    return h('section', { class: 'notice warn stack-tight', 'data-testid': 'runs-pin', 'aria-label': t('runs.pinned') },
      h('p', null, h('b', null, t('runs.standsAt', { run: pin.run })), ' ', t('runs.standsAtText')),
      pin.waiting.length > 0 ? h('p', { 'data-testid': 'runs-waiting' }, t('runs.waiting', { count: pin.waiting.length }), ' ',
        pin.waiting.slice(0, 5).map((image, index) => [index > 0 && ', ', h('a', { href: `#/projects/${project.id}/images/${image.id}` }, image.name)]),
        pin.waiting.length > 5 && ' …') : h('p', null, t('runs.noneWaiting')),
      mayChange && h('div', null, button), failure);

    async function proceed() {
      if (button.getAttribute('aria-busy')) return;
      button.setAttribute('aria-busy', 'true');
      try {
        await signedIn(() => goOn(project.id));
        await reload(t('runs.goesOn'));
      } catch (error) {
        fill(failure, messageFor(error));
        button.removeAttribute('aria-busy');
      }
    }
  }
}

/** A comparison on the screen: while it is made, its sums by class, its images, and one of them as a picture. */
import { applySettings, compare } from '../../api/consensus-runs.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { confirmDialog } from '../../ui/dialog.js';
import { fill, h } from '../../ui/dom.js';
import { count } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';
import { changedImages } from './changed-images.js';
import { effectTable } from './effect-table.js';
import { settingsText, statesText } from './run-text.js';

/**
 * @param {object} options
 * @param {import('../../api/projects.js').Project} options.project
 * @param {(message: string) => void} options.onApplied
 * @param {(query: Record<string, any>) => void} options.setQuery
 */
export function comparisonDesk({ project, onApplied, setQuery }) {
  const node = h('div', { class: 'stack-loose', hidden: true });
  const mayChange = ['owner', 'requester'].includes(project.role);
  /** @type {AbortController | null} */
  let under = null;
  /** @type {ReturnType<typeof changedImages> | null} */
  let images = null;

  /** @param {{before?: number, after?: number, preview?: import('../../api/consensus-runs.js').Settings}} wish */
  async function make(wish) {
    close();
    setQuery({ before: wish.before, after: wish.after });
    const control = new AbortController();
    under = control;
    const said = h('p', { role: 'status' }, t('runs.comparing'));
    const bar = h('progress', { 'aria-label': t('runs.comparing') });
    node.hidden = false;
    fill(node, h('section', { class: 'card stack', 'data-testid': 'comparison-progress' }, said, bar,
      h('div', null, h('button', { type: 'button', class: 'button', 'data-testid': 'comparison-cancel', on: { click: close } }, t('common.cancel')))));
    node.scrollIntoView({ block: 'nearest' });
    try {
      const found = await signedIn(() => compare(project.id, wish, { signal: control.signal, onStep(step) {
        said.textContent = t(`runs.phase.${step.phase}`, { done: count(step.done), total: count(step.total ?? step.done) });
        if (step.total) Object.assign(bar, { max: step.total, value: step.done });
      } }));
      if (under === control) draw(found);
    } catch (error) {
      if (control.signal.aborted || under !== control) return;
      fill(node, h('p', { class: 'notice bad', role: 'alert' }, messageFor(error)));
    }
  }

  /** @param {import('../../api/consensus-runs.js').Comparison} comparison */
  function draw(comparison) {
    under = null;
    images = changedImages({ project, comparison });
    const title = h('h2', { id: 'comparison-title', tabindex: '-1' }, statesText(comparison));
    const failure = h('p', { class: 'field-error', role: 'alert' });
    const apply = comparison.preview && mayChange && h('button', { type: 'button', class: 'button primary', 'data-testid': 'apply', on: { click: () => put(comparison, apply, failure) } },
      t('runs.apply'));
    fill(node, h('section', { class: 'card stack', 'aria-labelledby': 'comparison-title', 'data-testid': 'comparison' },
      h('div', { class: 'run-head' }, title, comparison.preview && h('span', { class: 'chip warn' }, t('runs.onlyPreview'))),
      h('p', { 'data-testid': 'comparison-sum' }, comparison.changed === 0 ? t('runs.same')
        : t('runs.changedImages', { count: comparison.changed, total: count(comparison.compared) })),
      comparison.labels.length > 0 && effectTable(comparison), comparison.changed > 0 && images.node,
      h('div', { class: 'button-row' }, apply, h('button', { type: 'button', class: 'button', 'data-testid': 'comparison-close', on: { click: close } }, t('runs.close'))),
      failure));
    title.focus({ preventScroll: true });
    node.scrollIntoView({ block: 'nearest' });
    announce(statesText(comparison));
  }

  /** @param {import('../../api/consensus-runs.js').Comparison} comparison @param {any} button @param {HTMLElement} failure */
  async function put({ preview }, button, failure) {
    const settings = /** @type {import('../../api/consensus-runs.js').Settings} */ (preview);
    if (!await confirmDialog({ title: t('runs.applyTitle'), text: t('runs.applyText', { settings: settingsText(settings) }), confirm: t('runs.apply') })) return;
    button.setAttribute('aria-busy', 'true');
    try {
      const run = await signedIn(() => applySettings(project.id, settings));
      onApplied(t('runs.applied', { run: run.number }));
    } catch (error) {
      failure.textContent = messageFor(error);
      button.removeAttribute('aria-busy');
    }
  }

  function close() {
    under?.abort();
    under = null;
    images?.dispose();
    images = null;
    node.hidden = true;
    fill(node);
    setQuery({});
  }

  return {
    node,
    compare: (/** @type {{before: number, after?: number}} */ wish) => make(wish),
    preview: (/** @type {import('../../api/consensus-runs.js').Settings} */ settings) => make({ preview: settings }),
    dispose() {
      under?.abort();
      images?.dispose();
    },
  };
}

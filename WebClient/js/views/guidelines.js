/** What a project asks its annotators to do: text, examples, what changed when, and how agreement went with it. */
import { getChanges, getGuideline, listGuidelines } from '../api/guidelines.js';
import { getProject } from '../api/projects.js';
import { chartFigure } from '../charts/figure.js';
import { seriesChart } from '../charts/series.js';
import { t } from '../i18n/index.js';
import { announce } from '../ui/announce.js';
import { fill, h } from '../ui/dom.js';
import { count, dateTime, interval, percent } from '../ui/format.js';
import { renderMarkdown } from '../ui/markdown.js';
import { messageFor } from '../ui/problems.js';
import { loadInto, signedIn } from '../ui/states.js';
import { changesList } from './guidelines/changes-list.js';
import { exampleCards } from './guidelines/example-card.js';
import { publishForm } from './guidelines/publish-form.js';

/** Fewer images than this are drawn faintly. */
const FEW = 5;

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function guidelinesView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [project, entries, guideline] = await Promise.all([getProject(id), listGuidelines(id), getGuideline(id)]);
    return { project, entries, guideline };
  };
  const show = () => loadInto(container, load, draw);
  await show();

  /** @param {{project: any, entries: import('../api/guidelines.js').Entry[], guideline: import('../api/guidelines.js').Guideline}} data */
  function draw({ project, entries, guideline }) {
    context.setTitle(`${t('guidelines.title')} · ${project.name}`);
    const runs = ['owner', 'requester'].includes(project.role);
    const home = project.role === 'annotator' ? `#/projects/${id}/mine` : `#/projects/${id}`;
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: home }, project.name)),
        h('h1', null, t('guidelines.title')), h('p', { class: 'muted' }, t('guidelines.version', { version: guideline.version, time: dateTime(guideline.createdAt) })))),
      h('section', { class: 'card stack', 'aria-label': t('form.instructions') }, guideline.instructions.trim() === '' ? h('p', { class: 'muted' }, t('guidelines.noText'))
        : h('div', { class: 'prose' }, renderMarkdown(guideline.instructions))),
      guideline.examples.length > 0 && h('section', { class: 'stack-tight', 'aria-labelledby': 'examples-title' }, h('h2', { id: 'examples-title' }, t('guidelines.examples')),
        exampleCards(guideline.examples, project.labels)),
      project.role !== 'annotator' && agreementChart(entries),
      history(entries, project.labels),
      runs && h('details', { class: 'card fold', 'data-testid': 'guidelines-new' }, h('summary', null, h('h2', null, t('guidelines.new'))),
        publishForm({ projectId: id, guideline, labels: project.labels, onPublished: () => {
          announce(t('guidelines.published'));
          show();
        } }))];
  }

  /** @param {import('../api/guidelines.js').Entry[]} entries @param {any[]} labels */
  function history(entries, labels) {
    return h('section', { class: 'stack-tight', 'aria-labelledby': 'versions-title' }, h('h2', { id: 'versions-title' }, t('guidelines.versions')),
      h('ol', { class: 'version-list', reversed: true }, entries.map((entry) => {
        const place = h('div');
        return h('li', { value: entry.version, 'data-testid': 'guideline-version' }, h('p', null, h('strong', null, dateTime(entry.createdAt)), entry.author && ` · ${entry.author}`,
          typeof entry.answers === 'number' && h('span', { class: 'muted' }, ` · ${t('guidelines.answers', { count: entry.answers })}`),
          entry.requiresQualification && [' ', h('span', { class: 'chip' }, t('guidelines.requalify'))]), entry.note && h('p', null, entry.note),
        entry.version > 1 && h('button', { type: 'button', class: 'button small', 'aria-expanded': 'false', 'data-testid': 'show-changes', on: { click: open } }, t('guidelines.showChanges')), place);

        /** @param {any} event */
        async function open(event) {
          const button = event.currentTarget;
          const shown = button.getAttribute('aria-expanded') === 'true';
          button.setAttribute('aria-expanded', String(!shown));
          if (shown) return fill(place);
          try {
            const changes = await signedIn(() => getChanges(id, entry.version - 1, entry.version));
            fill(place, changesList({ ...changes, notes: [], requiresQualification: false }, labels));
          } catch (error) {
            fill(place, h('p', { class: 'notice bad' }, messageFor(error)));
          }
        }
      })));
  }
}

/** @param {import('../api/guidelines.js').Entry[]} entries newest first */
function agreementChart(entries) {
  const ordered = [...entries].reverse();
  const title = t('guidelines.agreement');
  const name = (/** @type {import('../api/guidelines.js').Entry} */ { version }) => t('guidelines.versionShort', { version });
  return chartFigure({ name: 'guidelines-agreement', title, text: t('guidelines.agreementText'),
    drawing: seriesChart({ title, kind: 'line', words: (value) => percent(value), most: 1, points: ordered.map((entry) => ({ name: name(entry), value: entry.agreement?.value ?? null,
      low: entry.agreement?.low, high: entry.agreement?.high, faint: (entry.agreement?.n ?? 0) < FEW })) }),
    columns: [t('guidelines.column.version'), title, t('reliability.interval'), t('guidelines.column.images')],
    rows: ordered.map((entry) => [{ text: name(entry), value: entry.version }, { text: typeof entry.agreement?.value === 'number' ? percent(entry.agreement.value) : t('common.none'),
      value: entry.agreement?.value ?? null }, { text: entry.agreement ? interval(entry.agreement) : '' }, { text: count(entry.agreement?.n ?? 0), value: entry.agreement?.n ?? 0 }]) });
}

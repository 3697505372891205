/** Where a project's answers differ: in the frame, by size and class, between classes, between people; and the images behind it. */
import { disagreementAddress, frameAddress, getDisagreement } from '../api/disagreement.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { selectField } from '../ui/form.js';
import { emptyState, loadInto } from '../ui/states.js';
import { classMatrix } from './disagreement/class-matrix.js';
import { frameFigure } from './disagreement/frame-figure.js';
import { imagesBehindSection } from './disagreement/images-behind.js';
import { partFrom, partName } from './disagreement/parts.js';
import { peopleMatrix } from './disagreement/people-matrix.js';
import { sizeTable } from './disagreement/size-table.js';

export const LAYERS = ['total', 'presence', 'boundary', 'class'];

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function disagreementView(container, context) {
  const id = context.params.project;
  const state = { layer: LAYERS.includes(context.query.layer) ? context.query.layer : 'total', label: context.query.label ?? '',
    part: partFrom(context.query) };
  const query = () => ({ layer: state.layer, label: state.label });
  const say = () => context.setQuery({ layer: state.layer === 'total' ? null : state.layer, label: state.label, ...state.part });
  const load = async () => {
    const [disagreement, project] = await Promise.all([getDisagreement(id, query()), getProject(id)]);
    return { disagreement, project };
  };
  await loadInto(container, load, draw);

  /** @param {{disagreement: import('../api/disagreement.js').Disagreement, project: import('../api/projects.js').Project}} data */
  function draw({ disagreement, project }) {
    context.setTitle(`${t('disagreement.title')} · ${project.name}`);
    const head = h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
      h('h1', null, t('disagreement.title')), h('p', { class: 'muted' }, t('disagreement.lead', { count: disagreement.images }))));
    const pending = disagreement.pending > 0 && h('p', { class: 'notice', role: 'status' }, t('disagreement.pending', { count: disagreement.pending }));
    if (disagreement.images === 0) return [head, pending, emptyState({ title: t('disagreement.empty'), text: t('heatmap.none') })];
    const labels = project.labels.map(({ id: label, name }) => /** @type {[string, string]} */ ([label, name]));
    const behind = imagesBehindSection({ projectId: id, query, nameOf: (part) => partName(part, now), onClear: () => open({}) });
    const parts = h('div', { class: 'stack-loose' });
    let now = disagreement;
    drawParts();
    if (Object.keys(state.part).length > 0) behind.show(state.part);
    const filters = h('div', { class: 'filters' },
      selectField({ label: t('heatmap.layer'), name: 'layer', value: state.layer, options: LAYERS.map((key) => [key, t(`heatmap.layer.${key}`)]),
        'data-testid': 'disagreement-layer', on: { change: filter('layer') } }),
      selectField({ label: t('heatmap.label'), name: 'label', value: state.label, options: [['', t('heatmap.everyLabel')], ...labels],
        'data-testid': 'disagreement-label', on: { change: filter('label') } }));
    return [head, pending, h('div', { class: 'disagreement-columns' }, h('div', { class: 'stack-loose' }, filters, parts), behind.node)];

    /** @param {'layer' | 'label'} key */
    function filter(key) {
      return async (/** @type {any} */ event) => {
        state[key] = event.currentTarget.value;
        say();
        await loadInto(parts, () => getDisagreement(id, query()), (next) => { now = next; return cards(); }, { quiet: true });
        if (Object.keys(state.part).length > 0) behind.show(state.part);
      };
    }

    /** @param {import('../api/disagreement.js').Part} part */
    function open(part) {
      state.part = part;
      say();
      if (Object.keys(part).length > 0) behind.show(part, true);
      else behind.clear();
      parts.dispatchEvent(new CustomEvent('part', { detail: part }));
    }

    function drawParts() { fill(parts, cards()); }

    function cards() {
      return [frameFigure({ disagreement: now, src: frameAddress(id, query(), `${now.images}-${now.frame.maximum}`), json: disagreementAddress(id, query()),
        chosen: state.part.cell ?? null, host: parts, onCell: (cell) => open({ cell }) }),
      sizeTable({ disagreement: now, layer: state.layer, onPart: open }),
      classMatrix({ disagreement: now, onPart: open }), peopleMatrix({ disagreement: now, onPart: open })];
    }
  }
}

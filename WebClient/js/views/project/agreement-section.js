/** How far people agree: overall, by pair, by person, and where in the picture they do not; and what was learned about them. */
import { getAgreement } from '../../api/agreement.js';
import { t } from '../../i18n/index.js';
import { estimateBar } from '../../ui/bar.js';
import { h } from '../../ui/dom.js';
import { count, interval, intervalLines, percent } from '../../ui/format.js';
import { loadInto } from '../../ui/states.js';
import { questionsFigure } from './agreement-questions.js';
import { copiedNotice } from './copied-notice.js';
import { heatmapFigure } from './heatmap-figure.js';
import { skillsSection } from './skills-section.js';

/**
 * @param {object} options
 * @param {string} options.projectId
 * @param {boolean} [options.mayFit] whether one may have the consensus fitted again and open the settings
 * @param {() => void} [options.onFitted] after a new fit: figures elsewhere have changed
 */
export function agreementSection({ projectId, mayFit = false, onFitted }) {
  const numbers = h('div');
  const heat = h('div');
  const skills = skillsSection({ projectId, mayFit, onFitted: () => { load(); onFitted?.(); } });
  const node = h('div', { class: 'stack-loose' },
    h('section', { class: 'card stack', 'aria-labelledby': 'agreement-title' },
      h('h2', { id: 'agreement-title' }, t('agreement.title')), numbers, heat), skills.node);
  load();
  return { node, reload() { load(); skills.reload(); } };

  function load() {
    loadInto(numbers, () => getAgreement(projectId), draw, { quiet: true });
    heatmapFigure(heat, projectId);
  }
}

/** @param {any} agreement */
function draw(agreement) {
  const { agreement: overall, pairs = [], annotators = [] } = agreement;
  const questions = questionsFigure(agreement.questions);
  const told = typeof overall?.value === 'number';
  return h('div', { class: 'stack' }, copiedNotice(agreement.copied), questions,
    told ? pairwise(overall, questions !== null) : !questions && h('p', { class: 'muted' }, overall?.reason || t('agreement.none')),
    told && pairs.length > 0 && table(t('agreement.pairs'), [t('agreement.pair'), t('agreement.agreement'), t('agreement.f1'),
      t('agreement.meanIou'), t('agreement.classes')],
    pairs.map((/** @type {any} */ pair) => [`${pair.a.name} – ${pair.b.name}`, pair.agreement, pair.f1, pair.meanIou, pair.classAgreement])),
    told && h('p', { class: 'small muted' }, t('agreement.note')),
    told && annotators.length > 0 && table(t('agreement.people'), [t('common.name'), t('agreement.images'), t('agreement.shapes'),
      t('agreement.recall'), t('agreement.precision'), t('agreement.meanIou'), t('agreement.classes')],
    annotators.map((/** @type {any} */ one) => [one.name, one.images, one.shapes, one.recall, one.precision, one.meanIou, one.classAccuracy])));
}

/** @param {import('../../ui/format.js').Estimate} overall @param {boolean} titled whether it needs a heading of its own */
function pairwise(overall, titled) {
  return h('div', { class: 'stack-tight' }, titled && h('h3', null, t('agreement.pairwise')),
    h('div', { class: 'overall' }, h('p', { class: 'overall-value number' }, percent(overall.value)),
      h('div', null, estimateBar(overall), h('p', { class: 'small muted number' }, interval(overall)),
        h('p', { class: 'small muted' }, t('agreement.explain')))));
}

/** @param {string} caption @param {string[]} columns @param {any[][]} rows the first cell names the row */
function table(caption, columns, rows) {
  return h('div', { class: 'stack-tight' }, h('h3', null, caption),
    h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('app.table', { name: caption }) }, h('table', { class: 'table agreement-table' },
      h('caption', { class: 'visually-hidden' }, caption),
      h('thead', null, h('tr', null, columns.map((name, index) => h('th', { scope: 'col', class: index > 0 ? 'number' : null }, name)))),
      h('tbody', null, rows.map(([name, ...cells]) => h('tr', null, h('th', { scope: 'row' }, name), cells.map(cell)))))));
}

/**
 * A count, or an estimate with its interval and n.
 * @param {any} value
 */
function cell(value) {
  if (typeof value === 'number') return h('td', { class: 'number' }, count(value));
  return h('td', { class: 'number' }, percent(value?.value), intervalLines(value).map((line) => h('span', { class: 'small muted block' }, line)));
}

/** What can be set about the heatmap of an image: kind, class, person, weighting, threshold, opacity; and its legend. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { field, selectField } from '../../ui/form.js';
import { decimal } from '../../ui/format.js';
import { rampLegend } from '../../ui/legend.js';
import { LAYERS, WEIGHTINGS } from './heat-state.js';

const STEP = 0.05;

/**
 * @param {object} options
 * @param {any} options.review
 * @param {import('../../api/disagreement.js').Stop[]} options.stops
 * @param {(label: string) => {name: string}} options.labelOf
 * @param {import('./heat-state.js').HeatState} options.state
 * @param {(change: Partial<import('./heat-state.js').HeatState>) => void} options.onChange
 * @param {any} options.below what stands under the legend
 */
export function heatControls({ review, stops, labelOf, state, onChange, below }) {
  const people = review.layers.filter((/** @type {any} */ layer) => layer.kind === 'submission');
  const choose = (/** @type {string} */ key) => ({ change: (/** @type {any} */ event) => onChange({ [key]: event.currentTarget.value }) });
  const layer = selectField({ label: t('heatmap.layer'), name: 'layer', value: state.layer, 'data-testid': 'heatmap-layer', on: choose('layer'),
    options: LAYERS.map((key) => [key, t(`heatmap.layer.${key}`)]) });
  const label = selectField({ label: t('heatmap.label'), name: 'label', value: state.label, 'data-testid': 'heatmap-label', on: choose('label'),
    options: [['', t('heatmap.everyLabel')], ...namedLabels(review.consensus).map((id) => /** @type {[string, string]} */ ([id, labelOf(id).name]))] });
  const person = selectField({ label: t('heatmap.person'), name: 'person', value: state.person, 'data-testid': 'heatmap-person', on: choose('person'),
    options: [['', t('heatmap.everybody')], ...people.map(({ annotator }) =>
      /** @type {[string, string]} */ ([annotator.letter, t('heatmap.personOption', { letter: annotator.letter, name: annotator.name })]))] });
  const weighting = selectField({ label: t('heatmap.weighting'), name: 'weighting', value: state.weighting, 'data-testid': 'heatmap-weighting',
    on: choose('weighting'), options: WEIGHTINGS.map((key) => [key, t(`heatmap.weighting.${key}`)]) });
  const png = h('a', { class: 'button small', download: `${review.name}-heatmap.png`, 'data-testid': 'heatmap-png' }, t('heatmap.png'));
  const json = h('a', { class: 'button small', download: `${review.name}-heatmap.json`, 'data-testid': 'heatmap-json' }, t('heatmap.json'));
  const note = h('p', { class: 'small muted' });
  const node = h('div', { class: 'heat-controls stack-tight' }, h('div', { class: 'heat-fields' }, layer, label, person, weighting), note,
    slider({ label: t('heatmap.threshold'), testid: 'heatmap-threshold', value: state.threshold, on: 'change', onChange: (threshold) => onChange({ threshold }) }),
    slider({ label: t('heatmap.opacity'), testid: 'heatmap-opacity', value: state.opacity, on: 'input', onChange: (opacity) => onChange({ opacity }) }),
    rampLegend(stops, t('heatmap.scale')), below, h('div', { class: 'button-row' }, png, json));

  return {
    node,
    /** @param {import('./heat-state.js').HeatState} now @param {{png: string, json: string}} links */
    show(now, links) {
      person.querySelector('select').disabled = now.layer === 'band';
      weighting.querySelector('select').disabled = now.layer === 'band' || now.person !== '';
      note.textContent = t(now.layer === 'band' ? 'heatmap.explain.band' : now.person ? 'heatmap.explain.person' : `heatmap.explain.${now.weighting}`);
      png.href = links.png;
      json.href = links.json;
    },
  };
}

/**
 * The classes that objects of a consensus have or were given by somebody, each once.
 * @param {any} consensus
 * @returns {string[]}
 */
export function namedLabels(consensus) {
  return [...new Set((consensus?.objects ?? []).flatMap((/** @type {any} */ object) => [object.labelId,
    ...object.votes.map((/** @type {any} */ vote) => vote.labelId)]))].filter(Boolean);
}

/** @param {{label: string, testid: string, value: number, on: 'change' | 'input', onChange: (value: number) => void}} parts */
function slider({ label, testid, value, on, onChange }) {
  const shown = h('output', { class: 'number small' }, decimal(value));
  return field({ label, control: ({ id }) => h('div', { class: 'slider' },
    h('input', { id, type: 'range', min: 0, max: 1, step: STEP, value, 'data-testid': testid, on: {
      input: (/** @type {any} */ event) => { shown.textContent = decimal(Number(event.currentTarget.value)); if (on === 'input') onChange(Number(event.currentTarget.value)); },
      change: on === 'change' ? (/** @type {any} */ event) => onChange(Number(event.currentTarget.value)) : null,
    } }), shown) });
}

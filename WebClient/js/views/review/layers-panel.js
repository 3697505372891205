/** The legend: a checkbox for every layer, and the heatmap's controls. */
import { t } from '../../i18n/index.js';
import { h, svg } from '../../ui/dom.js';
import { percent } from '../../ui/format.js';
import { CONSENSUS, REJECTED } from './layer-state.js';

/**
 * @typedef {object} LayersPanel
 * @property {any} node
 * @property {(visible: ReadonlySet<string>) => void} show
 * @property {(on: boolean) => void} showHeat
 */

/**
 * @param {object} options
 * @param {any[]} options.layers people's layers
 * @param {{accepted: number, rejected: number} | null} options.objects null without consensus
 * @param {{value: number, color: string}[]} options.stops
 * @param {(layer: string) => void} options.onToggle
 * @param {(on: boolean) => void} options.onHeat
 * @param {any} options.heat what is shown while the heatmap is on
 * @returns {LayersPanel}
 */
export function layersPanel({ layers, objects, stops, onToggle, onHeat, heat }) {
  /** @type {Map<string, any>} */
  const boxes = new Map();
  const rows = layers.map((layer, index) => row({
    layer: layer.annotator.letter, key: index < 9 ? String(index + 1) : null, testid: layer.annotator.letter,
    swatch: swatch(layer.annotator.color, dashOf(layer.annotator.dash), 2.5), name: layer.annotator.name, letter: layer.annotator.letter,
    note: [layer.kind === 'submission' ? null : t(`review.kind.${layer.kind}`), t('review.shapes', { count: layer.annotations.length }),
      layer.screened ? t('review.screened', { percent: percent(layer.screened.share) }) : null],
  }));
  if (objects) {
    rows.push(row({ layer: CONSENSUS, key: 'C', testid: 'consensus', swatch: swatch('currentColor', null, 5), name: t('review.consensus'),
      note: [t('review.objects', { count: objects.accepted })] }));
    rows.push(row({ layer: REJECTED, key: 'R', testid: 'rejected', swatch: swatch('currentColor', '1.5 4', 3), name: t('review.rejected'),
      note: [t('review.objects', { count: objects.rejected })] }));
  }
  const heatBox = h('input', { type: 'checkbox', 'data-testid': 'layer-toggle-heatmap', on: { change: (/** @type {any} */ event) => onHeat(event.currentTarget.checked) } });
  const heatPlace = h('div', { hidden: true }, heat);
  const node = h('section', { class: 'review-section', 'aria-labelledby': 'layers-title' },
    h('h2', { id: 'layers-title' }, t('review.layers')),
    layers.length === 0 ? h('p', { class: 'muted small' }, t('review.noLayers')) : null,
    h('ul', { class: 'legend-list' }, rows,
      objects && h('li', null, h('label', { class: 'legend-row' }, heatBox, heatSwatch(stops), h('span', { class: 'legend-name' }, t('heatmap.name')),
        h('kbd', null, 'H')))),
    layers.some(({ screened }) => screened?.share < 1) && h('p', { class: 'muted small' }, t('review.screenedHint')),
    objects && heatPlace);

  /** @param {{layer: string, key: string | null, testid: string, swatch: any, name: string, letter?: string, note: (string | null)[]}} parts */
  function row({ layer, key, testid, swatch: picture, name, letter, note }) {
    const box = h('input', { type: 'checkbox', 'data-testid': `layer-toggle-${testid}`, on: { change: () => onToggle(layer) } });
    boxes.set(layer, box);
    return h('li', null, h('label', { class: 'legend-row' }, box, picture,
      h('span', { class: 'legend-name' }, letter && h('b', null, `${letter} `), name,
        h('span', { class: 'muted small block' }, note.filter(Boolean).join(' · '))), key && h('kbd', null, key)));
  }

  return {
    node,
    show(visible) { for (const [layer, box] of boxes) box.checked = visible.has(layer); },
    showHeat(on) { heatBox.checked = on; heatPlace.hidden = !on; },
  };
}

/** @param {number[] | null | undefined} dash */
export function dashOf(dash) {
  return Array.isArray(dash) && dash.length > 0 ? dash.join(' ') : null;
}

/** @param {string} color @param {string | null} dash @param {number} width */
function swatch(color, dash, width) {
  return svg('svg', { class: 'swatch', viewBox: '0 0 32 16', 'aria-hidden': 'true' },
    svg('line', { x1: 2, x2: 30, y1: 8, y2: 8, stroke: color, 'stroke-width': width, 'stroke-dasharray': dash }));
}

/** @param {{color: string}[]} stops */
function heatSwatch(stops) {
  const shown = stops.filter((_, index) => index % Math.max(1, Math.floor(stops.length / 4)) === 0).slice(0, 5);
  return svg('svg', { class: 'swatch', viewBox: '0 0 30 16', 'aria-hidden': 'true' },
    shown.map(({ color }, index) => svg('rect', { x: (index * 30) / shown.length, y: 3, width: 30 / shown.length, height: 10, fill: color })));
}

/** The heatmap in words: the places where people differ most, each of which can be gone to. */
import { t } from '../../i18n/index.js';
import { csvButton } from '../../ui/csv-link.js';
import { fill, h } from '../../ui/dom.js';
import { count, decimal } from '../../ui/format.js';

const SHOWN = 12;

/** @param {{labelOf: (label: string) => {name: string, color: string}, onPlace: (box: number[]) => void}} options */
export function hotspotTable({ labelOf, onPlace }) {
  const node = h('div', { class: 'stack-tight', 'aria-live': 'polite', 'data-testid': 'hotspots' });

  return {
    node,
    wait() { node.setAttribute('aria-busy', 'true'); },
    /** @param {string} message */
    fail(message) { done(h('p', { class: 'small field-error' }, message)); },
    /** @param {import('../../api/disagreement.js').Hotspot[]} hotspots */
    show(hotspots) {
      if (hotspots.length === 0) return done(h('p', { class: 'small muted' }, t('heatmap.noHotspots')));
      done(h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('heatmap.hotspots') }, table(hotspots)),
        hotspots.length > SHOWN && h('p', { class: 'small muted' }, t('heatmap.someHotspots', { shown: count(SHOWN), count: hotspots.length })),
        h('div', null, csvButton('hotspots', () => [['kind', 'class', 'x', 'y', 'width', 'height', 'peak', 'mean', 'objects'],
          ...hotspots.map((place) => [place.kind, place.labelId ? labelOf(place.labelId).name : '', ...place.box, place.peak, place.mean, place.objects.length])])));
    },
  };

  /** @param {...any} children */
  function done(...children) {
    node.removeAttribute('aria-busy');
    fill(node, ...children);
  }

  /** @param {import('../../api/disagreement.js').Hotspot[]} hotspots */
  function table(hotspots) {
    return h('table', { class: 'table compact' }, h('caption', { class: 'visually-hidden' }, t('heatmap.hotspots')),
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, t('heatmap.hotspot')),
        h('th', { scope: 'col', class: 'number' }, t('heatmap.peak')), h('th', { scope: 'col', class: 'number' }, t('heatmap.mean')))),
      h('tbody', null, hotspots.slice(0, SHOWN).map((place) => h('tr', { 'data-testid': 'hotspot' },
        h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link-button', on: { click: () => onPlace(place.box) } }, t(`heatmap.kind.${place.kind}`)),
          h('span', { class: 'muted small block' }, place.labelId && labelOf(place.labelId).name, ' ',
            t('heatmap.extent', { width: count(place.box[2]), height: count(place.box[3]) }))),
        h('td', { class: 'number' }, decimal(place.peak)), h('td', { class: 'number' }, decimal(place.mean))))));
  }
}

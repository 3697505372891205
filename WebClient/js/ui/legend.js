/** The colour ramp of a heatmap with numbers at it. */
import { t } from '../i18n/index.js';
import { h, svg } from './dom.js';
import { decimal } from './format.js';

let serial = 0;

/** @param {{value: number, color: string}[]} stops from low to high @param {string} label what the numbers are */
export function rampLegend(stops, label) {
  const id = `ramp-${++serial}`;
  const first = stops[0]?.value ?? 0;
  const last = stops[stops.length - 1]?.value ?? 1;
  const span = last - first || 1;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => first + part * span);
  return h('figure', { class: 'ramp' },
    h('figcaption', { class: 'small' }, label),
    svg('svg', { viewBox: '0 0 200 12', preserveAspectRatio: 'none', role: 'img',
      'aria-label': t('heatmap.ramp', { low: decimal(first), high: decimal(last) }) },
      svg('defs', null, svg('linearGradient', { id }, stops.map((stop) =>
        svg('stop', { offset: (stop.value - first) / span, 'stop-color': stop.color })))),
      svg('rect', { width: 200, height: 12, fill: `url(#${id})` })),
    h('div', { class: 'ramp-ticks number small', 'aria-hidden': 'true' }, ticks.map((tick) => h('span', null, decimal(tick)))));
}

/** The keys of the review, to unfold. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';

const KEYS = [['1 – 9', 'annotator'], ['⇧ 1 – 9', 'solo'], ['C', 'consensus'], ['R', 'rejected'], ['H', 'heatmap'], ['0', 'all'],
  ['W', 'why'], ['F', 'fit'], ['+ −', 'zoom'], ['← ↑ → ↓', 'pan'], ['A D', 'neighbours']];

export function keysHelp() {
  return h('details', { class: 'review-section fold' }, h('summary', null, h('h2', null, t('review.keys'))),
    h('dl', { class: 'key-list' }, KEYS.map(([key, name]) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, t(`review.key.${name}`))))));
}

/** An example as a picture with its outline, a verdict in words, and the reason. */
import { showPicture } from '../../state/bearer.js';
import { t } from '../../i18n/index.js';
import { h, svg } from '../../ui/dom.js';
import { pathOf } from '../review/shape-path.js';

/**
 * @param {import('../../api/guidelines.js').Example} example
 * @param {{name: string, color: string} | undefined} label
 * @param {any} [extra] below the reason
 */
export function exampleCard(example, label, extra) {
  const { width, height } = example;
  const missing = h('p', { class: 'muted small', hidden: true }, t('guidelines.pictureGone'));
  const verdict = t(`guidelines.verdict.${example.verdict}`);
  const frame = h('div', { class: 'example-frame', style: { '--aspect': width / height } },
    showPicture(h('img', { alt: t('guidelines.pictureAlt', { verdict, label: label?.name ?? '', reason: example.reason }),
      on: { error: () => { frame.hidden = true; missing.hidden = false; } } }), example.picture),
    svg('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
      svg('path', { d: pathOf(example.shape), class: 'example-halo' }), svg('path', { d: pathOf(example.shape), class: 'example-line' })));
  return h('figure', { class: `example-card ${example.verdict}`, 'data-testid': `example-${example.verdict}` }, frame, missing,
    h('figcaption', null, h('p', null, h('strong', { class: 'example-verdict' }, `${example.verdict === 'good' ? '✓' : '✗'} ${verdict}`),
      label && h('span', { class: 'muted' }, ` · ${label.name}`)), h('p', null, example.reason), extra));
}

/**
 * Several, the good ones first.
 * @param {import('../../api/guidelines.js').Example[]} examples
 * @param {{id: string, name: string, color: string}[]} labels
 * @param {(example: import('../../api/guidelines.js').Example) => any} [extra]
 */
export function exampleCards(examples, labels, extra) {
  const ordered = [...examples.filter(({ verdict }) => verdict === 'good'), ...examples.filter(({ verdict }) => verdict === 'bad')];
  return h('div', { class: 'example-cards' }, ordered.map((example) => exampleCard(example, labels.find(({ id }) => id === example.labelId), extra?.(example))));
}

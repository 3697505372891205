/** What one can do while one draws: box or polygon, the label, keep, leave. */
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { keyPhrase } from '../annotate/key-text.js';
import { labelForDigit } from '../annotate/labels-panel.js';
import { keyed } from './desk-panel.js';

/**
 * @param {object} options
 * @param {() => import('./draft.js').Draft | null} options.draft
 * @param {() => void} options.keep
 * @param {() => void} options.leave
 * @param {string} [options.hint]
 * @param {string} [options.keepText]
 * @param {boolean} [options.mayBeEmpty] whether an empty sheet can be kept
 */
export function draftBar({ draft, keep, leave, hint = t('conflict.draftHint'), keepText = t('conflict.keep'), mayBeEmpty = false }) {
  const pens = /** @type {const} */ (['box', 'polygon']).map((pen) => [pen, h('button', {
    type: 'button', class: 'button', 'data-testid': `draft-${pen}`, 'aria-pressed': 'false', on: { click: () => draft()?.draw(pen) },
  }, t(`conflict.pen.${pen}`))]);
  const labels = h('div', { class: 'desk-labels', role: 'group', 'aria-label': t('conflict.label') });
  const kept = keyed('⏎', keepText, keep, { class: 'button primary', 'data-testid': 'draft-keep' });
  const node = h('div', { class: 'desk-drafting', hidden: true, 'data-testid': 'draft-bar' },
    h('p', { class: 'small' }, hint),
    h('div', { class: 'button-row' }, pens.map(([, button]) => button),
      keyed('⌫', t('conflict.back'), () => draft()?.back(), { 'data-testid': 'draft-back' })),
    labels,
    h('div', { class: 'button-row' }, kept, keyed(keyPhrase('Escape'), t('conflict.leave'), leave, { 'data-testid': 'draft-leave' })));

  return {
    node,
    /** Shows what the sheet holds now. */
    refresh() {
      const sheet = draft();
      node.hidden = !sheet?.active;
      if (!sheet?.active) return;
      for (const [pen, button] of pens) button.setAttribute('aria-pressed', String(sheet.pen === pen));
      kept.disabled = !mayBeEmpty && sheet.shapes.length === 0;
      fill(labels, sheet.labels.map((label) => {
        const digit = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((each) => labelForDigit(sheet.labels, each)?.id === label.id);
        return h('button', { type: 'button', class: 'button small', 'aria-pressed': String(label.id === sheet.labelId), 'data-testid': `draft-label-${label.name}`,
          on: { click: () => sheet.setLabel(label.id) } },
        digit && h('kbd', { 'aria-hidden': 'true' }, digit), h('span', { class: 'dot', style: { background: label.color }, 'aria-hidden': 'true' }), label.name);
      }));
    },
  };
}

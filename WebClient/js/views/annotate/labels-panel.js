/** The labels: colour, name, key; a click or its digit chooses one. */
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';

/** Beyond so many labels the filter is shown from the start. */
const FILTER_FROM = 10;

/**
 * The label a digit means: the one with that key, or else, for those without keys, the one at that place.
 * @param {import('../../api/assignments.js').Label[]} labels
 * @param {number} digit 0…9; 0 is the tenth
 */
export function labelForDigit(labels, digit) {
  const byKey = labels.find((label) => label.key === String(digit));
  if (byKey) return byKey;
  const byPlace = labels[digit === 0 ? 9 : digit - 1];
  return byPlace && !byPlace.key ? byPlace : undefined;
}

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @param {{choose: (labelId: string) => void, leave: () => void}} actions leave: back to the stage
 */
export function createLabelsPanel(workspace, { choose, leave }) {
  const { labels } = workspace;
  const digitOf = (/** @type {string} */ id) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].find((digit) => labelForDigit(labels, digit)?.id === id);
  const rows = labels.map((label, i) => {
    const digit = digitOf(label.id);
    const button = h('button', {
      type: 'button', class: 'label-button', 'data-testid': `label-${i + 1}`, 'aria-pressed': 'false',
      title: label.description || null, 'aria-keyshortcuts': digit === undefined ? null : String(digit),
      on: { click: () => choose(label.id) },
    }, h('span', { class: 'label-color', style: { 'background-color': label.color } }),
      h('span', { class: 'label-name' }, label.name),
    digit === undefined ? null : h('kbd', { 'aria-hidden': 'true' }, String(digit)));
    return { label, button, item: h('li', null, button) };
  });
  const filter = h('input', {
    class: 'field-input', type: 'search', 'aria-label': t('annotate.labels.filter'),
      placeholder: t('annotate.labels.filter'),
    hidden: labels.length < FILTER_FROM, on: { input: narrow, keydown: filterKey },
  });

  const matching = () => rows.filter(({ label }) => label.name.toLowerCase().includes(filter.value.trim().toLowerCase()));

  function narrow() {
    const shown = new Set(matching());
    for (const row of rows) row.item.hidden = !shown.has(row);
  }

  /** @param {KeyboardEvent} event */
  function filterKey(event) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const [first] = matching();
    if (event.key === 'Enter' && first) choose(first.label.id);
    filter.value = '';
    filter.hidden = labels.length < FILTER_FROM;
    narrow();
    leave();
  }

  function update() {
    for (const { label, button } of rows) button.setAttribute('aria-pressed', String(label.id === workspace.labelId));
  }

  update();
  return {
    node: h('section', { class: 'panel-section', 'aria-labelledby': 'labels-title' },
      h('h2', { id: 'labels-title' }, t('annotate.labels')), filter,
      labels.length ? h('ul', { class: 'label-list' }, rows.map((row) => row.item))
        : h('p', { class: 'muted' }, t('annotate.labels.none'))),
    update,
    /** Type a few letters and Enter. */
    openPalette() {
      filter.hidden = false;
      filter.focus();
    },
  };
}

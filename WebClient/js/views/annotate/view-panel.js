/** How the picture and the workspace are shown, in a drawer beside the picture; drawing goes on while it is open. */
import { VIEW_CHOICES, VIEW_RANGES, isAdjusted } from '../../core/view-settings.js';
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { icon } from './icons.js';

const SLIDERS = /** @type {const} */ (['brightness', 'contrast', 'gamma']);
const CHOICES = /** @type {const} */ (['zoom', 'tags', 'density']);
const ADJUSTMENTS = /** @type {const} */ (['equalise', 'invert']);
const SWITCHES = /** @type {const} */ (['crosshair', 'overview', 'coverage', 'strip']);

/** @param {import('./view-store.js').ViewStore} store @param {() => void} leave back to the stage */
export function createViewPanel(store, leave) {
  const close = h('button', { type: 'button', class: 'button icon quiet', 'aria-label': t('annotate.close'),
    on: { click: () => toggle(false) } }, icon('close'));
  const reset = h('button', { type: 'button', class: 'button small', 'data-testid': 'view-reset',
    on: { click: store.resetAdjustment } }, t('view.reset'));
  /** @type {(() => void)[]} */
  const updates = [];
  const node = h('aside', { class: 'annotate-drawer view-panel', 'aria-label': t('view.title'), hidden: true,
    'data-testid': 'view-panel' },
  h('div', { class: 'modal-head' }, h('h2', null, t('view.title')), close),
  h('fieldset', null, h('legend', null, t('view.picture')), SLIDERS.map(slider), ADJUSTMENTS.map(toggleOf), reset,
    h('p', { class: 'muted small' }, t('view.picture.help'))),
  h('fieldset', null, h('legend', null, t('view.workspace')), CHOICES.map(choice), SWITCHES.map(toggleOf)));
  node.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    toggle(false);
  });

  /** @param {'brightness' | 'contrast' | 'gamma'} name */
  function slider(name) {
    const [low, high] = VIEW_RANGES[name];
    const output = h('output', { class: 'number' });
    const input = h('input', { type: 'range', min: low, max: high, step: 0.05, 'data-testid': `view-${name}`,
      on: { input: () => store.set({ [name]: Number(input.value) }) } });
    updates.push(() => {
      input.value = String(store.settings[name]);
      output.textContent = store.settings[name].toFixed(2);
    });
    return h('label', { class: 'view-slider' }, h('span', null, t(`view.${name}`)), output, input);
  }

  /** @param {'zoom' | 'tags' | 'density'} name */
  function choice(name) {
    const select = h('select', { class: 'field-input', 'data-testid': `view-${name}`,
      on: { change: () => store.set({ [name]: select.value }) } },
    VIEW_CHOICES[name].map((value) => h('option', { value }, t(`view.${name}.${value}`))));
    updates.push(() => { select.value = store.settings[name]; });
    return h('label', { class: 'view-choice' }, h('span', null, t(`view.${name}`)), select);
  }

  /** @param {'equalise' | 'invert' | 'crosshair' | 'overview' | 'coverage' | 'strip'} name */
  function toggleOf(name) {
    const input = h('input', { type: 'checkbox', 'data-testid': `view-${name}`,
      on: { change: () => store.set({ [name]: input.checked }) } });
    updates.push(() => { input.checked = store.settings[name]; });
    return h('label', { class: 'view-switch' }, input, h('span', null, t(`view.${name}`)));
  }

  function update() {
    for (const each of updates) each();
    reset.disabled = !isAdjusted(store.settings);
  }

  /** @param {boolean} [open] */
  function toggle(open = node.hidden) {
    node.hidden = !open;
    if (open) close.focus();
    else leave();
  }

  update();
  return { node, toggle, stop: store.subscribe(update) };
}

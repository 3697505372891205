/** The edge of the panel, moved with the pointer or the arrow keys; its place is remembered. */
import { VIEW_RANGES } from '../../core/view-settings.js';
import { h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';

/** A key press moves it so far, CSS pixels. */
const STEP = 16;

/** @param {HTMLElement} body what holds the panel @param {import('./view-store.js').ViewStore} store */
export function createPanelResizer(body, store) {
  const [least, most] = VIEW_RANGES.panelWidth;
  const node = h('div', { class: 'panel-resizer', role: 'separator', tabindex: '0', 'aria-orientation': 'vertical',
    'aria-label': t('view.panelWidth'), 'aria-valuemin': least, 'aria-valuemax': most, 'data-testid': 'panel-resizer' });
  const toEnd = () => (getComputedStyle(body).direction === 'rtl' ? -1 : 1);

  function update() {
    const width = Math.round(store.settings.panelWidth);
    body.style.setProperty('--panel-width', `${width}px`);
    node.setAttribute('aria-valuenow', String(width));
  }

  node.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    const from = event.clientX, width = store.settings.panelWidth;
    const move = (/** @type {PointerEvent} */ to) => store.set({ panelWidth: width - (to.clientX - from) * toEnd() });
    node.addEventListener('pointermove', move);
    node.addEventListener('lostpointercapture', () => node.removeEventListener('pointermove', move), { once: true });
  });
  node.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const way = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    store.set({ panelWidth: store.settings.panelWidth + way * STEP * toEnd() });
  });
  update();
  return { node, stop: store.subscribe(update) };
}

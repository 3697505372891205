/** Switches the nested outlines of an object on and off, with their legend. */
import { getOutlines } from '../../api/images.js';
import { t } from '../../i18n/index.js';
import { fill, h, svg } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { loadingState, signedIn } from '../../ui/states.js';
import { outlineOpacity } from './outlines-overlay.js';

/**
 * @param {object} options
 * @param {string} options.projectId
 * @param {string} options.imageId
 * @param {ReturnType<typeof import('./outlines-overlay.js').createOutlinesOverlay>} options.overlay
 * @param {(on: boolean) => void} options.onChange outlines are drawn, or no longer are
 */
export function outlinesControl({ projectId, imageId, overlay, onChange }) {
  /** Whose outlines are wanted now; an answer for another comes too late. @type {string | null} */
  let wanted = null;

  function clear() {
    wanted = null;
    overlay.draw([], 0);
    onChange(false);
  }

  /** @param {any} object @returns {any} null where fewer than two people drew it */
  function controlFor(object) {
    const drew = new Set((object.votes ?? []).map((/** @type {any} */ vote) => vote.annotatorId)).size;
    if (drew < 2) return null;
    const legend = h('div', { role: 'status' });
    const box = h('input', { type: 'checkbox', 'data-testid': 'outlines-toggle', on: { change: async () => {
      if (!box.checked) {
        clear();
        fill(legend);
        return;
      }
      wanted = object.id;
      fill(legend, loadingState(t('outlines.loading')));
      try {
        const { of, outlines } = await signedIn(() => getOutlines(projectId, imageId, object.id));
        if (wanted !== object.id) return;
        overlay.draw(outlines, of);
        onChange(true);
        fill(legend, legendOf(outlines, of));
      } catch (error) {
        if (wanted !== object.id) return;
        box.checked = false;
        clear();
        fill(legend, h('p', { class: 'field-error' }, messageFor(error)));
      }
    } } });
    return h('div', { class: 'stack-tight outlines' }, h('label', { class: 'check' }, box, t('outlines.toggle', { count: drew })), legend);
  }

  return { clear, controlFor };
}

/** @param {{atLeast: number, shapes: any[]}[]} outlines @param {number} of */
function legendOf(outlines, of) {
  return h('ul', { class: 'outlines-legend small', 'aria-label': t('outlines.legend') }, outlines.map(({ atLeast, shapes }) => h('li', null,
    svg('svg', { class: 'swatch', viewBox: '0 0 32 16', 'aria-hidden': 'true' },
      svg('line', { x1: 2, x2: 30, y1: 8, y2: 8, class: 'outline-line', opacity: outlineOpacity(atLeast, of) })),
    t(atLeast === of ? 'outlines.all' : 'outlines.atLeast', { count: atLeast }),
    shapes.length === 0 && h('span', { class: 'muted' }, `: ${t('outlines.nothing')}`))));
}

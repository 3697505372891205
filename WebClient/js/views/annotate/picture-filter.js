/** Brightness, contrast, gamma and inversion of the picture alone, never of the shapes on it. */
import { filterOf } from '../../core/view-settings.js';
import { svg } from '../../ui/dom.js';

const ID = 'picture-gamma';

/** CSS has no gamma; an SVG filter has. */
export function createPictureFilter() {
  const channels = ['R', 'G', 'B'].map((name) => svg(`feFunc${name}`, { type: 'gamma', exponent: '1' }));
  const node = svg('svg', { class: 'picture-filter', 'aria-hidden': 'true', width: '0', height: '0' },
    svg('filter', { id: ID, 'color-interpolation-filters': 'sRGB' }, svg('feComponentTransfer', null, channels)));
  return {
    node,
    /** @param {import('../../core/view-settings.js').ViewSettings} settings @returns {string} a CSS filter */
    apply(settings) {
      for (const channel of channels) channel.setAttribute('exponent', String(1 / settings.gamma));
      return filterOf(settings, ID);
    },
  };
}

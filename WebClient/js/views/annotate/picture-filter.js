/** Equalisation, brightness, contrast, gamma and inversion of the picture alone, never of the shapes on it. */
import { equalisingCurve } from '../../core/equalise.js';
import { filterOf } from '../../core/view-settings.js';
import { svg } from '../../ui/dom.js';

const ID = 'picture-gamma';
const CHANNELS = ['R', 'G', 'B'];

/** CSS has neither curves nor gamma; an SVG filter has. */
export function createPictureFilter() {
  const curves = CHANNELS.map((name) => svg(`feFunc${name}`, { type: 'identity' }));
  const powers = CHANNELS.map((name) => svg(`feFunc${name}`, { type: 'gamma', exponent: '1' }));
  const node = svg('svg', { class: 'picture-filter', 'aria-hidden': 'true', width: '0', height: '0' },
    svg('filter', { id: ID, x: '0', y: '0', width: '1', height: '1', 'color-interpolation-filters': 'sRGB' },
      svg('feComponentTransfer', null, curves), svg('feComponentTransfer', null, powers)));
  /** The curve of the whole image, so that all its tiles are shown alike. @type {string | null} */
  let table = null;

  return {
    node,
    /** Whether the picture waits to be equalised. @param {import('../../core/view-settings.js').ViewSettings} settings */
    waits: (settings) => settings.equalise && table === null,
    /**
     * @param {import('../../core/view-settings.js').ViewSettings} settings
     * @param {ImageBitmap | undefined} whole the whole image, small, once it is there
     * @returns {string} a CSS filter
     */
    apply(settings, whole) {
      if (settings.equalise && whole) table ??= equalisingCurve(pixelsOf(whole)).map((value) => value.toFixed(4)).join(' ');
      for (const curve of curves) {
        curve.setAttribute('type', settings.equalise && table ? 'table' : 'identity');
        curve.setAttribute('tableValues', table ?? '');
      }
      for (const power of powers) power.setAttribute('exponent', String(1 / settings.gamma));
      return filterOf(settings, ID);
    },
  };
}

/** @param {ImageBitmap} bitmap */
function pixelsOf(bitmap) {
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

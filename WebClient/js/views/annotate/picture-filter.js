/** Equalisation, brightness, contrast, gamma and inversion of the picture alone, never of the shapes on it. */
import { equalisingCurve } from '../../core/equalise.js';
import { filterOf } from '../../core/view-settings.js';
import { svg } from '../../ui/dom.js';

const ID = 'picture-gamma';
const CHANNELS = ['R', 'G', 'B'];
/** Every channel is how bright the pixel looks; the alpha stays. */
const BRIGHTNESS = `${'0.2126 0.7152 0.0722 0 0 '.repeat(3)}0 0 0 1 0`;
/** A filter has no numbers below 0: 8-bit values are kept as this much and a step of at most as much up or down. */
const MIDDLE = 128;
const STEP = 127;

/**
 * CSS has neither curves nor gamma; an SVG filter has. Equalising adds to a pixel how much brighter it is to look, alike in
 * all channels, so that its hue stays.
 */
export function createPictureFilter() {
  const curves = CHANNELS.map((name) => svg(`feFunc${name}`, { type: 'table' }));
  const powers = CHANNELS.map((name) => svg(`feFunc${name}`, { type: 'gamma', exponent: '1' }));
  const node = svg('svg', { class: 'picture-filter', 'aria-hidden': 'true', width: '0', height: '0' },
    svg('filter', { id: ID, x: '0', y: '0', width: '1', height: '1', 'color-interpolation-filters': 'sRGB' }));
  const filter = /** @type {SVGElement} */ (node.firstChild);
  const equalising = [
    svg('feColorMatrix', { in: 'SourceGraphic', values: BRIGHTNESS }),
    svg('feComponentTransfer', { result: 'steps' }, curves),
    svg('feComposite', { operator: 'arithmetic', in: 'SourceGraphic', in2: 'steps', k2: '1', k3: String(255 / STEP),
      k4: String(-MIDDLE / STEP) }),
  ];
  const gamma = svg('feComponentTransfer', null, powers);
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
      if (settings.equalise && whole) table ??= stepsOf(equalisingCurve(pixelsOf(whole)));
      for (const curve of curves) curve.setAttribute('tableValues', table ?? '');
      filter.replaceChildren(...(settings.equalise && table ? equalising : []), gamma);
      for (const power of powers) power.setAttribute('exponent', String(1 / settings.gamma));
      return filterOf(settings, ID);
    },
  };
}

/** How far each brightness is to move, as a filter's table. @param {number[]} curve */
function stepsOf(curve) {
  const last = curve.length - 1;
  return curve.map((value, level) => ((MIDDLE + (value - level / last) * STEP) / 255).toFixed(4)).join(' ');
}

/** @param {ImageBitmap} bitmap */
function pixelsOf(bitmap) {
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

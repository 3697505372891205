/**
 * The whole image, small, with a frame round what is in sight; shown while some of the image is not. What nobody looked at yet
 * in full size is dark, so that nothing of a large image is missed. A press brings the
 * place under it to the middle. The keyboard has its own ways to look around, so this is for the pointer alone.
 */
import { createCoverage } from '../../core/coverage.js';
import { visibleRegion } from '../../core/viewport.js';
import { h } from '../../ui/dom.js';

/** Its longer side, CSS pixels. */
const SIDE = 150;
/** A view that rests for so long is looked at, milliseconds. */
const LOOK = 300;
/** How dark it is where nobody looked, of 255. */
const SHADE = 150;

/**
 * @param {import('../../core/box.js').ImageSize} image
 * @param {import('./camera.js').Camera} camera
 * @param {() => CanvasImageSource | undefined} picture the whole image, once it is there
 * @param {{before: import('../../core/coverage.js').ScreenedArea | null, onMore: () => void}} seen what of it in an earlier sitting; more now
 */
export function createOverview(image, camera, picture, seen) {
  const scale = SIDE / Math.max(image.width, image.height);
  const width = Math.max(Math.round(image.width * scale), 1), height = Math.max(Math.round(image.height * scale), 1);
  const canvas = h('canvas', { width, height });
  const coverage = createCoverage(image, seen.before);
  const shade = h('canvas', { class: 'overview-shade', width: coverage.columns, height: coverage.rows });
  const frame = h('div', { class: 'overview-frame' });
  const node = h('div', { class: 'annotate-overview', 'aria-hidden': 'true', hidden: true, 'data-testid': 'overview',
    style: { width: `${width}px`, height: `${height}px` } }, canvas, shade, frame);
  let drawn = false;
  /** What is dark is as it should be. */
  let shaded = false;
  /** Runs while a new view may be on its way past. @type {any} */
  let looking = null;
  /** @type {import('../../core/viewport.js').Viewport | null} */
  let view = null;

  /** @param {PointerEvent} event */
  function look(event) {
    const { left, top } = node.getBoundingClientRect();
    camera.lookAt({ x: (event.clientX - left) / scale, y: (event.clientY - top) / scale });
  }
  node.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    look(event);
  });
  node.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => {
    if (node.hasPointerCapture(event.pointerId)) look(event);
  });

  /** The view rests. */
  function noteSeen() {
    if (!coverage.look(visibleRegion(camera.view, camera.screen), camera.view.scale)) return;
    shaded = false;
    seen.onMore();
    if (!node.hidden) paintShade();
  }

  function paintShade() {
    shaded = true;
    const cells = new ImageData(coverage.columns, coverage.rows);
    for (let i = 0; i < coverage.seen.length; i++) cells.data[4 * i + 3] = coverage.seen[i] ? 0 : SHADE;
    shade.getContext('2d').putImageData(cells, 0, 0);
    node.dataset.left = coverage.left.toFixed(3);
  }

  return {
    node,
    /** What was seen in full size so far. */
    screened: coverage.area,
    stop: () => clearTimeout(looking),
    /** @param {{overview: boolean, coverage: boolean}} wished @param {string} filter CSS, as of the picture */
    update(wished, filter) {
      if (view !== camera.view) {
        view = camera.view;
        clearTimeout(looking);
        looking = setTimeout(noteSeen, LOOK);
      }
      const [x, y, w, h_] = visibleRegion(camera.view, camera.screen);
      const source = picture();
      const whole = x <= 0 && y <= 0 && x + w >= image.width && y + h_ >= image.height;
      shade.hidden = !wished.coverage;
      node.hidden = !wished.overview || whole || !source;
      if (node.hidden || !source) return;
      if (!drawn) canvas.getContext('2d').drawImage(source, 0, 0, width, height);
      drawn = true;
      if (!shaded) paintShade();
      canvas.style.filter = filter;
      frame.style.transform = `translate(${x * scale}px, ${y * scale}px)`;
      frame.style.width = `${w * scale}px`;
      frame.style.height = `${h_ * scale}px`;
    },
  };
}

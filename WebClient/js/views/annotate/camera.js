/**
 * Where the person looks: the viewport, changed by zooming and panning, told to whoever listens.
 *
 * @typedef {import('../../core/viewport.js').Viewport} Viewport
 * @typedef {import('../../core/viewport.js').ScreenPoint} ScreenPoint
 */
import {
  centredOn, fitRegion, imageToScreen, keepInSight, panBy, panInto, screenToImage, zoomAt,
} from '../../core/viewport.js';

/** Zoom of a key press. */
const STEP = 1.25;

/**
 * @param {import('../../core/box.js').ImageSize} image
 * @param {() => void} onChange
 */
export function createCamera(image, onChange) {
  const whole = /** @type {import('../../core/box.js').Box} */ ([0, 0, image.width, image.height]);
  let screen = { width: 0, height: 0 };
  /** @type {Viewport} */
  let view = { scale: 1, originX: 0, originY: 0 };
  let fitted = true;

  /** @param {Viewport} next @param {boolean} [isFit] */
  function look(next, isFit = false) {
    view = keepInSight(next, image, screen);
    fitted = isFit;
    onChange();
  }

  const middle = () => ({ x: screen.width / 2, y: screen.height / 2 });

  return {
    get view() { return view; },
    get screen() { return screen; },
    /** @param {ScreenPoint} point */
    toImage: (point) => screenToImage(view, point),
    /** @param {import('../../core/box.js').ImagePoint} point */
    toScreen: (point) => imageToScreen(view, point),
    /**
     * The stage has a new size: a fitted image stays fitted, otherwise the middle stays.
     * @param {{width: number, height: number}} size
     */
    resize(size) {
      if (size.width === screen.width && size.height === screen.height) return;
      const first = screen.width === 0;
      const centre = screenToImage(view, middle());
      screen = size;
      if (first || fitted) look(fitRegion(whole, screen), true);
      else look(centredOn(centre, view.scale, screen));
    },
    /** @param {number} dx CSS pixels @param {number} dy CSS pixels */
    pan: (dx, dy) => look(panBy(view, dx, dy)),
    /** Pans no farther than the image reaches. @param {number} dx CSS pixels @param {number} dy CSS pixels @returns {boolean} whether at all */
    panInto(dx, dy) {
      const next = panInto(view, dx, dy, image, screen);
      if (next === view) return false;
      look(next);
      return true;
    },
    /** @param {number} factor @param {ScreenPoint} [at] the middle when not given */
    zoom: (factor, at = middle()) => look(zoomAt(view, factor, at, image, screen)),
    /** @param {ScreenPoint} [at] */
    zoomIn(at) { this.zoom(STEP, at); },
    /** @param {ScreenPoint} [at] */
    zoomOut(at) { this.zoom(1 / STEP, at); },
    fitImage: () => look(fitRegion(whole, screen), true),
    /** @param {import('../../core/box.js').Box} box */
    fitBox: (box) => look(fitRegion(box, screen, Math.min(screen.width, screen.height) / 5)),
    /** @param {import('../../core/box.js').ImagePoint} point comes to the middle */
    lookAt: (point) => look(centredOn(point, view.scale, screen)),
    actualSize: () => look(centredOn(screenToImage(view, middle()), 1, screen)),
    /** Pans no more than needed to have a point in sight. @param {import('../../core/box.js').ImagePoint} point */
    reveal(point) {
      const { x, y } = imageToScreen(view, point);
      /** @param {number} value @param {number} room */
      const into = (value, room) => Math.min(Math.max(value, 24), room - 24) - value;
      const dx = into(x, screen.width), dy = into(y, screen.height);
      if (dx !== 0 || dy !== 0) look(panBy(view, dx, dy));
    },
  };
}

/** @typedef {ReturnType<typeof createCamera>} Camera */

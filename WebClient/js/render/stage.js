/**
 * The stage: canvases and SVG over one another, painted in one animation frame, only what changed.
 *
 * `dataset.scale`, `dataset.originX` and `dataset.originY` of the stage hold the last painted view: a point of the image
 * is at `image × scale + origin` CSS pixels from the stage's top-left corner.
 *
 * @typedef {'image' | 'shapes' | 'editing'} Layer
 */
import { createEditingLayer } from './editing-layer.js';
import { createImageLayer } from './image-layer.js';
import { createShapesLayer } from './shapes-layer.js';
import { svgNode } from './svg-node.js';

/** @type {Layer[]} */
const ALL = ['image', 'shapes', 'editing'];
/** No canvas gets more device pixels than this. */
const MOST_PIXELS = 8_000_000;

/**
 * @param {object} parts
 * @param {HTMLElement} parts.element
 * @param {{width: number, height: number, tiles: string}} parts.image
 * @param {() => {view: import('../core/viewport.js').Viewport, screen: import('../core/viewport.js').ScreenSize}} parts.camera
 * @param {() => import('./shapes-layer.js').ShapesPicture} parts.shapes
 * @param {() => import('./editing-layer.js').EditingPicture} parts.editing
 * @param {(size: {width: number, height: number}) => void} parts.onResize
 * @param {(any: boolean) => void} parts.onTileFailure
 */
export function createStage({ element, image, camera, shapes, editing, onResize, onTileFailure }) {
  const [imageCanvas, shapesCanvas] = [0, 1].map(() => {
    const canvas = document.createElement('canvas');
    canvas.className = 'stage-canvas';
    canvas.setAttribute('aria-hidden', 'true');
    return canvas;
  });
  const editingRoot = /** @type {SVGSVGElement} */ (svgNode('svg',
    { class: 'stage-editing', 'aria-hidden': 'true' }));
  element.append(imageCanvas, shapesCanvas, editingRoot);

  /** @type {Set<Layer>} */
  const dirty = new Set();
  let frame = 0;
  let ratio = 1;
  let backdrop = '#808080';
  let stopped = false;
  const stop = new AbortController();

  const imageLayer = createImageLayer(imageCanvas, image,
    { invalidate: () => invalidate('image'), onFailure: onTileFailure });
  const shapesLayer = createShapesLayer(shapesCanvas);
  const editingLayer = createEditingLayer(editingRoot);

  /** @param {...Layer} layers all when none is named */
  function invalidate(...layers) {
    for (const layer of layers.length ? layers : ALL) dirty.add(layer);
    if (frame === 0 && !stopped) frame = requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    const { view, screen } = camera();
    if (screen.width === 0 || stopped) return;
    const layers = new Set(dirty);
    dirty.clear();
    const picture = editing();
    if (layers.has('image')) imageLayer.paint(view, screen, ratio, picture.crosshair, backdrop);
    if (layers.has('shapes')) shapesLayer.paint(shapes(), view, screen, ratio);
    if (layers.has('editing')) editingLayer.paint(picture, view, screen);
    element.dataset.scale = String(view.scale);
    element.dataset.originX = String(view.originX);
    element.dataset.originY = String(view.originY);
  }

  function measure() {
    const { width, height } = element.getBoundingClientRect();
    const size = { width: Math.round(width), height: Math.round(height) };
    if (size.width === 0 || size.height === 0) return;
    const device = globalThis.devicePixelRatio || 1;
    ratio = Math.min(device, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
    for (const canvas of [imageCanvas, shapesCanvas]) {
      canvas.width = Math.round(size.width * ratio);
      canvas.height = Math.round(size.height * ratio);
    }
    readTheme();
    onResize(size);
    invalidate();
  }

  function readTheme() {
    backdrop = getComputedStyle(element).backgroundColor || backdrop;
    invalidate('image');
  }

  function watchRatio() {
    if (stopped) return;
    const query = matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`);
    query.addEventListener('change', () => {
      measure();
      watchRatio();
    }, { once: true, signal: stop.signal });
  }

  const observer = new ResizeObserver(measure);
  observer.observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', readTheme, { signal: stop.signal });
  watchRatio();

  return {
    invalidate,
    retryTiles: imageLayer.retry,
    stop() {
      stopped = true;
      stop.abort();
      cancelAnimationFrame(frame);
      observer.disconnect();
      imageLayer.stop();
    },
  };
}

/**
 * The stage: canvases and SVG over one another, painted in one animation frame, only what changed.
 *
 * `dataset.scale`, `dataset.originX` and `dataset.originY` of the stage hold the last painted view: a point of the image
 * is at `image × scale + origin` CSS pixels from the stage's top-left corner.
 *
 * @typedef {'image' | 'shapes' | 'editing' | 'crosshair'} Layer
 * @typedef {import('../core/view-settings.js').ViewSettings} ViewSettings
 */
import { createCrosshair } from './crosshair.js';
import { createEditingLayer } from './editing-layer.js';
import { createImageLayer } from './image-layer.js';
import { createLoupe } from './loupe.js';
import { SELECTION_LIMIT, createShapesLayer } from './shapes-layer.js';
import { svgNode } from './svg-node.js';

/** @type {Layer[]} */
const ALL = ['image', 'shapes', 'editing', 'crosshair'];
/** No canvas gets more device pixels than this. */
const MOST_PIXELS = 8_000_000;
/** The view rests when it has not changed for so long, milliseconds. */
const SETTLE = 64;

/**
 * @param {object} parts
 * @param {HTMLElement} parts.element
 * @param {{width: number, height: number, tiles: string}} parts.image
 * @param {import('./tile-shelf.js').TileShelf} parts.shelf tiles made ready ahead
 * @param {() => {view: import('../core/viewport.js').Viewport, screen: import('../core/viewport.js').ScreenSize}} parts.camera
 * @param {ReadonlyMap<string, {name: string, color: string}>} parts.labels
 * @param {() => Omit<import('./shapes-layer.js').ShapesPicture, 'tags'>} parts.shapes
 * @param {() => Omit<import('./editing-layer.js').EditingPicture, 'selected' | 'awaited'>} parts.editing
 * @param {() => {x: number, y: number} | null} parts.crosshair CSS pixels of the stage
 * @param {() => {x: number, y: number} | null} parts.finger where a finger places a corner, CSS pixels of the stage
 * @param {() => ViewSettings} parts.settings
 * @param {(size: {width: number, height: number}) => void} parts.onResize
 * @param {(any: boolean) => void} parts.onTileFailure
 * @param {() => void} [parts.onPaint] after every frame
 */
export function createStage(parts) {
  const { element, image, shelf, labels, camera, shapes, editing, crosshair, finger, settings, onResize, onTileFailure, onPaint } = parts;
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
  let measured = false;
  let paintedView = camera().view;
  /** Runs while the view moves. @type {any} */
  let moving = null;
  const stop = new AbortController();

  const imageLayer = createImageLayer(imageCanvas, image, shelf,
    { invalidate: () => invalidate('image'), onFailure: onTileFailure });
  const shapesLayer = createShapesLayer(shapesCanvas, image, labels, () => invalidate('shapes', 'editing'));
  const lines = svgNode('g');
  editingRoot.append(lines);
  const editingLayer = createEditingLayer(lines);
  const moveCrosshair = createCrosshair(element);
  const showLoupe = createLoupe(element, [imageCanvas, shapesCanvas], lines);

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
    if (view !== paintedView) noteMove();
    paintedView = view;
    const at = crosshair();
    const { tags, zoom } = settings();
    if (layers.has('image')) {
      imageLayer.paint(view, screen, { ratio, focus: at, backdrop, crisp: zoom === 'pixels', moving: moving !== null });
    }
    if (layers.has('shapes')) shapesLayer.paint({ ...shapes(), tags }, view, screen, ratio);
    if (layers.has('editing')) editingLayer.paint({ ...editing(), ...resting() }, view);
    if (layers.has('crosshair')) moveCrosshair(at);
    showLoupe(finger(), screen, ratio);
    element.dataset.scale = String(view.scale);
    element.dataset.originX = String(view.originX);
    element.dataset.originY = String(view.originY);
    onPaint?.();
  }

  /** What the picture of the shapes at rest does not show as it should, without what is being edited. */
  function resting() {
    const { document, selection, omitted, blank } = shapes();
    if (blank) return { selected: [], awaited: [] };
    /** @param {Iterable<string>} ids */
    const known = (ids) => [...ids].flatMap((id) => (omitted.has(id) ? [] : document.byId.get(id) ?? []));
    return {
      selected: selection.size > SELECTION_LIMIT ? [] : known(selection),
      awaited: known(shapesLayer.awaited()).filter((annotation) => !selection.has(annotation.id)),
    };
  }

  /** The view moves; when it rests, what lies around it is fetched too. */
  function noteMove() {
    clearTimeout(moving);
    moving = setTimeout(() => {
      moving = null;
      invalidate('image');
    }, SETTLE);
  }

  function measure() {
    const place = element.getBoundingClientRect();
    const size = { width: Math.round(place.width), height: Math.round(place.height) };
    if (size.width === 0 || size.height === 0) return;
    const device = globalThis.devicePixelRatio || 1;
    ratio = Math.min(device, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
    const width = Math.round(size.width * ratio), height = Math.round(size.height * ratio);
    if (measured && imageCanvas.width === width && imageCanvas.height === height) return;
    measured = true;
    Object.assign(imageCanvas, { width, height });
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
    /** Takes the element's size; the stage does so by itself whenever that changes. */
    measure,
    retryTiles: imageLayer.retry,
    /** The whole image, small, once it is there. */
    overview: imageLayer.overview,
    /** How the picture alone is shown. @param {string} filter CSS */
    setFilter(filter) { imageCanvas.style.filter = filter; },
    stop() {
      stopped = true;
      clearTimeout(moving);
      shapesLayer.stop();
      stop.abort();
      cancelAnimationFrame(frame);
      observer.disconnect();
      imageLayer.stop();
    },
  };
}

/** @typedef {ReturnType<typeof createStage>} Stage */

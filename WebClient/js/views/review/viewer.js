/**
 * A picture to look at: tiles on a canvas, shapes in an SVG over it, zoom and pan by every means.
 *
 * @typedef {import('../../core/viewport.js').Viewport} Viewport
 * @typedef {{update: (view: Viewport) => void, node: any}} Overlay placed over the picture, told of every view
 */
import { fitRegion, keepInSight, panBy, screenToImage, zoomAt } from '../../core/viewport.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { listenToGestures } from './gestures.js';
import { closeUp } from './close-up.js';
import { createTilePainter } from './tile-painter.js';

/**
 * @param {{image: {width: number, height: number}, base: string, label: string, overlays?: Overlay[],
 *   onTap?: (point: {x: number, y: number}) => void, first?: number[]}} options `first`: the box to begin at, instead of the whole
 */
export function createViewer({ image, base, label, overlays = [], onTap, first }) {
  const canvas = h('canvas', { class: 'viewer-tiles', 'aria-hidden': 'true' });
  const stage = h('div', { class: 'viewer-stage', role: 'application', tabindex: '0', 'aria-label': label,
    'aria-roledescription': t('viewer.role') }, canvas, overlays.map((overlay) => overlay.node));
  const percentage = h('output', { class: 'viewer-scale number small' });
  const controls = h('div', { class: 'viewer-controls', role: 'group', 'aria-label': t('viewer.controls') },
    control('−', t('viewer.zoomOut'), () => zoom(1 / gestures.zoomStep)), percentage,
    control('+', t('viewer.zoomIn'), () => zoom(gestures.zoomStep)), control('⤢', t('viewer.fit'), fit));
  const node = h('div', { class: 'viewer' }, stage, controls);
  const painter = createTilePainter({ canvas, base, image, onTile: schedule });
  const whole = /** @type {import('../../core/box.js').Box} */ ([0, 0, image.width, image.height]);
  let screen = { width: 0, height: 0 };
  /** @type {Viewport} */
  let view = { scale: 1, originX: 0, originY: 0 };
  let fitted = true;
  let frame = 0;

  function schedule() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      painter.paint(view, screen);
      for (const overlay of overlays) overlay.update(view);
      percentage.textContent = t('common.percent', { value: Math.round(view.scale * 100) });
    });
  }

  /** @param {Viewport} next */
  function show(next) {
    view = keepInSight(next, image, screen);
    schedule();
  }

  /** @param {number} factor @param {{x: number, y: number}} [at] */
  function zoom(factor, at) {
    fitted = false;
    show(zoomAt(view, factor, at ?? { x: screen.width / 2, y: screen.height / 2 }, image, screen));
  }

  function fit() {
    fitted = true;
    show(fitRegion(whole, screen));
  }

  /**
   * Brings a part of the image to the middle, with some of what is around it.
   * @param {number[]} box
   */
  function zoomTo(box) {
    fitted = false;
    show(closeUp(box, image, screen));
  }

  /** @param {number} dx CSS pixels @param {number} dy CSS pixels */
  function pan(dx, dy) {
    fitted = false;
    show(panBy(view, dx, dy));
  }

  const gestures = listenToGestures(stage, {
    pan,
    zoom,
    fit,
    tap(at) { onTap?.(screenToImage(view, at)); },
  });
  const observer = new ResizeObserver(() => {
    const before = screen;
    screen = { width: stage.clientWidth, height: stage.clientHeight };
    painter.resize(screen);
    if (first) zoomTo(first);
    else if (fitted) fit();
    else show(panBy(view, (screen.width - before.width) / 2, (screen.height - before.height) / 2));
    first = undefined;
  });
  observer.observe(stage);

  return {
    node, stage, zoomTo, fit, pan, zoom,
    get view() { return view; },
    get screen() { return screen; },
    zoomIn: () => zoom(gestures.zoomStep),
    zoomOut: () => zoom(1 / gestures.zoomStep),
    dispose() {
      observer.disconnect();
      cancelAnimationFrame(frame);
      painter.dispose();
    },
  };
}

/** @param {string} mark @param {string} name @param {() => void} action */
function control(mark, name, action) {
  return h('button', { type: 'button', class: 'button icon', 'aria-label': name, title: name, on: { click: action } }, mark);
}

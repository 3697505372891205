/**
 * Where shapes are painted: in a worker, or on the page's thread where a browser cannot do that.
 *
 * @typedef {import('./shapes-painter.js').Frame} Frame
 * @typedef {{bitmap: ImageBitmap | HTMLCanvasElement, number: number, milliseconds: number}} Painted
 *
 * @typedef {object} Workshop
 * @property {boolean} elsewhere not on the page's thread
 * @property {(edits: import('./shapes-scene.js').SceneEdit[]) => void} edit
 * @property {(frame: Frame, number: number, width: number, height: number) => void} paint answered by `onPainted`
 * @property {() => void} close
 */
import { paintShapes } from './shapes-painter.js';
import { createShapesScene } from './shapes-scene.js';

/** One worker serves every image of the page, one after another. @type {Worker | null} */
let worker = null;
let epochs = 0;

/** The worker, started when it is first asked for; null where a browser cannot paint in one. */
function theWorker() {
  const works = typeof Worker === 'function' && typeof OffscreenCanvas === 'function'
    && 'transferToImageBitmap' in OffscreenCanvas.prototype;
  if (works) worker ??= new Worker(new URL('./shapes-worker.js', import.meta.url), { type: 'module' });
  return worker;
}

/** The worker loads its modules while the page still waits for the image. */
export function prepareWorkshop() {
  theWorker();
}

/**
 * @param {import('../core/box.js').ImageSize} image
 * @param {import('./shapes-scene.js').SceneLabels} labels
 * @param {(painted: Painted) => void} onPainted
 * @returns {Workshop}
 */
export function openWorkshop(image, labels, onPainted) {
  const size = { width: image.width, height: image.height };
  const named = new Map([...labels].map(([id, { name, color }]) => [id, { name, color }]));
  const running = theWorker();
  return running ? inWorker(running, size, named, onPainted) : onPage(size, named, onPainted);
}

/**
 * @param {Worker} running
 * @param {import('../core/box.js').ImageSize} image
 * @param {import('./shapes-scene.js').SceneLabels} labels
 * @param {(painted: Painted) => void} onPainted
 * @returns {Workshop}
 */
function inWorker(running, image, labels, onPainted) {
  const epoch = ++epochs;

  /** @param {MessageEvent} message */
  function receive({ data }) {
    if (data.epoch === epoch) onPainted(data);
    else if (data.epoch < epoch) data.bitmap.close();
  }

  running.addEventListener('message', receive);
  running.postMessage({ kind: 'open', image, labels });
  return {
    elsewhere: true,
    // As text: copying so many small objects from thread to thread takes the page several times as long.
    edit: (edits) => running.postMessage({ kind: 'edit', edits: JSON.stringify(edits) }),
    paint: (frame, number, width, height) => running.postMessage({ kind: 'paint', frame, number, width, height, epoch }),
    close() {
      running.removeEventListener('message', receive);
      running.postMessage({ kind: 'open', image: { width: 1, height: 1 }, labels: new Map() });
    },
  };
}

/** @type {typeof openWorkshop} */
function onPage(image, labels, onPainted) {
  const scene = createShapesScene(image, labels);
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  return {
    elsewhere: false,
    edit: scene.edit,
    paint(frame, number, width, height) {
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      const begin = performance.now();
      paintShapes(context, scene, frame);
      onPainted({ bitmap: canvas, number, milliseconds: performance.now() - begin });
    },
    close() {},
  };
}

/**
 * Paints shapes away from the page's thread and sends each picture back with the view it was painted for.
 *
 * Messages in: `open` an image, `edit` shapes (as JSON), `paint` a frame. Those of an image that is not open any more are dropped by
 * who receives the answer, by its `epoch`.
 */
import { paintShapes } from './shapes-painter.js';
import { createShapesScene } from './shapes-scene.js';

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
let scene = createShapesScene({ width: 1, height: 1 }, new Map());

addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'open':
      scene = createShapesScene(data.image, data.labels);
      break;
    case 'edit':
      scene.edit(JSON.parse(data.edits));
      break;
    case 'paint': {
      const { frame, width, height, epoch, number } = data;
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      const begin = performance.now();
      paintShapes(context, scene, frame);
      const bitmap = canvas.transferToImageBitmap();
      const answer = { bitmap, epoch, number, milliseconds: performance.now() - begin };
      postMessage(answer, /** @type {any} */ ({ transfer: [bitmap] }));
    }
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitRegion, imageToScreen, keepInSight, panBy, panInto, screenToImage, zoomAt } from '../../WebClient/js/core/viewport.js';
import { seededRandom } from './seeded-random.js';

const image = { width: 20000, height: 12500 };
const screen = { width: 1600, height: 1000 };
const close = (a, b, tolerance) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b} within ${tolerance}`);

test('screen to image is the inverse of image to screen', () => {
  const random = seededRandom(1);
  for (let i = 0; i < 300; i++) {
    const view = { scale: 2 ** random.between(-8, 5), originX: random.between(-5e4, 5e4), originY: random.between(-5e4, 5e4) };
    const point = { x: random.between(0, image.width), y: random.between(0, image.height) };
    const back = screenToImage(view, imageToScreen(view, point));
    close(back.x, point.x, 1e-6);
    close(back.y, point.y, 1e-6);
  }
});

test('zooming keeps the point under the cursor within half a screen pixel over 50 steps', () => {
  const random = seededRandom(2);
  let view = fitRegion([0, 0, image.width, image.height], screen);
  const at = { x: 513, y: 377 };
  const held = screenToImage(view, at);
  for (let i = 0; i < 50; i++) {
    view = zoomAt(view, random.between(0.7, 1.6), at, image, screen);
    const now = imageToScreen(view, held);
    close(now.x, at.x, 0.5);
    close(now.y, at.y, 0.5);
  }
});

test('zoom stops at both ends', () => {
  let view = fitRegion([0, 0, image.width, image.height], screen);
  const fit = view.scale;
  for (let i = 0; i < 100; i++) view = zoomAt(view, 2, { x: 0, y: 0 }, image, screen);
  assert.equal(view.scale, 40);
  for (let i = 0; i < 100; i++) view = zoomAt(view, 0.5, { x: 0, y: 0 }, image, screen);
  close(view.scale, fit / 2, 1e-9);
});

test('a fitted region is centred and wholly in sight', () => {
  const view = fitRegion([100, 200, 300, 50], screen, 20);
  const from = imageToScreen(view, { x: 100, y: 200 });
  const to = imageToScreen(view, { x: 400, y: 250 });
  assert.ok(from.x >= 19.9 && from.y >= 19.9 && to.x <= screen.width - 19.9 && to.y <= screen.height - 19.9);
  close(from.x + to.x, screen.width, 1e-6);
  close(from.y + to.y, screen.height, 1e-6);
});

test('the image cannot be lost by panning', () => {
  const fitted = fitRegion([0, 0, image.width, image.height], screen);
  for (const [dx, dy] of [[1e6, 0], [-1e6, 0], [0, 1e6], [0, -1e6]]) {
    const view = keepInSight(panBy(fitted, dx, dy), image, screen);
    const from = imageToScreen(view, { x: 0, y: 0 });
    const to = imageToScreen(view, { x: image.width, y: image.height });
    assert.ok(to.x >= 63 && to.y >= 63 && from.x <= screen.width - 63 && from.y <= screen.height - 63);
  }
});

test('panning into the image ends at its border, and does nothing where all of it is in sight', () => {
  const fitted = fitRegion([0, 0, image.width, image.height], screen);
  assert.equal(panInto(fitted, 50, -50, image, screen), fitted);
  let view = { scale: 1, originX: -300, originY: -11_000 };
  for (let i = 0; i < 100; i++) view = panInto(view, 40, -40, image, screen);
  assert.deepEqual(view, { scale: 1, originX: 16, originY: screen.height - 16 - image.height });
  const beyond = { scale: 1, originX: 500, originY: 0 };
  assert.equal(panInto(beyond, 10, 0, image, screen), beyond, 'nothing is taken back');
});

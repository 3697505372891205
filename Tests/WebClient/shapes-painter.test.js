// The painter of shapes at rest, on a canvas that writes down what it is asked for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paintShapes } from '../../WebClient/js/render/shapes-painter.js';
import { createShapesScene } from '../../WebClient/js/render/shapes-scene.js';
import { boxed, IMAGE } from './annotation-fixtures.js';

const LABELS = new Map([['car', { name: 'Car', color: '#d55e00' }]]);

/** A context that counts calls by name and keeps their arguments. */
function recorder() {
  const calls = [];
  const context = new Proxy({ canvas: { width: 800, height: 600 }, measureText: (text) => ({ width: text.length * 6 }) }, {
    get: (target, name) => (name in target ? target[name] : (...values) => { calls.push([name, ...values]); }),
    set(target, name, value) {
      target[name] = value;
      return true;
    },
  });
  return { context, named: (name) => calls.filter(([called]) => called === name) };
}

function paint(annotations, frame = {}) {
  const scene = createShapesScene(IMAGE, LABELS);
  scene.edit(annotations.map((after) => ({ id: after.id, after })));
  const { context, named } = recorder();
  paintShapes(context, scene, { view: { scale: 1, originX: 0, originY: 0 }, screen: { width: 800, height: 600 }, ratio: 1, blank: false,
    omitted: new Set(), selected: new Set(), tags: 'all', ...frame });
  return named;
}

test('a box is stroked as halo and core, on device pixels', () => {
  const strokes = paint([boxed('a', [10.2, 20.3, 50.4, 40.5])])('strokeRect');
  assert.equal(strokes.length, 2);
  for (const [, ...numbers] of strokes) assert.ok(numbers.every(Number.isInteger), String(numbers));
});

test('what is out of sight, left out, or hidden by peeking is not drawn', () => {
  const shapes = [boxed('in', [10, 10, 50, 50]), boxed('out', [900, 10, 50, 50])];
  const drawn = (frame) => paint(shapes, frame)('strokeRect').length;
  assert.equal(drawn({ tags: 'none' }), 2);
  assert.equal(drawn({ omitted: new Set(['in']) }), 0);
  assert.equal(drawn({ blank: true }), 0);
});

test('tiny shapes are dots, and thousands have no halo', () => {
  const tiny = paint([boxed('a', [10, 10, 8, 8])], { view: { scale: 0.2, originX: 0, originY: 0 } });
  assert.equal(tiny('strokeRect').length, 0);
  assert.equal(tiny('fillRect').length, 1);
  const many = Array.from({ length: 5000 }, (_, i) => boxed(`s${i}`, [(i % 100) * 7, Math.floor(i / 100) * 10, 6, 6]));
  assert.equal(paint(many)('strokeRect').length, 5000);
});

test('a crowd too dense to see is shown by how close it lies', () => {
  const crowd = Array.from({ length: 20_001 }, (_, i) => boxed(`s${i}`, [(i % 200) * 3, Math.floor(i / 200) * 5, 4, 4]));
  const named = paint(crowd);
  assert.equal(named('strokeRect').length, 0);
  const cells = named('fillRect');
  assert.ok(cells.length > 100 && cells.length < 15_000, String(cells.length));
});

test('names are shown as wished, none over another', () => {
  const shapes = [boxed('a', [100, 100, 60, 60]), boxed('b', [102, 101, 60, 60]), boxed('c', [300, 300, 200, 60])];
  const names = (tags) => paint(shapes, { tags })('fillText').length;
  assert.equal(names('all'), 2);
  assert.equal(names('few'), 1);
  assert.equal(names('none'), 0);
});

test('corners closer than the screen can show are left out', () => {
  const ring = Array.from({ length: 400 }, (_, i) => [300 + 100 * Math.cos(i / 63.7), 300 + 100 * Math.sin(i / 63.7)]);
  const polygon = { ...boxed('p', [0, 0, 1, 1]), shape: { polygon: [ring] } };
  const corners = (scale) => paint([polygon], { view: { scale, originX: 0, originY: 0 }, tags: 'none' })('lineTo').length;
  assert.ok(corners(0.1) < corners(1) / 3, `${corners(0.1)} of ${corners(1)}`);
});

test('in a crowd the outlines of polygons lose corners that two alone would keep', () => {
  const ring = Array.from({ length: 20 }, (_, i) => [20 + 8 * Math.cos(i / 3.2), 20 + 8 * Math.sin(i / 3.2)]);
  const crowd = (count) => Array.from({ length: count }, (_, i) => ({ ...boxed(`p${i}`, [0, 0, 1, 1]), shape: { polygon: [ring] } }));
  const corners = (count) => paint(crowd(count), { tags: 'none' })('lineTo').length / paint(crowd(count), { tags: 'none' })('stroke').length;
  assert.ok(corners(4001) < corners(2) * 0.7, `${corners(4001)} of ${corners(2)}`);
});

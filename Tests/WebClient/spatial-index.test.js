import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxesTouch } from '../../WebClient/js/core/box.js';
import { documentOf } from '../../WebClient/js/core/document.js';
import { shapesAt, shapesWithin } from '../../WebClient/js/core/hittest.js';
import { createSpatialIndex } from '../../WebClient/js/core/spatial-index.js';
import { boxed, contextOf, IMAGE } from './annotation-fixtures.js';
import { seededRandom } from './seeded-random.js';

test('the index finds what a plain search finds, through inserts, moves and removals', () => {
  const random = seededRandom(9);
  const index = createSpatialIndex(IMAGE);
  const truth = new Map();
  const someBox = () => [random.between(0, 990), random.between(0, 790), random.between(0, 300), random.between(0, 300)];
  for (let i = 0; i < 2000; i++) {
    const id = `s${random.whole(0, 300)}`;
    if (random.next() < 0.25) {
      index.remove(id);
      truth.delete(id);
    } else {
      const box = someBox();
      index.insert(id, box);
      truth.set(id, box);
    }
    if (i % 20 !== 0) continue;
    const region = [random.between(-100, 1000), random.between(-100, 800), random.between(0, 400), random.between(0, 400)];
    const expected = [...truth].filter(([, box]) => boxesTouch(box, region)).map(([key]) => key).sort();
    assert.deepEqual(index.query(region).sort(), expected, `seed 9 step ${i}`);
  }
  assert.equal(index.size(), truth.size);
});

test('of shapes in a stack the smallest comes first, hidden ones never', () => {
  const stack = [1, 2, 3, 4, 5].map((n) => boxed(`s${n}`, [100 - n * 10, 100 - n * 10, n * 40, n * 40]));
  const { document, index } = contextOf(stack);
  assert.deepEqual(shapesAt({ x: 105, y: 105 }, document, index, 0, new Set()), ['s1', 's2', 's3', 's4', 's5']);
  assert.deepEqual(shapesAt({ x: 105, y: 105 }, document, index, 0, new Set(['s2'])), ['s1', 's3', 's4', 's5']);
});

test('a marquee takes what lies wholly inside', () => {
  const { document, index } = contextOf([boxed('in', [10, 10, 20, 20]), boxed('across', [40, 10, 80, 20])]);
  assert.deepEqual(shapesWithin([0, 0, 60, 60], document, index, new Set()), ['in']);
  assert.deepEqual(shapesWithin([0, 0, 60, 60], documentOf([]), createSpatialIndex(IMAGE), new Set()), []);
});

test('shapes of every size, also across and outside the borders, are found where they lie', () => {
  const random = seededRandom(31);
  const index = createSpatialIndex(IMAGE);
  const truth = new Map();
  for (let i = 0; i < 600; i++) {
    const side = 2 ** random.between(-1, 10);
    const box = [random.between(-200, 1100), random.between(-200, 900), side, side * random.between(0.1, 3)];
    index.insert(`s${i}`, box);
    truth.set(`s${i}`, box);
  }
  for (let i = 0; i < 300; i++) {
    const side = 2 ** random.between(-2, 11);
    const region = [random.between(-300, 1200), random.between(-300, 1000), side, side];
    const expected = [...truth].filter(([, box]) => boxesTouch(box, region)).map(([key]) => key).sort();
    assert.deepEqual(index.query(region).sort(), expected, `seed 31 region ${i}`);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxSpanning, clampDisplacement, clampPoint, HANDLES, isLargeEnough, resizeBox } from '../../WebClient/js/core/box.js';
import { chainWouldCross, ringContains, ringCrossesItself, segmentsMeet, signedArea, simplifyChain } from '../../WebClient/js/core/ring.js';
import { areaOf, faultOf, insertVertex, removeVertices, shapeHit, translateInside } from '../../WebClient/js/core/shape.js';
import { IMAGE } from './annotation-fixtures.js';
import { seededRandom } from './seeded-random.js';

const square = [[10, 10], [110, 10], [110, 110], [10, 110]];
const hole = [[40, 40], [60, 40], [60, 60], [40, 60]];

test('a box is the same whichever corners span it', () => {
  for (const [a, b] of [[{ x: 1, y: 2 }, { x: 5, y: 9 }], [{ x: 5, y: 2 }, { x: 1, y: 9 }], [{ x: 5, y: 9 }, { x: 1, y: 2 }]]) {
    assert.deepEqual(boxSpanning(a, b), [1, 2, 4, 7]);
  }
});

test('both sides count for the smallest box, not the area', () => {
  assert.equal(isLargeEnough([0, 0, 1, 9], 3), false);
  assert.equal(isLargeEnough([0, 0, 3, 3], 3), true);
});

test('clamped points and displacements never leave the image', () => {
  const random = seededRandom(7);
  for (let i = 0; i < 500; i++) {
    const p = clampPoint({ x: random.between(-500, 1500), y: random.between(-500, 1500) }, IMAGE);
    assert.ok(p.x >= 0 && p.x <= IMAGE.width && p.y >= 0 && p.y <= IMAGE.height);
    const q = clampPoint({ x: random.between(-500, 1500), y: random.between(-500, 1500) }, IMAGE);
    const box = boxSpanning(p, q);
    const { dx, dy } = clampDisplacement(box, random.between(-2000, 2000), random.between(-2000, 2000), IMAGE);
    assert.ok(box[0] + dx >= 0 && box[0] + dx + box[2] <= IMAGE.width, `seed 7 step ${i}`);
    assert.ok(box[1] + dy >= 0 && box[1] + dy + box[3] <= IMAGE.height, `seed 7 step ${i}`);
  }
});

test('every handle, dragged anywhere, leaves a box of lawful size inside the image', () => {
  const random = seededRandom(11);
  for (let i = 0; i < 800; i++) {
    const handle = random.pick(Object.keys(HANDLES));
    const box = [random.whole(0, 900), random.whole(0, 700), random.whole(3, 100), random.whole(3, 100)];
    const out = resizeBox(box, handle, { x: random.between(-300, 1300), y: random.between(-300, 1100) }, IMAGE, 3);
    assert.equal(faultOf({ box: out }, IMAGE, 3), null, `seed 11 step ${i}: ${box} ${handle} gives ${out}`);
  }
});

test('a handle dragged through the opposite side flips the box', () => {
  assert.deepEqual(resizeBox([100, 100, 50, 50], 'e', { x: 60, y: 0 }, IMAGE, 3), [60, 100, 40, 50]);
  assert.deepEqual(resizeBox([100, 100, 50, 50], 'nw', { x: 200, y: 190 }, IMAGE, 3), [150, 150, 50, 40]);
});

test('a box resized about its middle keeps it, and one that keeps its proportions has them still, anywhere in the image', () => {
  const random = seededRandom(12);
  for (let i = 0; i < 2000; i++) {
    const handle = random.pick(Object.keys(HANDLES));
    const box = [random.whole(0, 900), random.whole(0, 700), random.whole(3, 100), random.whole(3, 100)];
    const [centred, proportional] = random.pick([[true, false], [false, true], [true, true]]);
    const to = { x: random.between(-300, 1300), y: random.between(-300, 1100) };
    const out = resizeBox(box, handle, to, IMAGE, 3, { centred, proportional });
    const where = `seed 12 step ${i}: ${box} ${handle} to ${to.x},${to.y} gives ${out}`;
    assert.equal(faultOf({ box: out }, IMAGE, 3), null, where);
    if (centred) {
      assert.ok(Math.abs(out[0] + out[2] / 2 - box[0] - box[2] / 2) <= 1 / 64, where);
      assert.ok(Math.abs(out[1] + out[3] / 2 - box[1] - box[3] / 2) <= 1 / 64, where);
    }
    if (proportional) assert.ok(Math.abs(out[2] * box[3] - out[3] * box[2]) <= (box[2] + box[3]) / 64, where);
  }
});

test('the middle and the proportions are kept at each kind of handle', () => {
  const box = [100, 100, 80, 40];
  const centred = { centred: true }, proportional = { proportional: true };
  assert.deepEqual(resizeBox(box, 'e', { x: 200, y: 0 }, IMAGE, 3, centred), [80, 100, 120, 40]);
  assert.deepEqual(resizeBox(box, 'nw', { x: 90, y: 80 }, IMAGE, 3, centred), [90, 80, 100, 80]);
  assert.deepEqual(resizeBox(box, 'se', { x: 260, y: 150 }, IMAGE, 3, proportional), [100, 100, 160, 80]);
  assert.deepEqual(resizeBox(box, 'se', { x: 20, y: 110 }, IMAGE, 3, proportional), [20, 100, 80, 40]);
  assert.deepEqual(resizeBox(box, 'e', { x: 260, y: 0 }, IMAGE, 3, proportional), [100, 80, 160, 80]);
  assert.deepEqual(resizeBox(box, 'n', { x: 0, y: 120 }, IMAGE, 3, proportional), [120, 120, 40, 20]);
  assert.deepEqual(resizeBox(box, 'se', { x: 220, y: 130 }, IMAGE, 3, { ...centred, ...proportional }), [60, 80, 160, 80]);
  assert.deepEqual(resizeBox([10, 300, 80, 40], 'e', { x: 900, y: 0 }, IMAGE, 3, centred), [0, 300, 100, 40]);
});

test('segments meet when they cross, touch or overlap', () => {
  assert.equal(segmentsMeet([0, 0], [10, 10], [0, 10], [10, 0]), true);
  assert.equal(segmentsMeet([0, 0], [10, 0], [5, 0], [5, 5]), true);
  assert.equal(segmentsMeet([0, 0], [10, 0], [5, 0], [20, 0]), true);
  assert.equal(segmentsMeet([0, 0], [10, 0], [0, 1], [10, 1]), false);
});

test('rings: area, containment, crossing', () => {
  assert.equal(Math.abs(signedArea(square)), 10000);
  assert.equal(ringContains(square, { x: 50, y: 50 }), true);
  assert.equal(ringContains(square, { x: 5, y: 50 }), false);
  assert.equal(ringCrossesItself(square), false);
  assert.equal(ringCrossesItself([[0, 0], [10, 10], [10, 0], [0, 10]]), true);
  assert.equal(ringCrossesItself([[0, 0], [10, 0], [5, 0]]), true);
});

test('a chain refuses the edge that would cross it, and nothing else', () => {
  assert.equal(chainWouldCross([[0, 0], [10, 0], [10, 10]], [5, -5]), true);
  assert.equal(chainWouldCross([[0, 0], [10, 0], [10, 10]], [0, 10]), false);
  assert.equal(chainWouldCross([[0, 0], [10, 0]], [5, 0]), true, 'doubling back');
  assert.equal(chainWouldCross([[0, 0], [10, 0], [10, 10]], [0, 0], { closing: true }), false);
});

test('a hole is not part of the shape, its line is', () => {
  const shape = { polygon: [square, hole] };
  assert.equal(areaOf(shape), 9600);
  assert.equal(shapeHit(shape, { x: 50, y: 50 }, 2), false);
  assert.equal(shapeHit(shape, { x: 41, y: 50 }, 2), true);
  assert.equal(shapeHit(shape, { x: 20, y: 20 }, 2), true);
});

test('faults of shapes', () => {
  const cases = [
    [{ box: [0, 0, 10, 10] }, null], [{ box: [-1, 0, 10, 10] }, 'outside'], [{ box: [995, 0, 10, 10] }, 'outside'],
    [{ box: [0, 0, 2, 10] }, 'tooSmall'], [{ box: [0, 0, NaN, 10] }, 'outside'], [{ polygon: [square, hole] }, null],
    [{ polygon: [hole, square] }, 'holeOutside'], [{ polygon: [square, [[0, 0], [50, 0], [50, 50]]] }, 'holeOutside'],
    [{ polygon: [square, hole, [[45, 45], [55, 45], [50, 55]]] }, 'holeOutside'],
    [{ polygon: [[[0, 0], [10, 10], [10, 0], [0, 10]]] }, 'crossing'],
  ];
  for (const [shape, fault] of cases) assert.equal(faultOf(shape, IMAGE, 3), fault, JSON.stringify(shape));
});

test('vertices: a triangle keeps its three, a hole of three goes', () => {
  assert.equal(removeVertices([[[0, 0], [9, 0], [0, 9]]], [{ ring: 0, index: 1 }]), null);
  assert.deepEqual(removeVertices([square, [[40, 40], [50, 40], [45, 50]]], [{ ring: 1, index: 0 }]), [square]);
  assert.deepEqual(removeVertices(insertVertex([square], 0, 1, { x: 120, y: 60 }), [{ ring: 0, index: 2 }]), [square]);
});

test('a shape moved anywhere stays whole inside the image', () => {
  const random = seededRandom(3);
  for (let i = 0; i < 200; i++) {
    const moved = translateInside({ polygon: [square, hole] }, random.between(-2000, 2000), random.between(-2000, 2000), IMAGE);
    assert.equal(faultOf(moved, IMAGE, 3), null);
    assert.equal(areaOf(moved), 9600);
  }
});

test('simplified chains stay within the tolerance and keep their ends', () => {
  const random = seededRandom(5);
  const chain = Array.from({ length: 60 }, (_, i) => [i * 5, 100 + 40 * Math.sin(i / 6) + random.between(-0.4, 0.4)]);
  const thin = simplifyChain(chain, 1);
  assert.ok(thin.length < chain.length / 2);
  assert.deepEqual([thin[0], thin.at(-1)], [chain[0], chain.at(-1)]);
  for (const [x, y] of chain) {
    const near = thin.slice(1).some((b, i) => {
      const a = thin[i];
      if (x < a[0] || x > b[0]) return false;
      return Math.abs(a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]) - y) <= 2;
    });
    assert.ok(near, `${x},${y} is too far from the simplified chain`);
  }
});

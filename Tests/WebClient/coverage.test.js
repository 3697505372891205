import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf, createCoverage } from '../../WebClient/js/core/coverage.js';
import { seededRandom } from './seeded-random.js';

const IMAGE = { width: 1000, height: 700 };

test('nothing is seen from afar, all of a small image at once when it is in sight at full size', () => {
  const coverage = createCoverage(IMAGE);
  assert.equal(coverage.left, 1);
  assert.equal(coverage.look([-100, -100, 1200, 900], 0.9), false);
  assert.equal(coverage.left, 1);
  assert.equal(coverage.look([-100, -100, 1200, 900], 1), true);
  assert.equal(coverage.left, 0);
  assert.equal(coverage.look([0, 0, 500, 500], 2), false, 'a second look brings nothing new');
});

test('what is left is what no look has reached, cell by cell', () => {
  const random = seededRandom(5);
  const coverage = createCoverage(IMAGE);
  const looks = [];
  for (let i = 0; i < 12; i++) {
    const look = [random.between(-200, 900), random.between(-200, 600), random.between(10, 300), random.between(10, 300)];
    looks.push(look);
    coverage.look(look, 1 + i);
    let seen = 0;
    for (let row = 0; row < coverage.rows; row++) {
      for (let column = 0; column < coverage.columns; column++) {
        const [x, y] = [(column + 0.5) * 32, (row + 0.5) * 32];
        const wanted = looks.some(([left, top, width, height]) => x >= left && x <= left + width && y >= top && y <= top + height);
        assert.equal(coverage.seen[row * coverage.columns + column], Number(wanted), `look ${i}, cell ${column}, ${row}`);
        seen += Number(wanted);
      }
    }
    assert.equal(coverage.left, 1 - seen / coverage.seen.length);
  }
});

test('the largest images have no more cells than can be kept', () => {
  const { columns, rows } = createCoverage({ width: 200_000, height: 150_000 });
  assert.ok(columns <= 1024 && rows <= 1024);
  const tiny = createCoverage({ width: 3, height: 2 });
  tiny.look([-50, -50, 200, 200], 10);
  assert.equal(tiny.left, 0);
});

test('what was seen is told in runs, and gone on with in a later sitting', () => {
  const coverage = createCoverage({ width: 100, height: 64 });
  assert.deepEqual(coverage.area(), { cell: 32, counts: [8] });
  coverage.look([0, 0, 64, 32], 1);
  assert.deepEqual(coverage.area(), { cell: 32, counts: [0, 2, 6] });
  coverage.look([64, 32, 60, 32], 1);
  assert.deepEqual(coverage.area(), { cell: 32, counts: [0, 2, 4, 2] });
  const later = createCoverage({ width: 100, height: 64 }, coverage.area());
  assert.equal(later.left, 0.5);
  assert.deepEqual(later.area(), coverage.area());
  assert.equal(createCoverage({ width: 100, height: 64 }, { cell: 50, counts: [0, 4] }).left, 1, 'cells of another size are not taken');
  assert.deepEqual([...cellsOf({ width: 100, height: 64 }, { cell: 50, counts: [1, 2, 1] }).seen], [0, 1, 1, 0]);
});

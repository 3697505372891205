import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reliabilityPoints } from '../../WebClient/js/charts/reliability.js';
import { labelled, linear, ticksTo } from '../../WebClient/js/charts/scale.js';
import { seriesGeometry } from '../../WebClient/js/charts/series.js';
import { matchRoute } from '../../WebClient/js/router.js';
import { isNarrowed, narrowingOf } from '../../WebClient/js/views/project/image-narrowing.js';
import { seededRandom } from './seeded-random.js';

test('an axis begins at 0, ends at or behind the largest value and has few round marks', () => {
  assert.deepEqual(ticksTo(1), [0, 0.5, 1]);
  assert.deepEqual(ticksTo(0.7), [0, 0.2, 0.4, 0.6, 0.8]);
  assert.deepEqual(ticksTo(83), [0, 50, 100]);
  assert.deepEqual(ticksTo(0), [0, 1]);
  const random = seededRandom(7);
  for (let turn = 0; turn < 300; turn += 1) {
    const most = 10 ** random.between(-3, 5);
    const ticks = ticksTo(most);
    assert.ok(ticks.at(-1) >= most * (1 - 1e-9) && ticks.length >= 2 && ticks.length <= 7, `${most}: ${ticks}`);
  }
});

test('a scale keeps its ends, also where all values are the same', () => {
  const scale = linear([0, 4], [100, 20]);
  assert.deepEqual([scale(0), scale(1), scale(4)], [100, 80, 20]);
  assert.ok(Number.isFinite(linear([3, 3], [0, 10])(3)));
});

test('no more words than there is room for, the first always', () => {
  assert.deepEqual(labelled(3, 7), [0, 1, 2]);
  assert.deepEqual(labelled(15, 7), [0, 3, 6, 9, 12]);
  assert.deepEqual(labelled(0, 7), []);
});

test('a line is broken where a value is missing, and bars stand on the axis', () => {
  const { columns, path, ticks } = seriesGeometry([{ name: 'a', value: 1 }, { name: 'b', value: null }, { name: 'c', value: 4, low: 3, high: 5 }]);
  assert.equal(path.match(/M/g).length, 2);
  assert.equal(columns[1].top, null);
  assert.ok(columns[2].top < columns[0].top && columns[0].top < columns[0].base);
  assert.ok(columns[2].range[0] > columns[2].top && columns[2].range[1] < columns[2].top);
  assert.ok(ticks.at(-1).value >= 5, 'the interval fits in');
});

test('points of a reliability diagram grow with the root of their count; empty bins have none', () => {
  const bin = (count, predicted, value) => ({ count, predicted, observed: { value, low: 0, high: 1 } });
  const points = reliabilityPoints([bin(100, 0.9, 0.8), bin(0, null, null), bin(25, 0.1, 0.2)]);
  assert.equal(points.length, 2);
  assert.ok(Math.abs((points[1].radius - 3) / (points[0].radius - 3) - 0.5) < 1e-9);
});

test('the addresses of the screens, and what narrows the table of images', () => {
  assert.equal(matchRoute('#/projects/p/agreement').name, 'agreement');
  assert.deepEqual(matchRoute('#/projects/p/people/a').params, { project: 'p', account: 'a' });
  assert.deepEqual(matchRoute('#/projects/p/dashboard?person=a&from=2026-01-01').query, { person: 'a', from: '2026-01-01' });
  assert.deepEqual(narrowingOf({ people: 'a,b', sort: 'name', label: '' }), { people: 'a,b' });
  assert.equal(isNarrowed({ sort: 'name', status: 'all' }), false);
});

test('counts have whole marks alone', () => {
  const { ticks } = seriesGeometry([{ name: 'a', value: 1 }], undefined, true);
  assert.deepEqual(ticks.map(({ value }) => value), [0, 1]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalisingCurve } from '../../WebClient/js/core/equalise.js';

/** @param {number[]} levels grey pixels */
const grey = (levels) => new Uint8ClampedArray(levels.flatMap((level) => [level, level, level, 255]));

test('a narrow range is spread over the whole one, every part with about as many pixels as any other', () => {
  const levels = Array.from({ length: 4000 }, (_, i) => 100 + Math.floor((i / 4000) ** 2 * 40));
  const curve = equalisingCurve(grey(levels));
  assert.equal(curve.length, 256);
  assert.equal(curve[100], 0);
  assert.equal(curve[139], 1);
  for (let level = 1; level < 256; level++) assert.ok(curve[level] >= curve[level - 1]);
  const shown = levels.map((level) => curve[level]);
  for (const share of [0.4, 0.6, 0.8]) {
    const below = shown.filter((value) => value <= share).length / shown.length;
    assert.ok(Math.abs(below - share) < 0.2, `${below} of the pixels are below ${share}`);
  }
});

test('colours count by how bright they look, and one colour alone stays as it is', () => {
  const [red, green] = [[255, 0, 0, 255], [0, 255, 0, 255]];
  const curve = equalisingCurve(new Uint8ClampedArray([...red, ...green]));
  assert.equal(curve[54], 0);
  assert.equal(curve[181], 0);
  assert.equal(curve[182], 1);
  assert.equal(equalisingCurve(grey([77, 77]))[77], 77 / 255);
});

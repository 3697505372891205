import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf, SOON, untilNextText } from '../../WebClient/js/core/time-left.js';
import { digitsOf, minorUnits, plainAmount } from '../../WebClient/js/ui/money.js';
import { matchRoute } from '../../WebClient/js/router.js';

test('much time is told in hours and minutes, the last ten minutes to the second, never less than none', () => {
  assert.deepEqual(partsOf(7200), { kind: 'long', hours: 2, minutes: 0, seconds: 0 });
  assert.deepEqual(partsOf(3601), { kind: 'long', hours: 1, minutes: 1, seconds: 0 });
  assert.deepEqual(partsOf(599.2), { kind: 'long', hours: 0, minutes: 10, seconds: 0 });
  assert.deepEqual(partsOf(599), { kind: 'short', hours: 0, minutes: 9, seconds: 59 });
  assert.deepEqual(partsOf(-3), { kind: 'short', hours: 0, minutes: 0, seconds: 0 });
  assert.ok(SOON < 600, 'the warning is told to the second');
});

test('the clock waits until its text changes, and no longer once the time is over', () => {
  assert.ok(untilNextText(3630) <= 30_005);
  assert.ok(untilNextText(12.5) <= 505);
  assert.equal(untilNextText(0), Infinity);
});

test('amounts are read and written in the minor units of their currency', () => {
  assert.equal(digitsOf('EUR'), 2);
  assert.equal(digitsOf('JPY'), 0);
  assert.equal(minorUnits('0.30', 'EUR'), 30);
  assert.equal(minorUnits(' 0,30 ', 'EUR'), 30);
  assert.equal(minorUnits('12', 'JPY'), 12);
  assert.equal(minorUnits('much', 'EUR'), null);
  assert.equal(minorUnits('', 'EUR'), null);
  assert.equal(plainAmount(1230, 'EUR'), '12.30');
});

test('work, pay and planning have addresses', () => {
  for (const name of ['work', 'pay', 'planning']) assert.equal(matchRoute(`#/projects/p/${name}`).name, name);
});

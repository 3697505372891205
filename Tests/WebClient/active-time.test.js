import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeTime, noteInput } from '../../WebClient/js/core/active-time.js';

test('pauses of more than half a minute are left out, what was counted before a reload is kept', () => {
  let time = activeTime(5000);
  for (const now of [0, 1000, 31_000, 61_001, 62_001]) time = noteInput(time, now);
  assert.equal(time.milliseconds, 5000 + 1000 + 30_000 + 1000);
});

test('a clock that goes backwards counts nothing', () => {
  assert.equal(noteInput(noteInput(activeTime(), 1000), 500).milliseconds, 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from '../../WebClient/js/core/csv.js';
import { judgeCommand, nextWaiting, REASONS } from '../../WebClient/js/views/audit/judge-keys.js';
import { binNames, histogramGeometry, SIZE } from '../../WebClient/js/views/balance/histogram-geometry.js';

const command = (key, unit = 'object', choosing = false, more = {}) => judgeCommand({ key, ...more }, unit, choosing);

test('one key judges right, one opens the reasons, one names a reason at once', () => {
  for (const key of ['1', 'k', 'K']) assert.deepEqual(command(key), { name: 'right' });
  for (const key of ['0', 'j', 'J']) assert.deepEqual(command(key), { name: 'wrong' });
  assert.deepEqual(command('s'), { name: 'reason', reason: 'spurious' });
  assert.deepEqual(command('P'), { name: 'reason', reason: 'misplaced' });
  assert.deepEqual(command('c'), { name: 'reason', reason: 'misclassified' });
  assert.equal(command('m'), null, 'an object cannot miss an object');
  assert.deepEqual(command('m', 'image'), { name: 'reason', reason: 'missed' });
});

test('numbers choose a reason only while reasons are on offer', () => {
  for (const unit of ['object', 'image']) {
    for (const [index, [reason]] of REASONS[unit].entries()) {
      assert.deepEqual(command(String(index + 1), unit, true), { name: 'reason', reason });
    }
  }
  assert.equal(command('4', 'object', true), null);
  assert.equal(command('2'), null);
});

test('undo by letter, Backspace and Ctrl Z; the browser keeps its other shortcuts', () => {
  assert.deepEqual(command('u'), { name: 'undo' });
  assert.deepEqual(command('Backspace'), { name: 'undo' });
  assert.deepEqual(command('z', 'object', false, { ctrlKey: true }), { name: 'undo' });
  assert.equal(command('k', 'object', false, { ctrlKey: true }), null);
  assert.equal(command('toString'), null);
});

test('the next item that waits comes behind, then from the start', () => {
  assert.equal(nextWaiting([null, 'right', null], 1), 3);
  assert.equal(nextWaiting([null, 'right', 'wrong'], 3), 1);
  assert.equal(nextWaiting(['right', 'wrong'], 1), null);
  assert.equal(nextWaiting([null, null], 0), 1);
});

test('a table becomes CSV that a spreadsheet reads and does not run', () => {
  assert.equal(csvOf([['a', 'b'], ['x,y', 'say "no"'], ['=1+1', 0.5], [null, 'two\nlines']]),
    'a,b\r\n"x,y","say ""no"""\r\n\'=1+1,0.5\r\n,"two\nlines"\r\n');
  assert.equal(csvOf([[-1, '-1']]), "-1,'-1\r\n");
});

test('bars stand on one line, the longest fills the room, and no bins overlap', () => {
  const { bars, base } = histogramGeometry([0, 4, 2, 1]);
  assert.ok(bars.every(({ y, height }) => Math.abs(y + height - base) < 1e-9));
  assert.equal(bars[0].height, 0);
  assert.equal(bars[1].height, 2 * bars[2].height);
  for (const [index, bar] of bars.slice(1).entries()) assert.ok(bar.x > bars[index].x + bars[index].width);
  assert.ok(bars.at(-1).x + bars.at(-1).width <= SIZE.width);
  assert.ok(histogramGeometry([0, 0]).bars.every(({ height }) => height === 0));
});

test('bins are named by their edges', () => {
  const words = { below: (v) => `<${v}`, from: (v) => `${v}+`, between: (a, b) => `${a}-${b}` };
  assert.deepEqual(binNames(['8', '16', '32'], words), ['<8', '8-16', '16-32', '32+']);
});

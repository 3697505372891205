import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wallCommand } from '../../WebClient/js/views/wall/wall-keys.js';
import { CELL, layoutOf, moveOf, windowOf } from '../../WebClient/js/views/wall/wall-layout.js';
import { dismissing, emptyWall, movedTo, relabelled, relabelling, undoing, withCrops, without } from '../../WebClient/js/views/wall/wall-state.js';

const crop = (i, verdict = null) => ({ object: `o${i}`, image: 'i', imageName: 'i.png', box: [0, 0, 1, 1], label: 'car', probability: i / 100, spread: 1, verdict, crop: '' });
const wall = (count = 10) => withCrops(emptyWall(), Array.from({ length: count }, (_, i) => crop(i)));
let serial = 0;
const newId = () => `v${serial += 1}`;
const said = (state) => [...state.marks].filter(([, { verdict }]) => verdict).map(([object]) => object);

test('a click says "not one" of one crop, a range of all in between, and again takes it back', () => {
  let { state, votes } = dismissing(movedTo(wall(), 2, false), newId);
  assert.deepEqual(votes.map(({ object, verdict }) => [object, verdict]), [['o2', 'wrong']]);
  ({ state, votes } = dismissing(movedTo(state, 5, true), newId));
  assert.deepEqual(votes.map(({ object }) => object), ['o3', 'o4', 'o5'], 'what was said is not said again');
  assert.deepEqual(said(state), ['o2', 'o3', 'o4', 'o5']);
  ({ state, votes } = dismissing(movedTo(state, 3, false), newId));
  assert.deepEqual(votes.map(({ object, verdict }) => [object, verdict]), [['o3', 'right']]);
  assert.deepEqual(said(state), ['o2', 'o4', 'o5']);
});

test('what is settled is left out of a range, and cannot be dismissed or relabelled alone', () => {
  const crops = [crop(0), { ...crop(1), settled: true }, crop(2)];
  const all = movedTo(movedTo(withCrops(emptyWall(), crops), 0, false), 2, true);
  assert.deepEqual(dismissing(all, newId).votes.map(({ object }) => object), ['o0', 'o2']);
  const alone = movedTo(all, 1, false);
  assert.deepEqual([dismissing(alone, newId).votes, relabelling(alone, 'dog', newId).votes], [[], []]);
});

test('a label is for all that was dismissed here, or for a range, or for the one one is at', () => {
  let { state } = dismissing(movedTo(wall(), 1, false), newId);
  ({ state } = dismissing(movedTo(state, 4, false), newId));
  assert.deepEqual(relabelled(movedTo(state, 9, false)).map(({ object }) => object), ['o1', 'o4']);
  assert.deepEqual(relabelled(movedTo(movedTo(state, 6, false), 7, true)).map(({ object }) => object), ['o6', 'o7']);
  const step = relabelling(movedTo(state, 9, false), 'dog', newId);
  assert.deepEqual(step.votes.map(({ object, verdict, label }) => [object, verdict, label]), [['o1', 'relabel', 'dog'], ['o4', 'relabel', 'dog']]);
  assert.equal(step.state.here.size, 0);
  assert.deepEqual(relabelled(step.state).map(({ object }) => object), ['o9']);
});

test('undo takes back one step after the other, with the very votes that were sent', () => {
  const first = dismissing(movedTo(wall(), 1, false), newId);
  const second = relabelling(first.state, 'dog', newId);
  const once = undoing(second.state);
  assert.deepEqual(once.votes, second.votes);
  assert.equal(once.state.marks.get('o1').verdict, 'dismissed');
  assert.ok(once.state.here.has('o1'));
  const twice = undoing(once.state);
  assert.deepEqual(twice.votes, first.votes);
  assert.deepEqual(said(twice.state), []);
  assert.deepEqual(undoing(twice.state).votes, []);
});

test('votes that could not be sent are not shown as said', () => {
  const { state, votes } = dismissing(movedTo(wall(), 1, false), newId);
  const back = without(state, votes);
  assert.deepEqual([said(back), back.done.length, back.here.size], [[], 0, 0]);
});

test('more crops join without doubles, with what was said of them before', () => {
  const state = withCrops(wall(3), [crop(2), crop(3, 'dismissed')]);
  assert.deepEqual(state.crops.map(({ object }) => object), ['o0', 'o1', 'o2', 'o3']);
  assert.deepEqual(said(state), ['o3']);
  assert.equal(state.here.size, 0, 'what was dismissed earlier is not relabelled along');
});

test('only crops near what is in sight are in the page, however many there are', () => {
  const layout = layoutOf(1200, 10_000);
  assert.equal(layout.columns, Math.floor(1200 / CELL.width));
  for (const top of [-500, 0, 3000, layout.height - 100, layout.height + 5000]) {
    const [from, to] = windowOf(layout, top, 800, 10_000);
    assert.ok(from >= 0 && to <= 10_000 && to - from <= layout.columns * 12, `${from} ${to}`);
    assert.equal(from % layout.columns, 0);
  }
  const [from, to] = windowOf(layout, 3000, 800, 10_000);
  assert.ok((from / layout.columns) * CELL.height <= 3000 && (to / layout.columns) * CELL.height >= 3800);
  assert.deepEqual(windowOf(layoutOf(1200, 0), 0, 800, 0), [0, 0]);
});

test('arrows walk the grid and stop at its borders', () => {
  const layout = { columns: 4 };
  const at = (key, from, count = 10) => moveOf(key, from, layout, count, 2);
  assert.deepEqual(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => at(key, 5)), [4, 6, 1, 9]);
  assert.deepEqual([at('ArrowLeft', 0), at('ArrowRight', 9), at('ArrowUp', 2), at('ArrowDown', 7)], [0, 9, 2, 7]);
  assert.deepEqual([at('Home', 7), at('End', 0), at('PageDown', 1), at('PageUp', 9), at('PageUp', 6)], [0, 9, 9, 1, 2]);
  assert.equal(at('Tab', 1), null);
});

test('keys of the wall: Space says it, digits name it, Shift with arrows takes a range', () => {
  assert.deepEqual(wallCommand({ key: ' ' }), { name: 'dismiss' });
  assert.deepEqual(wallCommand({ key: '3', code: 'Digit3' }), { name: 'relabel', digit: 3 });
  assert.deepEqual(wallCommand({ key: 'ArrowDown', shiftKey: true }), { name: 'move', key: 'ArrowDown', extend: true });
  assert.deepEqual(wallCommand({ key: 'z', ctrlKey: true }), { name: 'undo' });
  assert.equal(wallCommand({ key: 'Tab' }), null);
  assert.equal(wallCommand({ key: 'r', ctrlKey: true }), null);
});

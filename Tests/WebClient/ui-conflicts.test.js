import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cropPicture, cropRegion } from '../../WebClient/js/core/crop.js';
import { drawnOf, firstForm, markOf, placeOf } from '../../WebClient/js/views/conflict/answer-marks.js';
import { createConflictOrder } from '../../WebClient/js/views/conflict/conflict-order.js';
import { deskCommand, draftCommand } from '../../WebClient/js/views/conflict/desk-keys.js';
import { filterOf } from '../../WebClient/js/views/conflict/filter.js';
import { boundsOf } from '../../WebClient/js/views/review/shape-path.js';
import { tilesOfCloseUp } from '../../WebClient/js/views/review/tiles-ahead.js';

const command = (key, more = {}, engaged = true) => deskCommand({ key, ...more }, engaged);

test('a digit takes the answer of that place, with Shift it shows that answer alone', () => {
  assert.deepEqual(command('1'), { name: 'take', index: 0 });
  assert.deepEqual(command('"', { code: 'Digit2', shiftKey: true }), { name: 'solo', index: 1 });
  assert.deepEqual(command('&', { code: 'Digit1' }), { name: 'take', index: 0 }, 'also where digits need Shift');
  assert.equal(command('0'), null);
});

test('Tab walks the conflicts only while one works at the desk, so that nobody is kept there', () => {
  assert.deepEqual(command('Tab'), { name: 'next' });
  assert.deepEqual(command('Tab', { shiftKey: true }), { name: 'previous' });
  assert.equal(command('Tab', {}, false), null);
  assert.deepEqual(command('Escape'), { name: 'release' });
});

test('letters decide in either case, and the browser keeps its own shortcuts', () => {
  for (const [key, name] of [['m', 'merged'], ['X', 'none'], ['d', 'draw'], ['E', 'adjust'], ['r', 'reason'], ['?', 'help'], ['u', 'undo']]) {
    assert.deepEqual(command(key), { name });
  }
  assert.deepEqual(command('z', { ctrlKey: true }), { name: 'undo' });
  assert.deepEqual(command('z'), { name: 'place' });
  assert.equal(command('r', { ctrlKey: true }), null);
  assert.equal(command('toString'), null);
});

test('while one draws, digits are labels, arrows move, Ctrl moves an edge, Enter keeps', () => {
  assert.deepEqual(draftCommand({ key: '2', code: 'Digit2' }), { name: 'label', index: 1 });
  assert.deepEqual(draftCommand({ key: 'ArrowLeft', shiftKey: true }), { name: 'move', dx: -10, dy: 0 });
  assert.deepEqual(draftCommand({ key: 'ArrowDown', ctrlKey: true }), { name: 'edge', side: 'bottom', by: 1 });
  assert.deepEqual(draftCommand({ key: 'ArrowLeft', ctrlKey: true, shiftKey: true }), { name: 'edge', side: 'left', by: -1 });
  assert.deepEqual(draftCommand({ key: 'Enter' }), { name: 'keep' });
  assert.deepEqual(draftCommand({ key: 'z', metaKey: true, shiftKey: true }), { name: 'redo' });
  assert.equal(draftCommand({ key: 'x' }), null, 'nothing is decided by a slip');
  assert.equal(draftCommand({ key: 'Tab' }), null);
});

/** So many conflicts in pages, as the server hands them out. */
function pagesOf(count, size) {
  const rows = Array.from({ length: count }, (_, i) => ({ id: `c${i}`, state: 'open' }));
  const asked = [];
  return { asked, rows, list: async (after) => {
    asked.push(after);
    const from = after ? Number(after) : 0;
    return { total: count, counts: {}, decided: 0, items: rows.slice(from, from + size), ...(from + size < count ? { next: String(from + size) } : {}) };
  } };
}

test('one goes through all open conflicts, page by page, and each comes once', async () => {
  const { list, rows, asked } = pagesOf(7, 3);
  const order = createConflictOrder(list);
  const seen = [];
  let now = await order.first();
  assert.deepEqual(asked, [null], 'no more is fetched than is needed');
  while (now) {
    seen.push(now.id);
    order.mark(now.id, true);
    now = await order.nextOpen(now.id);
  }
  assert.deepEqual(seen, rows.map(({ id }) => id));
  assert.equal(order.waiting, 0);
  assert.equal(asked.length, 3);
});

test('what was passed over comes after the last one; what was taken back waits again', async () => {
  const order = createConflictOrder(pagesOf(3, 10).list);
  await order.first();
  order.mark('c1', true);
  assert.equal((await order.nextOpen('c2')).id, 'c0');
  assert.equal(order.waiting, 2);
  order.mark('c1', false);
  assert.equal((await order.nextOpen('c0')).id, 'c1');
  assert.equal((await order.beside('c1', -1)).id, 'c0');
  assert.equal(await order.beside('c0', -1), null);
  assert.equal(await order.beside('c2', 1), null);
});

test('a conflict from elsewhere comes first, and a decided one does not count as waiting', async () => {
  const order = createConflictOrder(pagesOf(2, 10).list);
  await order.enter({ id: 'x', state: 'decided' });
  assert.equal(order.waiting, 2);
  assert.equal((await order.nextOpen('x')).id, 'c0');
  order.drop('c0');
  assert.equal(order.waiting, 1);
  assert.equal((await order.nextOpen('x')).id, 'c1');
});

const detail = {
  box: [10, 10, 20, 20], decision: null,
  answers: [{ letter: 'A', annotation: 'a', shape: { box: [8, 10, 20, 20] }, label: 'car', others: [{ shape: { box: [40, 40, 5, 5] }, label: 'car' }] },
    { letter: 'B', attributes: {}, others: [] }],
  merged: [{ object: 'o', shape: { box: [10, 10, 20, 25] }, label: 'car', probability: 0.6, accepted: true }],
  details: [],
};
const refused = { ...detail, merged: [{ ...detail.merged[0], accepted: false }] };
const labelOf = () => ({ name: 'car', color: '#112233' });

test('each answer has colour, dash and letter; what was merged lies under them', () => {
  const drawn = drawnOf(detail, labelOf);
  assert.deepEqual(drawn.map(({ kind, tag }) => [kind, tag]), [['consensus', 'car'], ['annotator', 'A'], ['annotator', 'A']]);
  assert.equal(drawnOf(refused, labelOf)[0].kind, 'rejected');
  const marks = Array.from({ length: 10 }, (_, i) => JSON.stringify(markOf(i)));
  assert.equal(new Set(marks).size, 10, 'no two of ten look the same');
});

test('the place to look at holds the box in question and all shapes there', () => {
  assert.deepEqual(placeOf(detail, boundsOf), [8, 10, 22, 25]);
});

test('one adjusts what was merged, or what somebody drew where nothing was', () => {
  assert.deepEqual(firstForm(detail), [{ shape: { box: [10, 10, 20, 25] }, label: 'car' }]);
  assert.deepEqual(firstForm(refused)[0].shape, { box: [8, 10, 20, 20] });
  assert.deepEqual(firstForm({ ...detail, merged: [], answers: [detail.answers[1]] }), []);
});

test('the address keeps only filters that mean something', () => {
  assert.deepEqual(filterOf({ kind: 'class', label: '', state: 'open', image: 'i', foo: 'x' }), { kind: 'class', image: 'i' });
  assert.deepEqual(filterOf({ kind: 'nonsense', state: 'decided', assignee: 'me' }), { state: 'decided', assignee: 'me' });
});

test('a crop stays in the image, has whole pixels and at least one', () => {
  const image = { width: 100, height: 60 };
  assert.deepEqual(cropRegion([10.4, 10.6, 20, 10], image, 0.5), [0, 0, 41, 31]);
  assert.deepEqual(cropRegion([90, 50, 10, 10], image, 1), [80, 40, 20, 20]);
  const [x, y, w, h] = cropRegion([100, 60, 0, 0], image, 0.1);
  assert.ok(w >= 1 && h >= 1 && x + w <= 100 && y + h <= 60);
  assert.deepEqual(cropPicture('ab', [0, 0, 40, 20], 20), { src: '/iiif/3/ab/0,0,40,20/20,10/0/default.jpg', width: 20, height: 10 });
  assert.equal(cropPicture('ab', [0, 0, 40, 20], 400).width, 40, 'never blown up');
});

test('the tiles asked for ahead are those the close look shows, at its level', () => {
  const look = { base: '/iiif/3/ab', image: { width: 4000, height: 3000 }, box: [2000, 1500, 100, 100], screen: { width: 800, height: 600 }, ratio: 1 };
  const tiles = tilesOfCloseUp(look);
  assert.equal(tiles.length, new Set(tiles).size);
  assert.ok(tiles.some((tile) => tile.includes('/1536,1024,512,512/') || tile.includes('/2048,1536,512,512/') || tile.includes('/1536,1536,512,512/')), tiles.join());
  assert.ok(tiles.length < 8, `${tiles.length}`);
});

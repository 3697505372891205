import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thumbnail } from '../../WebClient/js/api/images.js';
import { drawnItems, objectAt } from '../../WebClient/js/views/review/drawn-items.js';
import { forgetOrder, neighbours } from '../../WebClient/js/views/review/image-order.js';
import { allToggled, commandFor, initially, soloed, toggled } from '../../WebClient/js/views/review/layer-state.js';
import { boundsOf, pathOf } from '../../WebClient/js/views/review/shape-path.js';
import { inkOn } from '../../WebClient/js/views/review/shapes-overlay.js';
import { roomFor } from '../../WebClient/js/views/review/tag-room.js';
import { seededRandom } from './seeded-random.js';
import { votesNeeded } from '../../WebClient/js/views/form/consensus-fields.js';
import { regions } from '../../WebClient/js/views/project/heatmap-figure.js';

const letters = ['A', 'B'];
const sorted = (set) => [...set].sort();

test('layers start with everybody and the consensus, and toggling twice changes nothing', () => {
  const start = initially(letters);
  assert.deepEqual(sorted(start), ['A', 'B', 'consensus']);
  assert.deepEqual(toggled(toggled(start, 'A'), 'A'), start);
  assert.deepEqual(toggled(toggled(start, 'rejected'), 'rejected'), start);
});

test('0 shows all, then nothing', () => {
  const all = allToggled(initially(letters), letters);
  assert.deepEqual(sorted(all), ['A', 'B', 'consensus', 'rejected']);
  assert.deepEqual(sorted(allToggled(all, letters)), []);
});

test('solo keeps the consensus as it is and gives everybody back', () => {
  const alone = soloed(initially(letters), letters, 'B');
  assert.deepEqual(sorted(alone), ['B', 'consensus']);
  assert.deepEqual(sorted(soloed(alone, letters, 'B')), ['A', 'B', 'consensus']);
});

test('keys work on any keyboard layout', () => {
  const cases = [
    [{ key: '1', code: 'Digit1' }, { name: 'annotator', index: 0 }], [{ key: '&', code: 'Digit1' }, { name: 'annotator', index: 0 }],
    [{ key: '"', code: 'Digit2', shiftKey: true }, { name: 'solo', index: 1 }], [{ key: '0', code: 'Digit0' }, { name: 'all' }],
    [{ key: 'c', code: 'KeyC' }, { name: 'consensus' }], [{ key: 'с', code: 'KeyC' }, { name: 'consensus' }],
    [{ key: 'h', code: 'KeyJ' }, { name: 'heatmap' }], [{ key: '+', code: 'BracketRight' }, { name: 'zoomIn' }],
    [{ key: '-', code: 'Slash' }, { name: 'zoomOut' }], [{ key: 'c', code: 'KeyC', ctrlKey: true }, null], [{ key: 'q', code: 'KeyQ' }, null],
    [{ key: 'Tab', code: 'Tab' }, null],
  ];
  for (const [event, command] of cases) assert.deepEqual(commandFor(event), command, JSON.stringify(event));
});

test('shapes become paths, holes included', () => {
  assert.equal(pathOf({ box: [1, 2, 3, 4] }), 'M1 2h3v4h-3z');
  const ring = { polygon: [[[0, 0], [10, 0], [10, 8]], [[2, 2], [3, 2], [3, 3]]] };
  assert.equal(pathOf(ring), 'M0 0L10 0L10 8zM2 2L3 2L3 3z');
  assert.deepEqual(boundsOf(ring), [0, 0, 10, 8]);
});

test('people are drawn over the consensus, and it over the rejected', () => {
  const layer = { annotator: { letter: 'A', color: '#ff0000', dash: [4, 3] }, annotations: [{ shape: { box: [0, 0, 1, 1] } }] };
  const object = (id, accepted) => ({ id, accepted, labelId: 'l', score: 0.876, shape: { box: [0, 0, 1, 1] } });
  const items = drawnItems({ layers: [layer], consensus: { objects: [object('a', true), object('b', false)] } }, () => ({ name: 'Cat', color: '#00ff00' }));
  assert.deepEqual(items.map(({ kind, tag, dash }) => [kind, tag, dash]),
    [['rejected', 'Cat 88 %', '1.5 5'], ['consensus', 'Cat 88 %', null], ['annotator', 'A', '4 3']]);
  assert.deepEqual(drawnItems({ layers: [], consensus: null }, () => ({ name: '', color: '' })), []);
});

test('a click chooses the smallest object under it', () => {
  const objects = [{ id: 'big', shape: { box: [0, 0, 100, 100] } }, { id: 'small', shape: { box: [40, 40, 10, 10] } }];
  assert.equal(objectAt(objects, { x: 45, y: 45 }, boundsOf)?.id, 'small');
  assert.equal(objectAt(objects, { x: 5, y: 5 }, boundsOf)?.id, 'big');
  assert.equal(objectAt(objects, { x: 500, y: 5 }, boundsOf), null);
});

test('neighbours are found over pages, and pages are asked for once', async () => {
  const ids = Array.from({ length: 7 }, (_, index) => ({ id: `i${index}` }));
  let asked = 0;
  const list = async (_, { after }) => {
    asked += 1;
    const from = Number(after ?? 0);
    return { items: ids.slice(from, from + 3), next: from + 3 < ids.length ? String(from + 3) : null };
  };
  const order = { sort: 'name', status: 'all' };
  assert.deepEqual(await neighbours('p', 'i0', order, list), { previous: null, next: 'i1', position: 1 });
  assert.equal(asked, 1);
  assert.deepEqual(await neighbours('p', 'i2', order, list), { previous: 'i1', next: 'i3', position: 3 });
  assert.deepEqual(await neighbours('p', 'i6', order, list), { previous: 'i5', next: null, position: 7 });
  assert.deepEqual(await neighbours('p', 'gone', order, list), { previous: null, next: null, position: null });
  assert.equal(asked, 3);
  forgetOrder('p');
  await neighbours('p', 'i0', order, list);
  assert.equal(asked, 4);
});

test('thumbnails keep their proportions and are never enlarged', () => {
  const size = (width, height) => { const t = thumbnail({ id: 'x', width, height }); return [t.width, t.height]; };
  assert.deepEqual(size(4000, 3000), [96, 72]);
  assert.deepEqual(size(3000, 4000), [72, 96]);
  assert.deepEqual(size(50, 20), [50, 20]);
  assert.deepEqual(size(20000, 10), [96, 1]);
  assert.equal(thumbnail({ id: 'x', width: 4000, height: 3000 }).src, '/iiif/3/x/full/96,72/0/default.jpg');
});

test('a tag that would lie over an earlier one is left out, and only such a tag', () => {
  const tag = (x, y, width = 60) => ({ x, y, width, height: 17 });
  assert.deepEqual(roomFor([tag(0, 0), tag(30, 5), tag(60, 0), tag(0, 17)]), [true, false, true, true]);
  assert.deepEqual(roomFor([tag(0, 0), tag(50, 0), tag(70, 0)]), [true, false, true], 'one left out takes no room');
  const random = seededRandom(7).next;
  const places = Array.from({ length: 400 }, () => tag(random() * 900 - 300, random() * 700 - 200, 16 + random() * 160));
  const kept = roomFor(places);
  const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  for (const [index, place] of places.entries()) {
    assert.equal(kept[index], !places.some((other, earlier) => earlier < index && kept[earlier] && overlap(place, other)));
  }
});

test('ink is black on light colours and white on dark ones', () => {
  assert.deepEqual(['#ffffff', '#f0e442', '#0072b2', '#000000'].map(inkOn), ['#000000', '#000000', '#ffffff', '#ffffff']);
});

test('the quorum says how many people it takes', () => {
  const cases = [[0.5, 3, 2], [0.5, 4, 2], [1, 3, 3], [0.05, 3, 1], [0.34, 3, 2], [1 / 3, 3, 1], [0.6, 5, 3]];
  for (const [quorum, people, needed] of cases) assert.equal(votesNeeded(quorum, people), needed, `${quorum} of ${people}`);
});

test('the hottest part of the picture comes first', () => {
  const values = Array.from({ length: 36 }, (_, index) => (index === 35 ? 1 : index === 0 ? 0.5 : 0));
  const found = regions(6, 6, values);
  assert.deepEqual(found.map(({ row, column }) => [row, column]), [[2, 2], [0, 0]]);
  assert.equal(found[0].mean, 0.25);
});

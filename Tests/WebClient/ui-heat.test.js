import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cropOf } from '../../WebClient/js/api/images.js';
import { heatmapAddress } from '../../WebClient/js/api/disagreement.js';
import { confusionRows } from '../../WebClient/js/views/disagreement/class-matrix.js';
import { colorAt, partFrom } from '../../WebClient/js/views/disagreement/parts.js';
import { AT_FIRST, heatFrom, heatQuery, heatRequest } from '../../WebClient/js/views/review/heat-state.js';
import { namedLabels } from '../../WebClient/js/views/review/heat-controls.js';

test('what a heatmap shows goes into the address and comes back, and nothing that is as at first', () => {
  const state = { on: true, layer: 'class', label: 'ab', person: 'B', weighting: 'probability', threshold: 0.25, opacity: 0.5 };
  const said = Object.fromEntries(Object.entries(heatQuery(state)).map(([key, value]) => [key, String(value)]));
  assert.deepEqual(heatFrom(said), state);
  assert.deepEqual(Object.values(heatQuery(AT_FIRST)), [null, null, null, null, null, null]);
  assert.deepEqual(heatQuery({ ...AT_FIRST, on: true }), { heat: 'total', heatLabel: null, heatPerson: null, heatWeighting: null, heatFrom: null, heatOpacity: null });
});

test('an address that says nonsense shows what is shown at first', () => {
  assert.deepEqual(heatFrom({}), AT_FIRST);
  assert.deepEqual(heatFrom({ heat: 'depth', heatWeighting: 'gold', heatFrom: '7', heatOpacity: 'x' }), AT_FIRST);
  assert.equal(heatFrom({ heat: 'total', heatFrom: '' }).threshold, 0);
});

test('one person is asked for by votes, and the bands are asked for without a person', () => {
  const all = { ...AT_FIRST, on: true, person: 'A', weighting: 'probability' };
  assert.deepEqual(heatRequest(all), { layer: 'total', label: '', threshold: 0, annotator: 'A' });
  assert.deepEqual(heatRequest({ ...all, layer: 'band' }), { layer: 'band', label: '', threshold: 0 });
  assert.deepEqual(heatRequest({ ...all, person: '' }), { layer: 'total', label: '', threshold: 0, weighting: 'probability' });
  assert.equal(heatmapAddress('p', 'i', 'png', heatRequest({ ...AT_FIRST, threshold: 0.5 })),
    '/api/v1/projects/p/images/i/heatmap.png?layer=total&threshold=0.5&weighting=votes');
});

test('the classes of an image are those its objects have or were given', () => {
  const objects = [{ labelId: 'a', votes: [{ labelId: 'a' }, { labelId: 'b' }] }, { labelId: 'a', votes: [] }];
  assert.deepEqual(namedLabels({ objects }), ['a', 'b']);
  assert.deepEqual(namedLabels(null), []);
});

test('confusion is the same either way in number, and a share of its row', () => {
  const rows = confusionRows([{ first: 'a', second: 'a', votes: 6 }, { first: 'a', second: 'b', votes: 2 }], ['a', 'b', 'c']);
  assert.deepEqual(rows.map((row) => row.map(({ votes }) => votes)), [[6, 2, 0], [2, 0, 0], [0, 0, 0]]);
  assert.deepEqual(rows.map((row) => row.map(({ share }) => share)), [[0.75, 0.25, 0], [1, 0, 0], [0, 0, 0]]);
});

test('an address names one part', () => {
  assert.deepEqual(partFrom({ cell: '3,4', layer: 'class' }), { cell: '3,4' });
  assert.deepEqual(partFrom({ size: '0', of: 'ab' }), { size: '0', of: 'ab' });
  assert.deepEqual(partFrom({ people: 'a,b' }), { people: 'a,b' });
  assert.deepEqual(partFrom({ label: 'ab' }), {});
});

test('a crop has some room around it and stays on the image', () => {
  const image = { id: 'i', width: 1000, height: 500 };
  assert.equal(cropOf(image, [400, 200, 100, 100], 160).src, '/iiif/3/i/350,150,200,200/160,160/0/default.jpg');
  assert.equal(cropOf(image, [0, 0, 1000, 500], 160).src, '/iiif/3/i/0,0,1000,500/160,80/0/default.jpg');
  assert.equal(cropOf(image, [990, 490, 10, 10], 160).src, '/iiif/3/i/958,458,42,42/42,42/0/default.jpg');
});

test('a colour is taken from the ramp, also beyond its ends', () => {
  const stops = ['#000000', '#555555', '#ffffff'].map((color) => ({ color }));
  assert.deepEqual([-1, 0, 0.5, 1, 7].map((share) => colorAt(stops, share)), ['#000000', '#000000', '#555555', '#ffffff', '#ffffff']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyText } from '../../WebClient/js/i18n/index.js';
import { edgeTexts, explain, summaryOf } from '../../WebClient/js/views/gold/explain.js';
import { clausesOf } from '../../WebClient/js/views/gold/clauses.js';
import { mended } from '../../WebClient/js/views/gold/mend.js';

await everyText();

const box = (id, x, label = 'cat') => ({ id, labelId: label, shape: { box: [x, 0, 10, 10] } });
const result = {
  drawn: [box('d1', 0), box('d2', 30, 'dog'), box('d3', 90)],
  known: [{ annotation: box('k1', 0), clause: 'To the outermost pixel.' }, { annotation: box('k2', 30), clause: 'Mark cats in the shade.' }, { annotation: box('k3', 60), clause: 'Mark every cat.' }],
  pairs: [{ drawn: 'd1', known: 'k1', iou: 0.9, rightClass: true, looseness: [6, -1.25, 0.4, 0] },
    { drawn: 'd2', known: 'k2', iou: 1, rightClass: false, looseness: [0, 0, 0, 0] }],
  missed: ['k3'], extra: ['d3'],
};

test('what is wrong comes first, each with its shape and its clause', () => {
  const rows = explain(result, (label) => label.toUpperCase());
  assert.deepEqual(rows.map(({ kind }) => kind), ['missed', 'extra', 'class', 'right']);
  assert.deepEqual(rows.map(({ clause }) => clause), ['Mark every cat.', null, 'Mark cats in the shade.', 'To the outermost pixel.']);
  const exact = { ...result, pairs: [{ ...result.pairs[0], looseness: [0, 0, 0.5, 0] }] };
  assert.equal(explain(exact, String).find(({ kind }) => kind === 'right').clause, null, 'nothing is to be said about what is right');
  assert.equal(rows[0].drawn, null);
  assert.equal(rows[1].known, null);
  assert.match(rows[2].text, /DOG drawn, it is CAT/);
  assert.equal(summaryOf(result), '1 of 3 objects found and named right.');
});

test('the clauses of guidelines are their headings, each once, as plain words', () => {
  assert.deepEqual(clausesOf('# Cars\nDraw them.\n\n## **All** of `them` #\n\n> # quoted\n\n# Cars\n\n### [Vans](https://x.example)'), ['Cars', 'All of them', 'Vans']);
  assert.deepEqual(clausesOf(''), []);
});

test('an edge is told by its side, its pixels and its way, and a good one not at all', () => {
  assert.deepEqual(edgeTexts([6, -1.25, 0.4, 12.4]), ['Left edge 6 px too loose', 'Top edge 1.3 px too tight', 'Bottom edge 12 px too loose']);
  assert.deepEqual(edgeTexts([0, 0.9, -0.9, 0]), []);
});

test('a known answer is corrected by what a disputed answer is right about, and by nothing else', () => {
  const rows = explain(result, (label) => label);
  const ids = () => 'new';
  const at = (kind) => rows.findIndex((row) => row.kind === kind);
  assert.deepEqual(mended(result, rows, new Set(), ids), result.known);
  assert.deepEqual(mended(result, rows, new Set([at('missed')]), ids).map(({ annotation }) => annotation.id), ['k1', 'k2']);
  const more = mended(result, rows, new Set([at('extra'), at('class')]), ids);
  assert.deepEqual(more.map(({ annotation }) => [annotation.id, annotation.labelId]), [['k1', 'cat'], ['k2', 'dog'], ['k3', 'cat'], ['new', 'cat']]);
  assert.equal(more[1].clause, 'Mark cats in the shade.');
  assert.equal(result.known[1].annotation.labelId, 'cat', 'the answer as it was stays as it was');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfAnswer, firstOpenQuestion, answering, sharedAnswer } from '../../WebClient/js/core/attributes.js';
import { apply, creating, removing, updating } from '../../WebClient/js/core/change.js';
import { annotationsOf, documentOf, sameAnnotation } from '../../WebClient/js/core/document.js';
import { createEffort } from '../../WebClient/js/core/effort.js';
import { duplicating, edgesShifted, moved, suggesting } from '../../WebClient/js/core/edits.js';
import { NO_HISTORY, record } from '../../WebClient/js/core/history.js';
import { accepting, deletedSuggestions, noting } from '../../WebClient/js/core/provenance.js';
import { attributeDraft, attributeRequest, faultsOfAttributes, optionsFrom } from '../../WebClient/js/views/form/attribute-rules.js';
import { boxed, IMAGE } from './annotation-fixtures.js';

const suggested = (id, box, state = 'suggested') => ({ ...boxed(id, box), origin: { source: 'previous', state } });
const changed = (annotation, next) => noting(updating(documentOf([annotation]), [{ ...annotation, ...next }]))[0].after;

test('a suggestion that is edited in whatever way is an adjusted one, also after it was accepted', () => {
  const one = suggested('a', [10, 10, 20, 20]);
  assert.equal(changed(one, { shape: { box: [10, 10, 25, 20] } }).origin.state, 'adjusted');
  assert.equal(changed(one, { labelId: 'van' }).origin.state, 'adjusted');
  assert.equal(changed({ ...one, origin: { source: 'previous', state: 'accepted' } }, { labelId: 'van' }).origin.state, 'adjusted');
  assert.equal(changed(boxed('b', [1, 1, 9, 9]), { labelId: 'van' }).origin, undefined, 'one drawn by hand has no origin');
});

test('accepting takes those that are undecided, and nothing else', () => {
  const document = documentOf([suggested('a', [0, 0, 9, 9]), suggested('b', [0, 0, 9, 9], 'adjusted'), boxed('c', [0, 0, 9, 9])]);
  const change = noting(accepting(document, ['a', 'b', 'c']));
  assert.deepEqual(change.map(({ id, after }) => [id, after.origin.state]), [['a', 'accepted']]);
});

test('shapes of the image before come as suggestions, without the history of how they were drawn', () => {
  const drawn = { ...boxed('old', [990, 10, 40, 40]), effort: { method: 'drag' }, extremePoints: [[1, 1]], attributes: { q: 'red' } };
  const [{ after }] = suggesting(documentOf([]), [drawn, boxed('x', [0, 0, 9, 9], 'gone')], IMAGE, new Set(['car']), () => 'new');
  assert.deepEqual(after, { ...boxed('new', [960, 10, 40, 40]), attributes: { q: 'red' }, origin: { source: 'previous', state: 'suggested' } });
});

test('suggestions that were taken away are counted by source; those put back are not', () => {
  const start = documentOf([]);
  const offered = creating(start, [suggested('a', [0, 0, 9, 9]), suggested('b', [0, 0, 9, 9]), suggested('c', [0, 0, 9, 9])]);
  const there = apply(start, offered);
  const gone = removing(there, ['a', 'b']);
  const history = record(record(NO_HISTORY, offered), gone);
  assert.deepEqual(deletedSuggestions(history, apply(there, gone)), [{ source: 'previous', count: 2 }]);
  assert.deepEqual(deletedSuggestions(record(NO_HISTORY, offered), there), []);
});

test('extreme points move along with their box and go when it gets another size', () => {
  const one = { ...boxed('a', [10, 10, 20, 20]), extremePoints: [[15, 10], [10, 12], [20, 30], [30, 25]], effort: { method: 'extreme', adjustments: 0 } };
  const document = documentOf([one]);
  const along = noting(updating(document, moved([one], 5, -3, IMAGE)))[0].after;
  assert.deepEqual(along.extremePoints, [[20, 7], [15, 9], [25, 27], [35, 22]]);
  assert.equal(along.effort.adjustments, 1);
  const sized = noting(updating(document, [edgesShifted(one, { left: 0, top: 0, right: 2, bottom: 0 }, IMAGE, 3)]))[0].after;
  assert.equal(sized.extremePoints, undefined);
  const [{ after: copy }] = duplicating(document, [one], IMAGE, () => 'b');
  assert.deepEqual([copy.extremePoints, copy.effort], [undefined, undefined]);
});

test('two annotations are the same when they say the same, however they were made', () => {
  const one = { ...boxed('a', [1, 2, 3, 4]), attributes: { q: 1, r: 'x' } };
  assert.ok(sameAnnotation(one, { ...one, attributes: { r: 'x', q: 1 }, effort: { method: 'drag' } }));
  assert.ok(!sameAnnotation(one, { ...one, attributes: { q: 1 } }));
  assert.ok(!sameAnnotation(one, { ...one, origin: { source: 'previous', state: 'accepted' } }));
  assert.ok(sameAnnotation(boxed('a', [1, 2, 3, 4]), { ...boxed('a', [1, 2, 3, 4]), attributes: {} }));
});

test('edges stop at the border and before the opposite one', () => {
  const box = (shift) => edgesShifted(boxed('a', [10, 10, 20, 20]), { left: 0, top: 0, right: 0, bottom: 0, ...shift }, IMAGE, 3).shape.box;
  assert.deepEqual(box({ left: -50 }), [0, 10, 30, 20]);
  assert.deepEqual(box({ left: 50 }), [27, 10, 3, 20]);
  assert.deepEqual(box({ right: 5000 }), [10, 10, 990, 20]);
  assert.deepEqual(box({ bottom: -50 }), [10, 10, 20, 3]);
  assert.deepEqual(box({ top: 4, bottom: 1 }), [10, 14, 20, 17]);
});

test('effort counts what was done since it was asked for last', () => {
  let active = 1000;
  const effort = createEffort(() => active);
  effort.press();
  effort.press();
  effort.key();
  active = 2500;
  assert.deepEqual(effort.take(), { presses: 2, keys: 1, activeMilliseconds: 1500 });
  assert.deepEqual(effort.take(), { presses: 0, keys: 0, activeMilliseconds: 0 });
});

const asks = (attributes) => new Map([['car', { attributes }]]);
const colour = { id: 'c', name: 'Colour', kind: 'choice', required: true, options: ['red', 'blue'] };
const doors = { id: 'd', name: 'Doors', kind: 'number', required: false, minimum: 0, maximum: 8 };

test('answers are held against their question', () => {
  const cases = [
    [colour, undefined, 'missing'], [colour, 'red', null], [colour, 'green', 'notAnOption'], [doors, undefined, null], [doors, 4, null],
    [doors, -1, 'tooLow'], [doors, 9, 'tooHigh'], [doors, NaN, 'notANumber'], [{ ...doors, kind: 'text' }, 'x'.repeat(1001), 'tooLong'],
    [{ ...doors, kind: 'yesno', required: true }, undefined, 'missing'], [{ ...doors, kind: 'yesno', required: true }, false, null],
  ];
  for (const [attribute, value, fault] of cases) assert.equal(faultOfAnswer(attribute, value), fault, `${attribute.name} ${value}`);
});

test('the first open question is found in order; questions that are retired are not asked', () => {
  const document = documentOf([{ ...boxed('a', [0, 0, 9, 9]), attributes: { c: 'red' } }, boxed('b', [0, 0, 9, 9])]);
  assert.equal(firstOpenQuestion(document, asks([colour])).id, 'b');
  assert.equal(firstOpenQuestion(document, asks([{ ...colour, retired: true }])), null);
  const answered = apply(document, answering(document, [document.byId.get('b')], 'c', 'blue'));
  assert.equal(firstOpenQuestion(answered, asks([colour])), null);
  assert.equal(sharedAnswer(annotationsOf(answered), 'c'), undefined);
  const taken = answering(answered, annotationsOf(answered), 'c', undefined);
  assert.deepEqual(taken.map(({ after }) => after.attributes), [{}, {}]);
});

test('questions in the project form: faults where they are, and what the server is sent', () => {
  const question = (part) => ({ name: 'Colour', kind: 'choice', required: false, options: ['red'], minimum: null, maximum: null, ...part });
  assert.deepEqual(faultsOfAttributes([question({}), question({ name: ' Colour' })]), [{ index: 1, field: 'name', code: 'twice' }]);
  assert.deepEqual(faultsOfAttributes([question({ name: '', options: [] })]).map(({ field }) => field), ['name', 'options']);
  assert.deepEqual(faultsOfAttributes([question({ kind: 'number', minimum: 5, maximum: 2 })]), [{ index: 0, field: 'minimum', code: 'order' }]);
  assert.deepEqual(optionsFrom(' red, blue\n\nred, '), ['red', 'blue']);
  assert.deepEqual(attributeRequest(question({ kind: 'number', minimum: 1 })), { name: 'Colour', kind: 'number', required: false, minimum: 1, maximum: null });
  assert.deepEqual(attributeRequest(attributeDraft({ id: 'x', name: 'A', kind: 'text', required: true })), { id: 'x', name: 'A', kind: 'text', required: true });
});

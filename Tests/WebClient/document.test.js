import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, creating, invert, removing, updating } from '../../WebClient/js/core/change.js';
import { annotationsOf, documentOf } from '../../WebClient/js/core/document.js';
import { duplicating, flagging, moved, pasting, pick, relabelling, settingBox } from '../../WebClient/js/core/edits.js';
import { historyFrom, NO_HISTORY, record, redo, undo } from '../../WebClient/js/core/history.js';
import { faultOf } from '../../WebClient/js/core/shape.js';
import { boxed, IMAGE } from './annotation-fixtures.js';
import { seededRandom } from './seeded-random.js';

let made = 0;
const newId = () => `made-${++made}`;

/** A random lawful change of a document; may be empty. */
function randomChange(document, random) {
  const ids = document.order.filter(() => random.next() < 0.3);
  switch (random.whole(0, 6)) {
    case 0: case 1: return creating(document, [boxed(newId(), [random.whole(0, 900), random.whole(0, 700), random.whole(3, 90), random.whole(3, 90)])]);
    case 2: return removing(document, ids);
    case 3: return relabelling(document, ids, random.pick(['car', 'van', 'bus']));
    case 4: return flagging(document, ids, random.pick(['occluded', 'truncated', 'crowd', 'unsure']));
    case 5: return updating(document, moved(pick(document, ids), random.whole(-50, 50), random.whole(-50, 50), IMAGE));
    default: return duplicating(document, pick(document, ids.slice(0, 2)), IMAGE, newId);
  }
}

for (const seed of [1, 2, 3]) {
  test(`500 random changes, all undone and all redone (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const start = documentOf([boxed('a', [0, 0, 10, 10]), boxed('b', [20, 20, 10, 10])]);
    let document = start;
    let history = NO_HISTORY;
    const journal = [];
    const note = (kind, change) => {
      document = apply(document, change);
      journal.push({ kind, change });
    };
    for (let i = 0; i < 500; i++) {
      const dice = random.next();
      const step = dice < 0.15 ? undo(history) : dice < 0.22 ? redo(history) : null;
      if (step) {
        note(dice < 0.15 ? 'undo' : 'redo', step.change);
        history = step.history;
        continue;
      }
      const change = randomChange(document, random);
      if (change.length === 0) continue;
      note('do', change);
      history = record(history, change);
    }
    for (const annotation of annotationsOf(document)) assert.equal(faultOf(annotation.shape, IMAGE, 3), null);
    assert.deepEqual(historyFrom(journal, document), history, 'the journal tells the same history');
    let final = document;
    for (let step = redo(history); step; step = redo(history)) {
      final = apply(final, step.change);
      history = step.history;
    }
    let back = final;
    for (let step = undo(history); step; step = undo(history)) {
      back = apply(back, step.change);
      history = step.history;
    }
    assert.deepEqual(annotationsOf(back), annotationsOf(start));
    let again = back;
    for (let step = redo(history); step; step = redo(history)) {
      again = apply(again, step.change);
      history = step.history;
    }
    assert.deepEqual(annotationsOf(again), annotationsOf(final));
  });
}

test('inverting twice is the change itself', () => {
  const document = documentOf([boxed('a', [0, 0, 10, 10]), boxed('b', [0, 0, 5, 5])]);
  const change = removing(document, ['a', 'b']);
  assert.deepEqual(invert(invert(change)), change);
});

test('a change that does not fit is refused and the document stays', () => {
  const document = documentOf([boxed('a', [0, 0, 10, 10])]);
  assert.throws(() => apply(document, creating(document, [boxed('a', [1, 1, 5, 5])])), RangeError);
  assert.throws(() => apply(documentOf([]), removing(document, ['a'])), RangeError);
  assert.equal(document.order.length, 1);
});

test('a new change forgets what was undone', () => {
  let history = record(NO_HISTORY, [1]);
  history = undo(history).history;
  history = record(history, [2]);
  assert.equal(redo(history), null);
  assert.deepEqual(history.past, [[2]]);
});

test('a journal that does not end in the document at hand tells no history', () => {
  const document = documentOf([]);
  const change = creating(document, [boxed('a', [0, 0, 10, 10])]);
  assert.equal(historyFrom([{ kind: 'do', change }], apply(document, change)).past.length, 1);
  assert.equal(historyFrom([{ kind: 'do', change }], document).past.length, 0);
  assert.equal(historyFrom([{ kind: 'undo', change }], document).past.length, 0);
});

test('a flag is set on all of a mixed selection first, then taken from all', () => {
  let document = documentOf([boxed('a', [0, 0, 9, 9]), boxed('b', [0, 0, 9, 9])]);
  document = apply(document, flagging(document, ['a'], 'occluded'));
  document = apply(document, flagging(document, ['a', 'b'], 'occluded'));
  assert.ok(annotationsOf(document).every((a) => a.flags.occluded));
  document = apply(document, flagging(document, ['a', 'b'], 'occluded'));
  assert.ok(annotationsOf(document).every((a) => !a.flags.occluded));
});

test('pasting keeps places, moves in what would lie outside, leaves out what cannot be', () => {
  const change = pasting(documentOf([]), [boxed('a', [990, 790, 100, 100]), boxed('b', [0, 0, 5000, 10]), boxed('c', [1, 2, 30, 40], 'gone')],
    IMAGE, new Set(['car']), newId);
  assert.deepEqual(change.map((edit) => edit.after.shape), [{ box: [900, 700, 100, 100] }]);
  assert.notEqual(change[0].id, 'a');
});

test('typed numbers are clamped to the image and to the smallest side', () => {
  const document = documentOf([boxed('a', [10, 10, 20, 20])]);
  const typed = (box) => settingBox(document, 'a', box, IMAGE, 3)[0]?.after.shape.box;
  assert.deepEqual(typed([-5, 990, 1, 50]), [0, 750, 3, 50]);
  assert.deepEqual(typed([500, 10, 9999, 20]), [0, 10, 1000, 20]);
  assert.deepEqual(settingBox(document, 'a', [NaN, 1, 2, 3], IMAGE, 3), []);
});

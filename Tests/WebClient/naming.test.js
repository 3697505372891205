import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, creating, invert, removing } from '../../WebClient/js/core/change.js';
import { documentOf } from '../../WebClient/js/core/document.js';
import { relabelling } from '../../WebClient/js/core/edits.js';
import { createNaming } from '../../WebClient/js/core/naming.js';
import { boxed } from './annotation-fixtures.js';
import { seededRandom } from './seeded-random.js';

const LABELS = new Map([['car', { name: 'Car' }], ['van', { name: 'Van' }]]);

/** The names of all objects, in order. */
const namesIn = (naming, document) => document.order.map((id) => naming.nameOf(id));

test('objects are numbered within their label, and those of a label that is gone are named, too', () => {
  const naming = createNaming(LABELS, 'Gone');
  const document = documentOf([boxed('a', [0, 0, 9, 9]), boxed('b', [0, 0, 9, 9], 'van'), boxed('c', [0, 0, 9, 9]), boxed('d', [0, 0, 9, 9], 'bus')]);
  naming.follow(document);
  assert.deepEqual(namesIn(naming, document), ['Car 1', 'Van 1', 'Car 2', 'Gone 1']);
  assert.equal(naming.nameOf('nobody'), '');
});

test('names that followed a long way are those of a fresh start', () => {
  const random = seededRandom(5);
  const naming = createNaming(LABELS, 'Gone');
  let document = documentOf([]);
  let last = [];
  for (let i = 0; i < 400; i++) {
    const some = document.order.filter(() => random.next() < 0.2);
    const label = random.pick(['car', 'van', 'bus']);
    const change = [
      () => creating(document, [boxed(`made-${i}`, [0, 0, 9, 9], label)]),
      () => relabelling(document, some, label),
      () => removing(document, some.slice(0, 1)),
      () => invert(last),
    ][random.whole(0, 3)]();
    document = apply(document, change);
    last = change === last ? [] : change;
    if (random.next() < 0.3) continue;
    naming.follow(document);
    const fresh = createNaming(LABELS, 'Gone');
    fresh.follow(document);
    assert.deepEqual(namesIn(naming, document), namesIn(fresh, document));
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyText } from '../../WebClient/js/i18n/index.js';
import { partsOf } from '../../WebClient/js/views/consensus/effect-table.js';
import { kindText, settingsText, statesText } from '../../WebClient/js/views/consensus/run-text.js';

await everyText();

const tally = { before: 10, after: 11, added: 3, removed: 2, moved: 1, relabelled: 2, confidence: 9 };

test('a bar holds everything that was there and what came, each object once', () => {
  assert.deepEqual(partsOf(tally), { same: 6, changed: 2, removed: 2, added: 3 });
  // More of a class can be relabelled into it than there were of it.
  assert.deepEqual(partsOf({ ...tally, before: 1, removed: 0, relabelled: 5 }), { same: 0, changed: 1, removed: 0, added: 3 });
});

test('settings are said by what decides', () => {
  const settings = { method: 'quorum', iouThreshold: 0.5, quorum: 0.34, placeWeights: 'skill' };
  assert.equal(settingsText(settings), 'Quorum 34 %, IoU 50 %, places weighted by skill');
  assert.ok(!settingsText({ ...settings, method: 'bayes' }).includes('34'), 'a quorum decides nothing there');
});

test('a comparison is named by its states', () => {
  assert.equal(statesText({ before: 2, after: null }), 'Run 2 → Now');
  assert.equal(statesText({ before: null, preview: { method: 'quorum', iouThreshold: 0.5, quorum: 1, placeWeights: 'none' } }), 'Now → Quorum 100 %, IoU 50 %');
  assert.equal(kindText({ kind: 'rollback', source: 3 }), 'Back to run 3');
});

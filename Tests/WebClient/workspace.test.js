import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relabelling } from '../../WebClient/js/core/edits.js';
import { historyFrom, NO_HISTORY } from '../../WebClient/js/core/history.js';
import { creating, removing, updating } from '../../WebClient/js/core/change.js';
import { createWorkspace } from '../../WebClient/js/views/annotate/workspace.js';
import { boxed, IMAGE, outlined } from './annotation-fixtures.js';

function setUp(annotations = [], parts = {}) {
  const journal = [];
  const said = [];
  let made = 0;
  const workspace = createWorkspace({
    image: IMAGE, minimumSidePixels: 3, annotations, history: NO_HISTORY, scale: () => 1, pan() {}, newId: () => `new-${++made}`,
    labels: [{ id: 'car', name: 'Car', color: '#112233', key: '1' }], onGesture: (entry) => journal.push(entry), say: (key) => said.push(key), now: () => 0, ...parts,
  });
  const feed = (...events) => {
    for (const [type, x = 0, y = 0] of events) workspace.handle({ type, at: { x, y }, screen: { x, y } });
  };
  return { workspace, journal, said, feed };
}

const shapeOf = (workspace, id) => workspace.document.byId.get(id)?.shape;

test('a drag is one journal entry, and the new shape is selected and found again', () => {
  const { workspace, journal, feed } = setUp();
  feed(['down', 10, 10], ['move', 60, 60], ['move', 90, 80], ['up', 110, 90]);
  assert.deepEqual(journal.map(({ kind, change }) => [kind, change.length]), [['do', 1]]);
  assert.deepEqual([...workspace.selection], ['new-1']);
  assert.deepEqual(workspace.index.query([50, 50, 1, 1]), ['new-1']);
  assert.equal(workspace.tool.id, 'box', 'the tool stays');
});

test('undo and redo are journal entries too, and keep index and selection in step', () => {
  const { workspace, journal, feed } = setUp();
  feed(['down', 10, 10], ['move', 60, 60], ['up', 110, 90]);
  assert.equal(workspace.undo(), true);
  assert.deepEqual([workspace.document.order.length, workspace.selection.size, workspace.index.size()], [0, 0, 0]);
  assert.equal(workspace.undo(), false);
  assert.equal(workspace.redo(), true);
  assert.deepEqual(shapeOf(workspace, 'new-1'), { box: [10, 10, 100, 80] });
  assert.deepEqual(journal.map(({ kind }) => kind), ['do', 'undo', 'redo']);
});

test('a held arrow key is shown at once and is one change when it goes up', () => {
  const { workspace, journal } = setUp([boxed('a', [10, 10, 20, 20])]);
  workspace.select(['a']);
  for (let i = 0; i < 30; i++) workspace.nudge(1, 0);
  assert.deepEqual(workspace.sketch().editing[0].shape, { box: [40, 10, 20, 20] });
  assert.equal(journal.length, 0);
  workspace.settleNudge();
  assert.deepEqual(shapeOf(workspace, 'a'), { box: [40, 10, 20, 20] });
  assert.equal(journal.length, 1);
  workspace.undo();
  assert.deepEqual(shapeOf(workspace, 'a'), { box: [10, 10, 20, 20] });
});

test('whatever comes after a nudge finds it done', () => {
  const { workspace, journal } = setUp([boxed('a', [10, 10, 20, 20])]);
  workspace.select(['a']);
  workspace.nudge(5, 5);
  workspace.perform(removing(workspace.document, ['a']));
  assert.equal(journal.length, 2);
  workspace.undo();
  assert.deepEqual(shapeOf(workspace, 'a'), { box: [15, 15, 20, 20] });
});

test('nothing can be changed while another tab works', () => {
  const { workspace, journal, feed } = setUp([boxed('a', [10, 10, 20, 20])]);
  workspace.setReadOnly(true);
  feed(['down', 100, 100], ['move', 200, 200], ['up', 300, 300]);
  workspace.select(['a']);
  assert.equal(workspace.perform(creating(workspace.document, [boxed('b', [0, 0, 9, 9])])), false);
  assert.equal(workspace.nudge(1, 1), false);
  assert.deepEqual([journal.length, workspace.document.order], [0, ['a']]);
});

test('hidden shapes stay in the document and are not selected', () => {
  const { workspace } = setUp([boxed('a', [10, 10, 20, 20])]);
  workspace.select(['a']);
  workspace.setHidden(['a']);
  assert.deepEqual([workspace.selection.size, workspace.document.order.length], [0, 1]);
});

test('a hole is drawn with the polygon tool, then the select tool is back', () => {
  const square = [[100, 100], [300, 100], [300, 300], [100, 300]];
  const { workspace, journal, feed, said } = setUp([outlined('p', [square])]);
  workspace.drawHole('p');
  assert.equal(workspace.isDrawing, true);
  for (const [x, y] of [[150, 150], [250, 150], [200, 250]]) feed(['down', x, y], ['up', x, y]);
  feed(['finish']);
  assert.equal(shapeOf(workspace, 'p').polygon.length, 2);
  assert.deepEqual([workspace.tool.id, journal.length, said.at(-1)], ['select', 1, 'holed']);
});

test('changing the tool leaves a draft behind and the document alone', () => {
  const { workspace, journal, feed } = setUp();
  feed(['down', 10, 10], ['up', 10, 10], ['move', 80, 80]);
  assert.equal(workspace.isDrawing, true);
  workspace.setTool('select');
  assert.deepEqual([workspace.isDrawing, journal.length], [false, 0]);
});

test('locked shapes resist removal, nudges, edges, relabelling; the rest of a selection does not', () => {
  const { workspace, said } = setUp([boxed('a', [10, 10, 20, 20]), boxed('b', [50, 50, 20, 20])]);
  workspace.setLocked(['a']);
  workspace.select(['a', 'b']);
  workspace.perform(updating(workspace.document, ['a', 'b'].map((id) => ({ ...workspace.document.byId.get(id), labelId: 'van' }))));
  workspace.nudge(5, 0);
  workspace.settleNudge();
  workspace.nudgeEdges({ right: 3 });
  workspace.settleNudge();
  assert.deepEqual([workspace.document.byId.get('a').labelId, shapeOf(workspace, 'a')], ['car', { box: [10, 10, 20, 20] }]);
  assert.deepEqual([workspace.document.byId.get('b').labelId, shapeOf(workspace, 'b')], ['van', { box: [55, 50, 23, 20] }]);
  workspace.perform(removing(workspace.document, ['a', 'b']));
  assert.deepEqual(workspace.document.order, ['a']);
  workspace.perform(removing(workspace.document, ['a']));
  assert.deepEqual([workspace.document.order, said.at(-1)], [['a'], 'locked']);
  workspace.setLocked([]);
  assert.equal(workspace.perform(removing(workspace.document, ['a'])), true);
});

test('taps on an arrow key in a burst are one step, also when the journal is read again', () => {
  let now = 0;
  const start = [boxed('a', [10, 10, 20, 20])];
  const { workspace, journal } = setUp(start, { now: () => now });
  workspace.select(['a']);
  const tap = (dx, after) => {
    now += after;
    workspace.nudge(dx, 0);
    workspace.settleNudge();
  };
  tap(1, 0);
  tap(1, 200);
  tap(1, 200);
  tap(1, 2000);
  assert.deepEqual(shapeOf(workspace, 'a'), { box: [14, 10, 20, 20] });
  assert.equal(workspace.history.past.length, 2);
  assert.deepEqual(historyFrom(journal, workspace.document), workspace.history);
  workspace.undo();
  assert.deepEqual(shapeOf(workspace, 'a'), { box: [13, 10, 20, 20] });
  workspace.undo();
  assert.deepEqual(shapeOf(workspace, 'a'), { box: [10, 10, 20, 20] });
  workspace.redo();
  tap(1, 100);
  assert.equal(workspace.history.past.length, 2, 'what follows a redo is a step of its own');
  tap(-1, 100);
  assert.equal(workspace.history.past.length, 1, 'to and fro is no step');
});

test('a burst that another gesture interrupts is two steps', () => {
  const { workspace } = setUp([boxed('a', [10, 10, 20, 20])]);
  workspace.select(['a']);
  workspace.nudge(1, 0);
  workspace.nudgeEdges({ right: 1 });
  workspace.settleNudge();
  workspace.nudge(1, 0);
  workspace.settleNudge();
  assert.equal(workspace.history.past.length, 3);
});

test('chosen corners are nudged instead of the whole polygon', () => {
  const { workspace, feed } = setUp([outlined('p', [[[100, 100], [300, 100], [300, 300], [100, 300]]])]);
  workspace.setTool('select');
  workspace.select(['p']);
  feed(['down', 300, 300], ['up', 300, 300]);
  workspace.nudge(10, 0);
  workspace.nudge(0, 5);
  workspace.settleNudge();
  assert.deepEqual(shapeOf(workspace, 'p').polygon[0], [[100, 100], [300, 100], [310, 305], [100, 300]]);
});

test('a try-out is shown, changes nothing, and goes when something happens', () => {
  const { workspace, journal } = setUp([boxed('a', [10, 10, 20, 20])]);
  workspace.tryOut([{ ...boxed('a', [0, 0, 9, 9]) }]);
  assert.deepEqual(workspace.sketch().editing[0].shape, { box: [0, 0, 9, 9] });
  workspace.select(['a']);
  assert.deepEqual([workspace.sketch().editing, journal.length], [undefined, 0]);
});

test('a new shape carries the work it took', () => {
  const { workspace, feed } = setUp([], { takeEffort: () => ({ presses: 1, keys: 2, activeMilliseconds: 900 }) });
  feed(['down', 10, 10], ['move', 60, 60], ['up', 110, 90]);
  assert.deepEqual(workspace.document.byId.get('new-1').effort, { method: 'drag', presses: 1, keys: 2, adjustments: 0, activeMilliseconds: 900 });
  workspace.nudge(1, 1);
  workspace.settleNudge();
  assert.equal(workspace.document.byId.get('new-1').effort.adjustments, 1);
});

test('relabelling leaves answers behind that the new label does not ask for, and undo brings them back', () => {
  const labels = [
    { id: 'car', name: 'Car', color: '#112233', key: '1', attributes: [{ id: 'doors', name: 'Doors', kind: 'number', required: false }] },
    { id: 'van', name: 'Van', color: '#445566', key: '2', attributes: [] },
  ];
  const { workspace } = setUp([{ ...boxed('a', [10, 10, 20, 20]), attributes: { doors: 4 } }], { labels });
  workspace.perform(relabelling(workspace.document, ['a'], 'van'));
  assert.deepEqual(workspace.document.byId.get('a').attributes, {});
  workspace.undo();
  assert.deepEqual(workspace.document.byId.get('a').attributes, { doors: 4 });
});

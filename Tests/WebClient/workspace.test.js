import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_HISTORY } from '../../WebClient/js/core/history.js';
import { creating, removing } from '../../WebClient/js/core/change.js';
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

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apply } from '../../WebClient/js/core/change.js';
import { annotationsOf } from '../../WebClient/js/core/document.js';
import { faultOf } from '../../WebClient/js/core/shape.js';
import { box } from '../../WebClient/js/tools/box.js';
import { extreme } from '../../WebClient/js/tools/extreme.js';
import { polygon } from '../../WebClient/js/tools/polygon.js';
import { TOOLS } from '../../WebClient/js/tools/registry.js';
import { select } from '../../WebClient/js/tools/select.js';
import { boxed, contextOf, IMAGE, outlined, play } from './annotation-fixtures.js';
import { seededRandom } from './seeded-random.js';

const shapesOf = (change) => change.map((edit) => edit.after?.shape ?? null);
const square = [[100, 100], [300, 100], [300, 300], [100, 300]];

test('every file of the tools folder is in the registry', () => {
  const files = readdirSync(fileURLToPath(new URL('../../WebClient/js/tools/', import.meta.url)));
  const tools = files.filter((name) => !['tool.js', 'registry.js'].includes(name)).map((name) => name.replace('.js', ''));
  assert.deepEqual(TOOLS.map((tool) => tool.id).sort(), tools.sort());
});

// Random events, seen from outside: what a tool may and may not do, whichever tool it is.
for (const tool of TOOLS) {
  const shapes = [boxed('small', [420, 320, 60, 60]), boxed('big', [100, 100, 700, 600]), outlined('ring', [[[500, 500], [700, 500], [600, 700]]])];

  /** A walk of random events; calls `see` after each. */
  function wander(seed, see) {
    const random = seededRandom(seed);
    const context = contextOf(shapes, { selection: new Set([random.pick(['small', 'big', 'ring'])]), minimumSidePixels: 3 });
    let state = tool.idle();
    let down = false;
    for (let i = 0; i < 300; i++) {
      const at = { x: Math.round(random.between(-80, IMAGE.width + 80)), y: Math.round(random.between(-80, IMAGE.height + 80)) };
      const type = down ? random.pick(['move', 'move', 'up', 'up', 'interrupt', 'cancel']) : random.pick(['move', 'down', 'down', 'finish', 'pop', 'cancel', 'delete']);
      down = type === 'down' ? true : type === 'move' || type === 'finish' ? down : false;
      const event = { type, at, screen: at, shift: random.next() < 0.15, alt: random.next() < 0.15 };
      const step = tool.handle(state, event, context);
      const again = tool.handle(state, event, { ...context, newId: () => 'again' });
      assert.equal(again.state.name, step.state.name, 'the same event in the same state leads to the same state');
      state = step.state;
      for (const action of step.actions) if (action.type === 'select') context.selection = new Set(action.ids);
      see({ ...step, event, context, tool, where: `${tool.id}, seed ${seed}, step ${i}` });
      tool.sketch(state, context);
      tool.cursor(state, at, context);
    }
  }

  test(`${tool.id}: one gesture makes at most one change, and it never leaves the image`, () => {
    for (let seed = 1; seed <= 12; seed++) {
      wander(seed, ({ actions, context, where }) => {
        const changes = actions.filter((action) => action.type === 'change');
        assert.ok(changes.length <= 1, where);
        for (const { change } of changes) {
          assert.ok(change.length > 0, `${where}: an empty change`);
          for (const annotation of annotationsOf(apply(context.document, change))) {
            assert.equal(faultOf(annotation.shape, IMAGE, 3), null, `${where}: ${JSON.stringify(annotation.shape)}`);
          }
        }
      });
    }
  });

  test(`${tool.id}: Escape in any state leads to rest and changes nothing`, () => {
    for (let seed = 1; seed <= 6; seed++) {
      wander(seed, ({ state, context, where }) => {
        const cancelled = tool.handle(state, { type: 'cancel', at: { x: 0, y: 0 }, screen: { x: 0, y: 0 } }, context);
        assert.equal(cancelled.state.name, 'idle', where);
        assert.ok(cancelled.actions.every((action) => action.type !== 'change'), where);
        const lost = tool.handle(state, { type: 'interrupt', at: { x: 0, y: 0 }, screen: { x: 0, y: 0 } }, context);
        assert.ok(lost.actions.every((action) => action.type !== 'change'), where);
      });
    }
  });

  if (tool.draws) {
    test(`${tool.id}: never touches a shape that exists`, () => {
      for (let seed = 1; seed <= 12; seed++) {
        wander(seed, ({ actions, where }) => {
          for (const action of actions) {
            if (action.type === 'change') assert.ok(action.change.every((edit) => edit.before === null), where);
            assert.notEqual(action.type, 'pan', where);
          }
        });
      }
    });
  }
}

test('box: a drag and two clicks give the same box', () => {
  const drag = play(box, [['down', 100, 100], ['move', 150, 120], ['up', 300, 240]], contextOf());
  const clicks = play(box, [['down', 100, 100], ['up', 100, 100], ['move', 200, 200], ['down', 300, 240], ['up', 300, 240]], contextOf());
  assert.deepEqual(shapesOf(drag.changes[0]), [{ box: [100, 100, 200, 140] }]);
  assert.deepEqual(shapesOf(clicks.changes[0]), shapesOf(drag.changes[0]));
  assert.deepEqual([drag, clicks].map(({ changes }) => changes[0][0].after.effort.method), ['drag', 'clicks']);
});

test('box: a click, a slip of two pixels, a drag without height make nothing', () => {
  for (const events of [
    [['down', 100, 100], ['up', 100, 100]],
    [['down', 100, 100], ['move', 102, 100], ['up', 102, 100]],
    [['down', 100, 100], ['up', 100, 100], ['down', 101, 101], ['up', 101, 101]],
    [['down', 100, 100], ['move', 300, 101], ['up', 300, 101]],
  ]) assert.deepEqual(play(box, events, contextOf()).changes, [], JSON.stringify(events));
});

test('box: starting inside, on the edge and on a handle of a selected box draws a new one', () => {
  const context = contextOf([boxed('a', [100, 100, 200, 200])], { selection: new Set(['a']) });
  for (const [x, y] of [[200, 200], [100, 200], [300, 300]]) {
    const { changes } = play(box, [['down', x, y], ['move', x + 50, y + 50], ['up', x + 60, y + 70]], context);
    assert.deepEqual(shapesOf(changes[0]), [{ box: [x, y, 60, 70] }]);
  }
});

test('box: dragged past all borders it ends on them', () => {
  const { changes } = play(box, [['down', -50, -20], ['move', 500, 500], ['up', 5000, 5000]], contextOf());
  assert.deepEqual(shapesOf(changes[0]), [{ box: [0, 0, 1000, 800] }]);
});

test('box: the draft under the hand is clamped already', () => {
  const context = contextOf();
  const { state } = play(box, [['down', 900, 700], ['move', 2000, 2000]], context);
  assert.deepEqual(box.sketch(state, context).draft, { box: [900, 700, 100, 100] });
});

test('box: Shift makes it square, Alt draws from the middle, both inside the image', () => {
  const shifted = play(box, [['down', 900, 100], ['move', 950, 110], ['up', 990, 400, { shift: true }]], contextOf());
  assert.deepEqual(shapesOf(shifted.changes[0]), [{ box: [900, 100, 100, 100] }]);
  const centred = play(box, [['down', 100, 100], ['move', 120, 110], ['up', 130, 120, { alt: true }]], contextOf());
  assert.deepEqual(shapesOf(centred.changes[0]), [{ box: [70, 80, 60, 40] }]);
});

test('box: at another scale the same slip on screen still makes nothing', () => {
  const { changes, state } = play(box, [['down', 100, 100], ['move', 125, 125], ['up', 125, 125]], contextOf([], { scale: 0.1 }));
  assert.deepEqual(changes, []);
  assert.equal(state.name, 'placed');
});

test('box: without a label nothing is made and the reason is said', () => {
  const { changes, actions } = play(box, [['down', 0, 0], ['move', 50, 50], ['up', 50, 50]], contextOf([], { labelId: null }));
  assert.deepEqual(changes, []);
  assert.deepEqual(actions, [{ type: 'say', key: 'noLabel' }]);
});

test('extreme: four clicks in any order give the bounds, and the points by side', () => {
  const points = { top: [200, 100], left: [100, 180], bottom: [230, 300], right: [320, 210] };
  const orders = [['top', 'left', 'bottom', 'right'], ['right', 'top', 'left', 'bottom'], ['bottom', 'right', 'top', 'left']];
  for (const order of orders) {
    const { changes, state } = play(extreme, order.flatMap((side) => [['down', ...points[side]], ['up', ...points[side]]]), contextOf());
    const [{ after }] = changes[0];
    assert.deepEqual(after.shape, { box: [100, 100, 220, 200] });
    assert.deepEqual(after.extremePoints, [points.top, points.left, points.bottom, points.right]);
    assert.deepEqual([after.effort.method, state.name], ['extreme', 'idle']);
  }
});

test('extreme: a second click on the same place is a slip, one taken back can be set again, points stay inside', () => {
  const three = [[200, 100], [100, 180], [230, 300]].flatMap(([x, y]) => [['down', x, y], ['up', x, y]]);
  const slipped = play(extreme, [...three, ['down', 231, 301], ['up', 231, 301]], contextOf());
  assert.deepEqual([slipped.changes.length, slipped.state.points.length], [0, 3]);
  const { changes } = play(extreme, [...three, ['pop'], ['down', 230, 900], ['up', 230, 900], ['down', 320, 210], ['up', 320, 210]], contextOf());
  assert.deepEqual(shapesOf(changes[0]), [{ box: [100, 100, 220, 700] }]);
});

test('extreme: sides named by key need no click, and a side named again is moved', () => {
  const named = (side, x, y) => ['down', x, y, { side }];
  const { changes } = play(extreme, [named('top', 200, 90), named('top', 200, 100), named('left', 100, 180), named('bottom', 230, 300), named('right', 320, 210)], contextOf());
  assert.deepEqual(shapesOf(changes[0]), [{ box: [100, 100, 220, 200] }]);
});

test('locked shapes are neither moved nor resized, can be selected, and let a marquee begin on them', () => {
  const shapes = [boxed('big', [100, 100, 500, 500]), boxed('small', [200, 200, 50, 50])];
  const context = contextOf(shapes, { selection: new Set(['big']), locked: new Set(['big']) });
  assert.deepEqual(play(select, [['down', 350, 350], ['move', 400, 400], ['up', 450, 450]], context).changes, []);
  assert.deepEqual(play(select, [['down', 600, 600], ['move', 620, 620], ['up', 640, 640]], context).changes, []);
  assert.deepEqual(play(select, [['down', 180, 180], ['move', 260, 260], ['up', 270, 270]], context).actions, [{ type: 'select', ids: ['small'] }]);
  assert.deepEqual(selectWith(contextOf(shapes, { locked: new Set(['big']) }), click(400, 400)), ['big']);
});

test('Shift keeps a move on one axis', () => {
  const context = contextOf([boxed('a', [100, 100, 100, 100])], { selection: new Set(['a']) });
  const { changes } = play(select, [['down', 150, 150], ['move', 200, 160, { shift: true }], ['up', 250, 170, { shift: true }]], context);
  assert.deepEqual(shapesOf(changes[0]), [{ box: [200, 100, 100, 100] }]);
});

const clickAll = (points) => points.flatMap(([x, y]) => [['move', x, y], ['down', x, y], ['up', x, y]]);

test('polygon: closes on the first vertex, by Enter, and by a second click on the last', () => {
  for (const end of [clickAll([[104, 103]]), [['finish']], clickAll([[100, 300]])]) {
    const { changes, state } = play(polygon, [...clickAll(square), ...end], contextOf());
    assert.deepEqual(shapesOf(changes[0]), [{ polygon: [square] }]);
    assert.equal(state.name, 'idle');
  }
});

test('polygon: Backspace takes vertices back, the last one ends the draft', () => {
  const some = play(polygon, [...clickAll([...square, [50, 200]]), ['pop'], ['finish']], contextOf());
  assert.deepEqual(shapesOf(some.changes[0]), [{ polygon: [square] }]);
  assert.equal(play(polygon, [...clickAll(square.slice(0, 2)), ['pop'], ['pop']], contextOf()).state.name, 'idle');
});

test('polygon: an edge that would cross is refused, seen, and drawing goes on', () => {
  const context = contextOf();
  const crossing = play(polygon, [...clickAll([[100, 100], [300, 100], [300, 300]]), ['move', 200, 50]], context);
  assert.equal(polygon.sketch(crossing.state, context).refused, true);
  const { state, actions } = play(polygon, clickAll([[200, 50]]), context, crossing.state);
  assert.deepEqual(actions, [{ type: 'say', key: 'crossing' }]);
  assert.equal(state.chain.length, 3);
  assert.equal(play(polygon, [...clickAll([[100, 300]]), ['finish']], context, state).changes.length, 1);
});

test('polygon: two points cannot be closed', () => {
  const { changes, actions, state } = play(polygon, [...clickAll([[10, 10], [50, 50]]), ['finish']], contextOf());
  assert.deepEqual([changes.length, actions, state.chain.length], [0, [{ type: 'say', key: 'tooFew' }], 2]);
});

test('polygon: a pinch in the middle keeps the vertices', () => {
  const { state } = play(polygon, [...clickAll(square.slice(0, 3)), ['down', 50, 50], ['interrupt']], contextOf());
  assert.equal(state.chain.length, 3);
});

test('polygon: Shift and drag draws freehand, thinned', () => {
  const circle = Array.from({ length: 120 }, (_, i) => ['move', 400 + 150 * Math.cos(i / 20), 400 + 150 * Math.sin(i / 20), { shift: true }]);
  const { changes } = play(polygon, [['down', 550, 400, { shift: true }], ...circle, ['up', 549, 370], ['finish']], contextOf());
  const [ring] = changes[0][0].after.shape.polygon;
  assert.ok(ring.length >= 8 && ring.length < 60, `${ring.length} vertices`);
});

test('polygon: a hole goes into its polygon, and nowhere else', () => {
  const context = contextOf([outlined('p', [square])], { selection: new Set(['p']) });
  const ring = [[150, 150], [250, 150], [200, 250]];
  const { changes, actions } = play(polygon, [...clickAll(ring), ['finish']], context, polygon.intoHole('p'));
  assert.deepEqual(shapesOf(changes[0]), [{ polygon: [square, ring] }]);
  assert.deepEqual(actions.at(-1), { type: 'tool', id: 'select' });
  const outside = play(polygon, [...clickAll([[150, 150], [350, 150], [200, 250]]), ['finish']], context, polygon.intoHole('p'));
  assert.deepEqual([outside.changes.length, outside.actions.at(-1)], [0, { type: 'say', key: 'holeOutside' }]);
});

const click = (x, y, keys) => [['down', x, y, keys], ['up', x, y, keys]];

/** Plays with the selection kept up to date, as the workspace does. */
function selectWith(context, events) {
  let state = select.idle();
  const selected = [];
  for (const event of events) {
    const step = play(select, [event], context, state);
    state = step.state;
    for (const action of step.actions) if (action.type === 'select') {
      context.selection = new Set(action.ids);
      selected.push(action.ids.join());
    }
  }
  return selected;
}

test('select: repeated clicks visit a stack of five, the smallest first, and begin again', () => {
  const stack = [1, 2, 3, 4, 5].map((n) => boxed(`s${n}`, [300 - n * 20, 300 - n * 20, n * 80, n * 80]));
  const selected = selectWith(contextOf(stack), [1, 2, 3, 4, 5, 6].flatMap(() => click(303, 305)));
  assert.deepEqual(selected, ['s1', 's2', 's3', 's4', 's5', 's1']);
});

test('select: a click elsewhere starts with the smallest again; Shift adds and takes away; empty space clears', () => {
  const context = contextOf([boxed('a', [100, 100, 100, 100]), boxed('b', [400, 100, 100, 100])]);
  assert.deepEqual(selectWith(context, [...click(150, 150), ...click(450, 150, { shift: true }), ...click(150, 150, { shift: true }), ...click(700, 700)]),
    ['a', 'a,b', 'b', '']);
});

test('select: a shape that is not selected cannot be dragged, one that is can, and moving clamps the whole', () => {
  const context = contextOf([boxed('a', [100, 100, 100, 100])]);
  assert.deepEqual(play(select, [['down', 150, 150], ['move', 250, 250], ['up', 250, 250]], context).changes, []);
  context.selection = new Set(['a']);
  const { changes } = play(select, [['down', 150, 150], ['move', 250, 250], ['up', -500, 250]], context);
  assert.deepEqual(shapesOf(changes[0]), [{ box: [0, 200, 100, 100] }]);
});

test('select: a slip of two pixels moves nothing', () => {
  const context = contextOf([boxed('a', [100, 100, 100, 100])], { selection: new Set(['a']) });
  assert.deepEqual(play(select, [['down', 150, 150], ['move', 152, 150], ['up', 152, 150]], context).changes, []);
});

test('select: a marquee over empty space takes what is inside', () => {
  const context = contextOf([boxed('a', [100, 100, 50, 50]), boxed('b', [200, 100, 50, 50]), boxed('c', [600, 600, 50, 50])]);
  assert.deepEqual(selectWith(context, [['down', 50, 50], ['move', 300, 200], ['up', 300, 200]]), ['a,b']);
});

test('select: all eight handles resize their own edges', () => {
  const edges = { nw: [90, 80, 110, 120], n: [100, 80, 100, 120], ne: [100, 80, 90, 120], e: [100, 100, 90, 100], se: [100, 100, 90, 80],
    s: [100, 100, 100, 80], sw: [90, 100, 110, 80], w: [90, 100, 110, 100] };
  const at = { nw: [100, 100], n: [150, 100], ne: [200, 100], e: [200, 150], se: [200, 200], s: [150, 200], sw: [100, 200], w: [100, 150] };
  for (const [name, [x, y]] of Object.entries(at)) {
    const context = contextOf([boxed('a', [100, 100, 100, 100])], { selection: new Set(['a']) });
    const { changes } = play(select, [['down', x, y], ['move', x - 5, y - 10], ['up', x - 10, y - 20]], context);
    assert.deepEqual(shapesOf(changes[0]), [{ box: edges[name] }], name);
  }
});

test('select: Shift keeps the proportions of a box at its handles, Alt its middle; a click with Shift still takes it out', () => {
  const resized = (/** @type {object} */ keys) => {
    const context = contextOf([boxed('a', [100, 100, 100, 50])], { selection: new Set(['a']) });
    const { changes } = play(select, [['down', 200, 150, keys], ['move', 220, 155, keys], ['up', 240, 160, keys]], context);
    assert.equal(changes.length, 1);
    return shapesOf(changes[0])[0].box;
  };
  assert.deepEqual(resized({}), [100, 100, 140, 60]);
  assert.deepEqual(resized({ shift: true }), [100, 100, 140, 70]);
  assert.deepEqual(resized({ alt: true }), [60, 90, 180, 70]);
  assert.deepEqual(resized({ shift: true, alt: true }), [60, 80, 180, 90]);
  const context = contextOf([boxed('a', [100, 100, 100, 50])], { selection: new Set(['a']) });
  assert.deepEqual(play(select, click(200, 150, { shift: true }), context).actions, [{ type: 'select', ids: [] }]);
});

test('select: vertices move, midpoints insert, Alt and Delete remove; a crossing is refused', () => {
  const context = () => contextOf([outlined('p', [square])], { selection: new Set(['p']) });
  const moved = play(select, [['down', 300, 300], ['move', 350, 350], ['up', 350, 350]], context());
  assert.deepEqual(shapesOf(moved.changes[0])[0].polygon[0][2], [350, 350]);
  const inserted = play(select, [['down', 200, 100], ['move', 200, 60], ['up', 200, 50]], context());
  assert.deepEqual(shapesOf(inserted.changes[0])[0].polygon[0], [[100, 100], [200, 50], [300, 100], [300, 300], [100, 300]]);
  const removed = play(select, [['down', 300, 300, { alt: true }]], context());
  assert.deepEqual(shapesOf(removed.changes[0])[0].polygon[0].length, 3);
  const chosen = play(select, [...click(300, 300), ['delete']], context());
  assert.deepEqual(chosen.changes, removed.changes);
  const crossed = play(select, [['down', 300, 300], ['move', 0, 0], ['up', 50, 200]], context());
  assert.deepEqual([crossed.changes.length, crossed.actions], [0, [{ type: 'say', key: 'crossing' }]]);
});

test('select: hidden shapes cannot be clicked', () => {
  assert.deepEqual(selectWith(contextOf([boxed('a', [100, 100, 100, 100])], { hidden: new Set(['a']) }), click(150, 150)), []);
});

// Polygons that are drawn, traced, bent, thinned: whatever is done to them, they stay sound, and areas are right.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snapAt, wayAlong } from '../../WebClient/js/core/border.js';
import { apply } from '../../WebClient/js/core/change.js';
import { annotationsOf, documentOf } from '../../WebClient/js/core/document.js';
import { iouOfPolygons, overlapArea } from '../../WebClient/js/core/overlap.js';
import { ringContains } from '../../WebClient/js/core/ring.js';
import { areaOf, boundsOf, faultOf } from '../../WebClient/js/core/shape.js';
import { simplified, simplifyRing } from '../../WebClient/js/core/simplify.js';
import { createSpatialIndex } from '../../WebClient/js/core/spatial-index.js';
import { polygon } from '../../WebClient/js/tools/polygon.js';
import { select } from '../../WebClient/js/tools/select.js';
import { boxed, contextOf, IMAGE, outlined, play } from './annotation-fixtures.js';
import { seededRandom } from './seeded-random.js';

const square = [[100, 100], [300, 100], [300, 300], [100, 300]];
const hole = [[150, 150], [250, 150], [200, 250]];
const clickAll = (points, keys) => points.flatMap(([x, y]) => [['move', x, y, keys], ['down', x, y, keys], ['up', x, y, keys]]);

/** A star with so many points around a centre; never crosses itself. */
function star(random, x, y, radius, corners = random.whole(5, 40)) {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i + random.between(0.1, 0.9)) / corners * 2 * Math.PI;
    const far = radius * random.between(0.5, 1);
    return [Math.round(64 * (x + far * Math.cos(angle))) / 64, Math.round(64 * (y + far * Math.sin(angle))) / 64];
  });
}

/** The shared area as a share of random points, for a check by other means. */
function sampledOverlap(a, b, random, points = 20_000) {
  const inside = (rings, point) => rings.filter((ring) => ringContains(ring, point)).length % 2 === 1;
  let both = 0;
  for (let i = 0; i < points; i++) {
    const point = { x: random.between(0, IMAGE.width), y: random.between(0, IMAGE.height) };
    if (inside(a, point) && inside(b, point)) both += 1;
  }
  return both / points * IMAGE.width * IMAGE.height;
}

test('overlap: of squares, of a square and its hole, of shapes apart', () => {
  assert.equal(overlapArea([square], [square]), 40_000);
  assert.equal(overlapArea([square], [[[200, 200], [400, 200], [400, 400], [200, 400]]]), 10_000);
  assert.equal(overlapArea([square, hole], [hole]), 0);
  assert.equal(overlapArea([square], [[[500, 500], [600, 500], [550, 600]]]), 0);
  assert.equal(iouOfPolygons([square], [square]), 1);
  assert.equal(iouOfPolygons([square, hole], [square]), 35_000 / 40_000);
});

test('overlap: of random polygons it is what random points say, and a polygon overlaps itself by its area', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = seededRandom(seed);
    const [a, b] = [[star(random, 450, 400, 350)], [star(random, 550, 420, 350)]];
    assert.ok(Math.abs(overlapArea(a, a) - areaOf({ polygon: a })) < 1e-6 * areaOf({ polygon: a }));
    const exact = overlapArea(a, b);
    assert.ok(Math.abs(exact - overlapArea(b, a)) < 1e-6 * exact, 'it does not matter which is first');
    const sampled = sampledOverlap(a, b, random);
    const deviation = Math.sqrt(sampled * (IMAGE.width * IMAGE.height - sampled) / 20_000);
    assert.ok(Math.abs(exact - sampled) < 5 * deviation, `seed ${seed}: ${exact} and ${sampled}`);
  }
});

test('simplify: fewer corners, still sound, the figures are those of the result', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seededRandom(seed);
    const rough = star(random, 500, 400, 350, 8).flatMap(([x, y], i, ring) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length];
      return Array.from({ length: 25 }, (_, k) => [x + (nextX - x) * k / 25 + random.between(-0.3, 0.3), y + (nextY - y) * k / 25 + random.between(-0.3, 0.3)]);
    });
    const { polygon: rings, before, after, iou } = simplified([rough], 1, IMAGE, 3);
    assert.equal(before, 200);
    assert.ok(after < 60 && after === rings[0].length, `${after} corners`);
    assert.equal(faultOf({ polygon: rings }, IMAGE, 3), null);
    assert.ok(Math.abs(iou - iouOfPolygons([rough], rings)) < 1e-12);
    assert.ok(iou > 0.99, String(iou));
    assert.ok(Math.abs(areaOf({ polygon: rings }) / areaOf({ polygon: [rough] }) - 1) < 0.005);
  }
});

test('simplify: straight edges with points on them lose nothing', () => {
  const dense = square.flatMap(([x, y], i) => {
    const [nextX, nextY] = square[(i + 1) % 4];
    return Array.from({ length: 20 }, (_, k) => [x + (nextX - x) * k / 20, y + (nextY - y) * k / 20]);
  });
  const { polygon: rings, after, iou } = simplified([dense, hole], 0.5, IMAGE, 3);
  assert.deepEqual([after, iou, areaOf({ polygon: rings })], [7, 1, 35_000]);
});

test('simplify: a tolerance that would make it cross itself is made smaller, and three corners always stay', () => {
  const comb = [[100, 100], [500, 100], [500, 300], [495, 110], [490, 300], [485, 110], [480, 300], [100, 300]];
  const { polygon: rings } = simplified([comb], 200, IMAGE, 3);
  assert.equal(faultOf({ polygon: rings }, IMAGE, 3), null);
  assert.ok(simplifyRing(square, 1000).length >= 3);
});

test('snapping: corners go before edges, what is omitted does not attract', () => {
  const document = documentOf([outlined('p', [square]), boxed('b', [500, 100, 100, 100])]);
  const index = createSpatialIndex(IMAGE);
  for (const { id, shape } of annotationsOf(document)) index.insert(id, boundsOf(shape));
  const at = (x, y, omitted = []) => snapAt({ x, y }, document, index, 8, new Set(omitted));
  assert.deepEqual(at(304, 97).at, [300, 100]);
  assert.deepEqual(at(200, 95).at, [200, 100]);
  assert.deepEqual(at(200, 95).anchor, { id: 'p', ring: 0, index: 0, along: 0.5 });
  assert.deepEqual(at(603, 203).at, [600, 200]);
  assert.equal(at(200, 80), null);
  assert.equal(at(304, 97, ['p']), null);
});

test('following a border: the shorter way, the other one, from inside an edge, and not between two shapes', () => {
  const document = documentOf([outlined('p', [square]), outlined('q', [hole])]);
  const corner = (index, along = 0, id = 'p') => ({ id, ring: 0, index, along });
  assert.deepEqual(wayAlong(document, corner(0), corner(2, 0.5), false), [[100, 300]]);
  assert.deepEqual(wayAlong(document, corner(0), corner(2, 0.5), true), [[300, 100], [300, 300]]);
  assert.deepEqual(wayAlong(document, corner(1, 0.2), corner(1, 0.8), false), []);
  assert.deepEqual(wayAlong(document, corner(1, 0.2), corner(1, 0.8), true), [[300, 100], [100, 100], [100, 300], [300, 300]]);
  assert.deepEqual(wayAlong(document, corner(3, 0.5), corner(0, 0.5), false), [[100, 100]]);
  assert.deepEqual(wayAlong(document, corner(1), corner(1), false), []);
  assert.equal(wayAlong(document, corner(0), corner(1, 0, 'q'), false), null);
});

test('tracing: a neighbour drawn along a border shares it exactly; flipped, it takes the other way', () => {
  const context = contextOf([outlined('p', [square])], { magnet: true });
  const { changes } = play(polygon, [...clickAll([[302, 98], [301, 303], [500, 300], [500, 100]]), ['finish']], context);
  assert.deepEqual(changes[0][0].after.shape.polygon[0], [[300, 100], [300, 300], [500, 300], [500, 100]]);
  const ring = star(seededRandom(4), 400, 400, 200, 30);
  const neighbour = contextOf([outlined('s', [ring])], { magnet: true });
  const short = play(polygon, [...clickAll([ring[0], ring[8]]), ['move', 900, 700]], neighbour);
  assert.deepEqual(short.state.chain, ring.slice(0, 9));
  const long = play(polygon, [...clickAll([ring[0]]), ['move', ...ring[8]], ['flip'], ...clickAll([ring[8]])], neighbour);
  assert.deepEqual(long.state.chain, [ring[0], ...ring.slice(9).reverse(), ring[8]]);
  const back = play(polygon, [['pop']], neighbour, short.state);
  assert.deepEqual(back.state.chain, [ring[0]], 'one step back takes the whole way back');
  const free = play(polygon, clickAll([ring[0], ring[8]], { ctrl: true }), neighbour);
  assert.equal(free.state.chain.length, 2, 'Ctrl lets go');
});

test('tracing: where two shapes share a corner, the one that is being followed is meant', () => {
  const right = [[300, 100], [500, 100], [500, 300], [300, 300]];
  for (const shapes of [[outlined('p', [square]), outlined('q', [right])], [outlined('q', [right]), outlined('p', [square])]]) {
    const { state } = play(polygon, clickAll([[100, 100], [300, 300]]), contextOf(shapes, { magnet: true }));
    assert.equal(state.chain.length, 3);
  }
});

test('tracing: the area between a traced border and the shape is nothing, whatever the shape', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = seededRandom(seed);
    const ring = star(random, 500, 400, 180);
    const context = contextOf([outlined('s', [ring])], { magnet: true });
    const [top] = [...ring.keys()].sort((i, j) => ring[i][1] - ring[j][1]);
    const [bottom] = [...ring.keys()].sort((i, j) => ring[j][1] - ring[i][1]);
    const outside = [[999, ring[bottom][1]], [999, ring[top][1]]];
    const { changes, actions } = play(polygon, [...clickAll([ring[top], ring[bottom], ...outside]), ['finish']], context);
    if (changes.length === 0) {
      assert.equal(actions.at(-1).key, 'crossing', 'the shorter way was on the other side');
      continue;
    }
    const drawn = changes[0][0].after.shape;
    assert.equal(faultOf(drawn, IMAGE, 3), null);
    const shared = overlapArea(drawn.polygon, [ring]);
    const inner = areaOf({ polygon: [ring] });
    assert.ok(shared < 0.001 * inner || shared > 0.999 * inner, `seed ${seed}: ${shared / inner} of it is covered`);
  }
});

test('a hole does not stick to its own polygon', () => {
  const context = contextOf([outlined('p', [square])], { magnet: true, selection: new Set(['p']) });
  const { changes } = play(polygon, [...clickAll([[105, 105], [290, 110], [200, 280]]), ['finish']], context, polygon.intoHole('p'));
  assert.deepEqual(changes[0][0].after.shape.polygon[1], [[105, 105], [290, 110], [200, 280]]);
});

test('with the magnet on, neighbours that share a corner move it together, in one step', () => {
  const right = [[300, 100], [500, 100], [500, 300], [300, 300]];
  const context = contextOf([outlined('p', [square]), outlined('q', [right])], { magnet: true, selection: new Set(['p']) });
  const drag = [['down', 300, 300], ['move', 320, 320], ['up', 330, 340]];
  const { changes } = play(select, drag, context);
  assert.deepEqual(changes[0].map(({ id, after }) => [id, after.shape.polygon[0].find(([x, y]) => x === 330 && y === 340)]), [['p', [330, 340]], ['q', [330, 340]]]);
  assert.equal(play(select, drag, { ...context, magnet: false }).changes[0].length, 1);
  assert.equal(play(select, drag, { ...context, locked: new Set(['q']) }).changes[0].length, 1, 'a locked one stays');
});

test('several corners are chosen by Shift and by a marquee, and move or go together', () => {
  const context = contextOf([outlined('p', [square])], { selection: new Set(['p']) });
  const chosen = play(select, [['down', 300, 100], ['up', 300, 100], ['down', 300, 300, { shift: true }], ['up', 300, 300, { shift: true }]], context);
  assert.equal(chosen.state.chosen.vertices.length, 2);
  const moved = play(select, [['down', 300, 300], ['move', 340, 300], ['up', 350, 310]], context, chosen.state);
  assert.deepEqual(moved.changes[0][0].after.shape.polygon[0], [[100, 100], [350, 110], [350, 310], [100, 300]]);
  const enclosed = play(select, [['down', 260, 60], ['move', 320, 320], ['up', 330, 330]], context);
  assert.deepEqual(enclosed.state.chosen.vertices, [{ ring: 0, index: 1 }, { ring: 0, index: 2 }]);
  assert.deepEqual(play(select, [['delete']], context, enclosed.state).actions, [{ type: 'say', key: 'tooFew' }]);
});

// What a hand may do to polygons, at random: insert, delete, move corners, add holes, thin. After each they are sound.
test('a thousand random edits leave every polygon sound', () => {
  const random = seededRandom(11);
  let document = documentOf([outlined('a', [star(random, 300, 300, 200)]), outlined('b', [star(random, 700, 500, 180), star(random, 700, 500, 40, 5)])]);
  let kept = 0;
  for (let i = 0; i < 1000; i++) {
    const id = random.pick(document.order);
    const context = contextOf(annotationsOf(document), { selection: new Set([id]), magnet: random.next() < 0.5 });
    const { polygon: rings } = document.byId.get(id).shape;
    const ring = random.whole(0, rings.length - 1);
    const [x, y] = random.pick(rings[ring]);
    const [toX, toY] = [x + random.between(-40, 40), y + random.between(-40, 40)];
    const events = random.pick([
      [['down', x, y], ['move', toX, toY], ['up', toX, toY]],
      [['down', x, y, { alt: true }], ['up', x, y, { alt: true }]],
      [['down', (x + rings[ring][0][0]) / 2, (y + rings[ring][0][1]) / 2], ['move', toX, toY], ['up', toX, toY]],
    ]);
    const { changes } = random.next() < 0.1
      ? play(polygon, [...clickAll(star(random, x, y, 12, 4)), ['finish']], context, polygon.intoHole(id))
      : play(select, events, context);
    for (const change of changes) {
      document = apply(document, change);
      kept += 1;
    }
    if (random.next() < 0.02) {
      const annotation = document.byId.get(id);
      const thinned = simplified(annotation.shape.polygon, random.between(0, 2), IMAGE, 3).polygon;
      document = documentOf(annotationsOf(document).map((a) => (a.id === id ? { ...a, shape: { polygon: thinned } } : a)));
    }
    for (const { shape } of annotationsOf(document)) assert.equal(faultOf(shape, IMAGE, 3), null, `step ${i}`);
  }
  assert.ok(kept > 200, `only ${kept} edits were kept`);
});

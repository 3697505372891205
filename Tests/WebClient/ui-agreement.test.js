import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { everyText } from '../../WebClient/js/i18n/index.js';
import { COEFFICIENT_SCALE, knownQuestions, questionsFigure } from '../../WebClient/js/views/project/agreement-questions.js';
import { biasGeometry, directionOf, EDGES, FIGURE, longestShift } from '../../WebClient/js/views/project/bias-geometry.js';
import { shiftText } from '../../WebClient/js/views/project/bias-figure.js';
import { copiedNotice, copiedSentence } from '../../WebClient/js/views/project/copied-notice.js';
import { anyRisk, riskShare } from '../../WebClient/js/views/project/image-row.js';
import { middlePlace, ordered, ORDERS } from '../../WebClient/js/views/project/people-order.js';
import { skillRow } from '../../WebClient/js/views/project/skill-row.js';
import { divergingPiece, estimateBar, estimateGeometry } from '../../WebClient/js/ui/bar.js';
import { decimal, interval, intervalLines, signed } from '../../WebClient/js/ui/format.js';
import { seededRandom } from './seeded-random.js';
import { installFakeDocument } from './ui-fake-document.js';

await everyText();

before(installFakeDocument);

const figure = (value, low = value - 0.1, high = value + 0.1, n = 40) => ({ value, low, high, n });

/** With ordinary spaces: some of those shown do not break. */
const plain = (text) => text.replaceAll('\u00a0', ' ');

test('an estimate from 0 to 1 is drawn as it always was', () => {
  assert.deepEqual(estimateGeometry({ value: 0.5, low: 0.25, high: 0.75, n: 3 }),
    { zero: 0, piece: { x: 0, width: 50 }, range: [25, 75], ends: [25, 75] });
  assert.deepEqual(estimateGeometry(null), { zero: 0, piece: null, range: null, ends: [] });
  assert.deepEqual(estimateGeometry({ value: null, low: null, high: null, n: 0 }).piece, null);
  assert.deepEqual(estimateGeometry({ value: 0.4 }).range, [40, 40], 'without an interval it is a point');
});

test('a coefficient grows from zero to either side, and what is beyond the scale has no end mark', () => {
  const at = (value) => ((value + 0.2) / 1.2) * 100;
  const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} and ${b}`);
  const above = estimateGeometry({ value: 0.4, low: 0.1, high: 0.7 }, COEFFICIENT_SCALE);
  near(above.zero, at(0));
  near(above.piece.x, at(0));
  near(above.piece.width, at(0.4) - at(0));
  const below = estimateGeometry({ value: -0.1, low: -0.5, high: 0.3 }, COEFFICIENT_SCALE);
  near(below.piece.x, at(-0.1));
  near(below.piece.x + below.piece.width, at(0));
  assert.equal(below.range[0], 0);
  assert.equal(below.ends.length, 1);
  const far = estimateGeometry({ value: -3, low: -4, high: -2 }, COEFFICIENT_SCALE);
  assert.deepEqual([far.piece.x, far.range, far.ends], [0, [0, 0], []]);
  assert.ok(far.piece.width > 0, 'less than the scale shows is not drawn as nothing');
});

test('no bar leaves its frame, whatever the numbers', () => {
  const random = seededRandom(11).next;
  for (let round = 0; round < 500; round += 1) {
    const [low, value, high] = Array.from({ length: 3 }, () => random() * 8 - 4).sort((a, b) => a - b);
    const { zero, piece, range, ends } = estimateGeometry({ value, low, high }, random() < 0.5 ? COEFFICIENT_SCALE : {});
    for (const x of [zero, piece.x, piece.x + piece.width, ...range, ...ends]) assert.ok(x >= -1e-9 && x <= 100 + 1e-9, String(x));
    const { x, width } = divergingPiece(value, 2);
    assert.ok(x >= 0 && x + width <= 100 && (value < 0 ? x + width === 50 : x === 50));
  }
  assert.deepEqual(divergingPiece(1, 4), { x: 50, width: 12.5 });
  assert.deepEqual(divergingPiece(-9, 4), { x: 0, width: 50 });
  assert.deepEqual(divergingPiece(0, 4), { x: 50, width: 0 });
});

test('a bar says by its class what it is, and marks zero only where zero is inside', () => {
  const lines = (bar) => bar.all('line').map((line) => line.attributes.get('class'));
  assert.ok(!lines(estimateBar(figure(0.5))).includes('bar-zero'));
  assert.ok(lines(estimateBar(figure(0.5), COEFFICIENT_SCALE)).includes('bar-zero'));
  assert.deepEqual(estimateBar(figure(0.5), { kind: 'bad' }).all('rect').map((rect) => rect.attributes.get('class')), ['bar-rest', 'bar-bad']);
  assert.deepEqual(lines(estimateBar({ value: null, n: 0 }, COEFFICIENT_SCALE)), ['bar-zero']);
});

test('numbers have a sign one can see, and zero has none', () => {
  assert.deepEqual([2.5, -0.3, 0, -0.001, 0.001, null].map((value) => signed(value)), ['+2.50', '−0.30', '0.00', '0.00', '0.00', '—']);
  assert.deepEqual([-0.05, -0.001, Number.NaN].map((value) => decimal(value)), ['−0.05', '0.00', '—']);
});

test('intervals are told in their unit, and weighed counts without needless digits', () => {
  const estimate = { value: 0, low: -0.268, high: 0.114, n: 41.283 };
  assert.equal(plain(interval(estimate, 'plain')), '95 % interval −0.27 to 0.11, n = 41');
  assert.deepEqual(intervalLines(estimate, 'pixels').map(plain), ['−0.3 to 0.1 px', 'n = 41']);
  assert.deepEqual(intervalLines({ value: 0.5, low: 0.4, high: 0.6, n: 3.24 }).map(plain), ['40–60 %', 'n = 3.2']);
});

test('questions come in their order, and those that say nothing are left out', () => {
  const question = (id, value) => ({ id, observed: figure(0.9), expected: 0.2, coefficient: { value, n: 9 }, note: null });
  assert.deepEqual(knownQuestions([question('overall', 1), question('placed', 0), question('found', 0.5), question('else', 1)]).map(({ id }) => id),
    ['found', 'placed', 'overall']);
  assert.deepEqual(knownQuestions([{ id: 'found' }, null, { id: 'named', note: 'Only one label.' }]).map(({ id }) => id), ['named']);
  for (const nothing of [undefined, null, {}, []]) assert.equal(questionsFigure(nothing), null);
});

test('a question tells its coefficient, what was observed, chance, and why something is missing', () => {
  const reason = 'Only one label was used.';
  const text = questionsFigure([
    { id: 'found', observed: figure(0.91, 0.88, 0.94, 412), expected: 0.31, coefficient: figure(-0.05, -0.27, 0.11, 412), note: 'Mind this.' },
    { id: 'named', observed: figure(1, 0.9, 1, 230), expected: null, coefficient: { value: null, low: null, high: null, n: 230, reason }, note: null },
  ]).textContent;
  for (const part of ['Found?', '−0.05', '−0.27 to 0.11', '91 %', '88–94 %', '31 %', 'Mind this.', 'Named?', '100 %', reason]) {
    assert.ok(plain(text).includes(part), part);
  }
});

test('who may have copied is named', () => {
  const pair = { a: { id: '1', name: 'Ada' }, b: { id: '2', name: 'Ben' }, images: 1, sameShapes: 21, sharedShapes: 22 };
  assert.equal(copiedSentence(pair), 'Ada and Ben: 21 of 22 shared shapes lie at the same place, on 1 image.');
  assert.ok(copiedNotice([pair]).textContent.includes('Two people may have copied'));
  for (const nothing of [undefined, null, []]) assert.equal(copiedNotice(nothing), null);
});

const place = (side, deviation, bias = [0, 0, 0, 0]) => ({ side, deviation: figure(deviation), bias: bias.map((value) => figure(value)) });
const person = (id, name, miss, falseMark, deviation) => ({ id, name, miss: figure(miss), falseMark: figure(falseMark),
  classAccuracy: figure(0.9), place: [place(320, deviation * 2), place(32, deviation / 2), place(100, deviation)] });

test('people are ordered by what they do worst, equals by name, the unknown last', () => {
  const people = [person('1', 'Cy', 0.1, 0.3, 2), person('2', 'Person 10', 0.4, 0.1, 1), person('3', 'Person 9', 0.4, 0.2, 9), { id: '4', name: 'Ann' }];
  const names = (order) => ordered(people, order).map(({ name }) => name);
  assert.deepEqual(names('name'), ['Ann', 'Cy', 'Person 9', 'Person 10']);
  assert.deepEqual(names('miss'), ['Person 9', 'Person 10', 'Cy', 'Ann']);
  assert.deepEqual(names('falseMark'), ['Cy', 'Person 9', 'Person 10', 'Ann']);
  assert.deepEqual(names('place'), ['Person 9', 'Cy', 'Person 10', 'Ann']);
  for (const order of ORDERS) assert.deepEqual(ordered([...people].reverse(), order), ordered(people, order), order);
  assert.equal(middlePlace(people[0]).side, 100);
  assert.equal(middlePlace({}), null);
});

test('arrows point the way the edges are shifted and stay in the figure', () => {
  assert.equal(longestShift([[figure(-3), figure(1)], [figure(2)], []]), 3);
  assert.equal(longestShift([]), 1, 'tiny shifts look tiny');
  const { object, drawn, arrows } = biasGeometry([-3, 1.5, 3, 0], 3);
  const along = Object.fromEntries(arrows.map(({ edge, from, to }) => [edge, [to[0] - from[0], to[1] - from[1]]]));
  assert.deepEqual(arrows.map(({ edge }) => edge), EDGES);
  assert.ok(along.left[0] < 0 && along.left[1] === 0 && along.right[0] === -along.left[0]);
  assert.ok(along.top[0] === 0 && along.top[1] === along.right[0] / 2);
  assert.deepEqual(along.bottom, [0, 0]);
  assert.ok(drawn.x < object.x && drawn.x + drawn.width > object.x + object.width && drawn.height < object.height);
  for (const shifts of [[-99, -99, 99, 99], [99, 99, -99, -99]]) {
    const wild = biasGeometry(shifts, 3);
    for (const { to: [x, y] } of wild.arrows) assert.ok(x >= 0 && x <= FIGURE.width && y >= 0 && y <= FIGURE.height);
    assert.ok(wild.drawn.width >= 0 && wild.drawn.height >= 0);
  }
});

test('a shift is told with its direction, and one too small to show has none', () => {
  assert.deepEqual([['left', -1.2], ['right', 0.44], ['top', -0.3], ['bottom', 2], ['top', 0.04]].map(([edge, shift]) => shiftText(edge, shift)),
    ['1.2 px left', '0.4 px right', '0.3 px up', '2.0 px down', '0.0 px']);
  assert.equal(directionOf('left', 0.05, 1), 'right');
  assert.equal(directionOf('left', 0.049, 1), 'none');
});

test('a person is shown with every figure in numbers, and with what there is when some are missing', () => {
  const text = skillRow(person('1', 'Ada', 0.21, 0.03, 3.9), 4).textContent;
  for (const part of ['Ada', '21 %', '11–31 %', '3 %', '90 %', '32 px', '100 px', '320 px', '3.9', '3.8 to 4.0 px', 'n = 40', 'Left', 'Bottom']) {
    assert.ok(plain(text).includes(part), part);
  }
  assert.ok(skillRow({ id: '4', name: 'Ann' }, 1).textContent.startsWith('Ann'));
});

test('the bar of expected errors is capped, and the column is for tables that have some', () => {
  assert.deepEqual([0, 1.5, 3, 40, -1].map(riskShare), [0, 0.5, 1, 1, 0]);
  assert.equal(anyRisk([{ risk: null }, {}]), false);
  assert.equal(anyRisk([{ risk: null }, { risk: 0 }]), true);
});

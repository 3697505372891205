import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { everyText } from '../../WebClient/js/i18n/index.js';
import { boundOf, logitOf, oddsFactor, otherTerms, personRows, probabilityOf } from '../../WebClient/js/views/review/evidence.js';
import { commandFor } from '../../WebClient/js/views/review/layer-state.js';
import { outlineOpacity } from '../../WebClient/js/views/review/outlines-overlay.js';
import { riskPanel, riskParts, riskWords } from '../../WebClient/js/views/review/risk-panel.js';
import { changeSentences, quorumSentences, standingOf, sureness } from '../../WebClient/js/views/review/verdict-text.js';
import { whyEvidence } from '../../WebClient/js/views/review/why-evidence.js';
import { flagName } from '../../WebClient/js/views/review/why-panel.js';
import { seededRandom } from './seeded-random.js';
import { installFakeDocument } from './ui-fake-document.js';

await everyText();

before(installFakeDocument);

const layer = (id, letter, kind = 'submission') => ({ kind, annotator: { id, letter, name: `Name ${letter}` } });
const layers = [layer('a', 'A'), layer('b', 'B'), layer('c', 'C'), layer('g', 'G', 'gold')];
const labelOf = (id) => ({ name: { l: 'Car', m: 'Dog' }[id] });
const vote = (annotatorId, labelId = 'l') => ({ annotatorId, labelId, iou: 0.9, weight: 0.5, classWeight: 0.4 });
const evidence = { prior: 0.7, people: [{ annotatorId: 'a', part: 'silent', logOdds: -1.5 }, { annotatorId: 'b', part: 'drew', logOdds: 1.1 },
  { annotatorId: 'c', part: 'drew', logOdds: 3.4 }, { annotatorId: 'z', part: 'neutral', logOdds: 0 }],
difficulty: 0.4, place: 0.004, truncation: -0.2, limit: 0 };
const weighed = { votes: [vote('b', 'm'), vote('c')], evidence, accepted: true, existence: 0.97 };

test('those who drew it come first, what adds most on top; people without a layer are kept', () => {
  assert.deepEqual(personRows(weighed, layers).map(({ letter, part, logOdds }) => [letter, part, logOdds]),
    [['C', 'drew', 3.4], ['B', 'drew', 1.1], ['A', 'silent', -1.5], ['?', 'neutral', 0]]);
});

test('without evidence everybody who handed in is there, and nobody else who did not vote', () => {
  const rows = personRows({ votes: [vote('c')], evidence: null }, layers);
  assert.deepEqual(rows.map(({ letter, part, logOdds }) => [letter, part, logOdds]), [['C', 'drew', null], ['A', 'silent', null], ['B', 'silent', null]]);
  assert.deepEqual(personRows({}, []), []);
});

test('the terms add up, whatever is missing', () => {
  assert.ok(Math.abs(logitOf(evidence) - 3.904) < 1e-12);
  assert.equal(logitOf({ prior: 1, people: [] }), 1);
  assert.equal(probabilityOf(0), 0.5);
  assert.deepEqual(otherTerms(evidence).map(({ id }) => id), ['difficulty', 'truncation']);
  const random = seededRandom(3).next;
  for (let round = 0; round < 200; round += 1) {
    const some = { prior: random() * 6 - 3, people: [{ logOdds: random() * 40 - 20 }], difficulty: random(), place: random() - 0.5, truncation: -random(), limit: 0, secondLooks: random() * 6 - 3 };
    const bound = boundOf(some);
    for (const value of [some.prior, some.people[0].logOdds, some.difficulty]) assert.ok(Math.abs(value) <= bound);
    assert.ok(bound >= 2);
    assert.ok(Math.abs(Math.log(probabilityOf(logitOf(some)) / probabilityOf(-logitOf(some))) - logitOf(some)) < 1e-6);
  }
});

test('log odds are told as a factor', () => {
  assert.deepEqual(oddsFactor(Math.log(12)), { speaks: 'times', factor: '12' });
  assert.deepEqual(oddsFactor(-Math.log(4.7)), { speaks: 'over', factor: '4.7' });
  assert.deepEqual(oddsFactor(Math.log(9.96)), { speaks: 'times', factor: '10' });
  assert.deepEqual(oddsFactor(-30), { speaks: 'over', factor: null });
});

test('everything that speaks for an object or against it is told with its number, and the sum', () => {
  const text = whyEvidence(weighed, layers, labelOf).textContent;
  for (const part of ['To begin with', '67 % is real', '+0.70', 'C Name C', 'drew it as Car', '+3.40', 'odds × 30', 'place 50 %', 'label 40 %', 'IoU 0.90',
    'A Name A', 'did not draw it', '−1.50', 'odds ÷ 4.5', '? Somebody', 'Hard to see', '+0.40', '−0.20', 'Together', '98\u00a0% sure', '+3.90']) {
    assert.ok(text.includes(part), part);
  }
  assert.ok(!text.includes('Closeness'), 'what rounds to nothing is not told');
  const plain = whyEvidence({ votes: [vote('a')], evidence: null }, layers, labelOf).textContent;
  assert.ok(plain.includes('A Name Adrew it · IoU 0.90') && !plain.includes('odds') && !plain.includes('Together'));
});

test('what an object stands on', () => {
  assert.equal(standingOf({ known: true, evidence }, { method: 'bayes' }), 'known');
  assert.equal(standingOf({ known: false, evidence }, { method: 'bayes' }), 'weighed');
  assert.equal(standingOf({ known: false, evidence: null }, { method: 'quorum' }), 'quorum');
  assert.equal(standingOf({}, {}), 'quorum', 'as before methods were told');
  assert.equal(standingOf({ evidence: null }, { method: 'bayes' }), 'settled');
});

test('the quorum is told as a rule, with who met it', () => {
  assert.deepEqual(quorumSentences({ votes: [vote('a'), vote('b')], accepted: true }, { quorum: 0.5 }, 3), [
    'The rule: at least 50 % of the people who looked must have drawn it. Of 3 people, that is 2.', '2 people drew it, so it is accepted.']);
  assert.match(quorumSentences({ votes: [vote('a')], accepted: true }, { quorum: 0.5, placeWeights: 'skill' }, 1).at(-1), /stray less/);
  assert.deepEqual(quorumSentences({ votes: [vote('a')], accepted: false }, {}, 3), ['1 person drew it, so it is rejected.']);
  assert.match(quorumSentences({ accepted: false }, { quorum: 1 / 3 }, 3)[0], /that is 1\./);
});

test('what would change it is told, and whether it would tip', () => {
  const bayes = { method: 'bayes' };
  const told = (accepted, change) => changeSentences({ ...weighed, accepted, change }, bayes);
  assert.deepEqual(told(true, { ifDrawn: 0.997, ifNotDrawn: 0.83, votesNeeded: 0 }), [
    'If one more person of average skill drew it, it would be 99.7\u00a0% sure.',
    'If they looked and did not draw it, it would be 83\u00a0% sure.', 'Either way it stays accepted.']);
  assert.deepEqual(told(true, { ifDrawn: 0.9, ifNotDrawn: 0.31 })[1], 'If they looked and did not draw it, it would be 31\u00a0% sure and rejected.');
  assert.deepEqual(told(false, { ifDrawn: 0.71, ifNotDrawn: 0.09, votesNeeded: 1 }), [
    'If one more person of average skill drew it, it would be 71\u00a0% sure and accepted.',
    'If they looked and did not draw it, it would be 9\u00a0% sure.'], 'that one vote is enough was said');
  assert.deepEqual(told(false, { ifDrawn: 0.4, ifNotDrawn: 0.05, votesNeeded: 2 }).slice(2), ['Either way it stays rejected.',
    '2 more people must draw it for it to be accepted.']);
  for (const nothing of [null, undefined, {}, { ifDrawn: null, ifNotDrawn: null, votesNeeded: null }]) assert.deepEqual(told(true, nothing), []);
  assert.deepEqual(changeSentences({ known: true, change: { votesNeeded: 1 } }, bayes), []);
});

test('by quorum only votes change it', () => {
  const told = (accepted, votesNeeded) => changeSentences({ accepted, change: { ifDrawn: 1, ifNotDrawn: 0.5, votesNeeded } }, { method: 'quorum' });
  assert.deepEqual(told(true, 0), ['It has the votes it needs.']);
  assert.deepEqual(told(false, 1), ['1 more person must draw it for it to be accepted.']);
});

test('nobody is told a certainty that is not there', () => {
  assert.deepEqual([0.5, 0.994, 0.9951, 0.9999, 0.9999999, 1, 0.004, 0.00001, 0].map(sureness),
    ['50 %', '99 %', '99.5 %', '99.99 %', '99.99 %', '100 %', '0.4 %', '0.01 %', '0 %'].map((text) => text.replace(' ', '\u00a0')));
});

test('expected errors are told by kind, most first', () => {
  const risk = { total: 0.42, missed: 0.1, spurious: 0.02, misplaced: 0.2, misclassed: 0.1 };
  assert.deepEqual(riskParts(risk).map(({ kind }) => kind), ['misplaced', 'missed', 'misclassed', 'spurious']);
  assert.equal(riskWords(risk), '0.20 at the wrong place, 0.10 missed, 0.10 with the wrong label, 0.02 marked where nothing is');
  assert.ok(riskPanel({ risk, fit: 'abcdef0123456789' }).textContent.includes('fit abcdef01.'));
  assert.ok(riskPanel({ risk: { ...risk, total: 0, missed: 0, spurious: 0, misplaced: 0, misclassed: 0 }, fit: null }).textContent.includes('0.00'));
  for (const nothing of [undefined, null, {}, { risk: null }, { risk: {} }, { risk: { total: 1 } }]) assert.equal(riskPanel(nothing), null);
  assert.equal(riskWords(null), '');
});

test('outlines grow stronger with the number of people', () => {
  for (const of of [2, 3, 9]) {
    const shades = Array.from({ length: of }, (_, index) => outlineOpacity(index + 1, of));
    assert.ok(shades.every((shade, index) => shade > 0.3 && shade <= 1 && (index === 0 || shade > shades[index - 1])));
    assert.equal(shades[of - 1], 1);
  }
  assert.equal(outlineOpacity(1, 1), 1);
});

test('W asks why, on any layout', () => {
  assert.deepEqual(commandFor({ key: 'w', code: 'KeyZ' }), { name: 'why' });
  assert.deepEqual(commandFor({ key: 'ц', code: 'KeyW' }), { name: 'why' });
});

test('marks have names, and one that is new goes by the server’s', () => {
  assert.deepEqual(['occluded', 'crowd', 'glossy'].map(flagName), ['Occluded', 'Group', 'glossy']);
});

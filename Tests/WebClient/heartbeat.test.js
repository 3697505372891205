import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHeartbeat } from '../../WebClient/js/outbox/heartbeat.js';

/** A heart with answers to give in turn, and what it told. */
function heart(answers) {
  const told = [];
  let waiting = null;
  const clock = { set: (run, milliseconds) => { waiting = { run, milliseconds }; return waiting; }, clear: () => { waiting = null; } };
  const beat = async () => {
    told.push('beat');
    const answer = answers.shift();
    if (answer) throw answer;
  };
  const beats = createHeartbeat({ seconds: 30, beat, clock, onLost: () => told.push('lost'), onSignedOut: () => told.push('signed out') });
  return { beats, told, waiting: () => waiting };
}

test('a lease that is lost is told once, and the heart stops', async () => {
  const { beats, told, waiting } = heart([{ status: 409, code: 'lease_lost' }]);
  await beats.beatNow();
  assert.deepEqual(told, ['beat', 'lost']);
  assert.equal(waiting(), null);
  await beats.beatNow();
  assert.deepEqual(told, ['beat', 'lost']);
});

test('a missing network is not a lost lease: the heart goes on', async () => {
  const { beats, told, waiting } = heart([{ status: 0 }, { status: 503 }, null]);
  for (let n = 0; n < 3; n += 1) await beats.beatNow();
  assert.deepEqual(told, ['beat', 'beat', 'beat']);
  assert.equal(waiting().milliseconds, 10_000);
});

test('an ended session is told once until a beat gets through', async () => {
  const { beats, told } = heart([{ status: 401 }, { status: 401 }, null, { status: 401 }]);
  for (let n = 0; n < 4; n += 1) await beats.beatNow();
  assert.deepEqual(told.filter((what) => what !== 'beat'), ['signed out', 'signed out']);
});

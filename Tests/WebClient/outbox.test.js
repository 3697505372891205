import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { verdictOn, waitBefore } from '../../WebClient/js/outbox/failure.js';
import { sendLeftovers } from '../../WebClient/js/outbox/leftovers.js';
import { newId as uuid } from '../../WebClient/js/outbox/new-id.js';
import { refusedShapes, shapeOf, withOperations } from '../../WebClient/js/outbox/operations.js';
import { keepaliveBatch } from '../../WebClient/js/outbox/keepalive.js';
import { memoryStore } from '../../WebClient/js/outbox/store.js';
import { deliver, submit } from '../../WebClient/js/outbox/submission.js';
import { creating, removing, updating } from '../../WebClient/js/core/change.js';
import { annotationsOf, documentOf } from '../../WebClient/js/core/document.js';
import { apply } from '../../WebClient/js/core/change.js';
import { boxed } from './annotation-fixtures.js';
import { OFFLINE, changed, drawn, fakeServer, handClock, newId, setUp } from './outbox-fixtures.js';
import { seededRandom } from './seeded-random.js';

const unsent = (id) => ({ before: null, operation: { id: newId(), kind: 'put', annotation: boxed(id, [0, 0, 10, 10]), base: null, at: '' } });

test('an operation is kept first, then sent within half a second, then gone from the store', async () => {
  const { outbox, store, server, clock } = setUp();
  const adding = outbox.record(drawn('a'));
  assert.equal(outbox.status().state, 'saving');
  await adding;
  assert.equal((await store.pending('as')).length, 1);
  assert.equal(server.calls, 0);
  await clock.turn(500);
  assert.equal(server.calls, 1);
  assert.deepEqual(await store.pending('as'), []);
  assert.equal(outbox.status().state, 'saved');
});

test('operations that keep coming are sent together, after two seconds at the latest', async () => {
  const { outbox, server, clock } = setUp();
  for (let i = 0; i < 9; i++) {
    await outbox.record(drawn(`s${i}`));
    await clock.turn(250);
  }
  assert.equal(server.calls, 1);
  assert.ok(server.sizes[0] >= 8, `${server.sizes}`);
});

test('without network everything waits, in order, and goes out when it is back', async () => {
  const { outbox, server, clock, states } = setUp();
  server.plan = [OFFLINE, { status: 503 }, { status: 500 }, OFFLINE];
  await outbox.record(drawn('a'));
  await clock.turn(600);
  assert.equal(outbox.status().state, 'offline');
  await outbox.record(changed(boxed('a', [0, 0, 10, 10]), boxed('a', [2, 2, 5, 5])));
  assert.equal(outbox.status().queued, 2);
  await clock.turn(60_000);
  assert.equal(outbox.status().state, 'saved');
  assert.deepEqual(server.shapes.get('a').shape, { box: [2, 2, 5, 5] });
  assert.ok(states.includes('offline'));
});

test('what is drawn while an answer comes in is sent too', async () => {
  const store = memoryStore();
  const { outbox, server, clock } = setUp({ store });
  await outbox.record(drawn('a'));
  const { append } = store;
  let written = () => {};
  store.append = async (...gesture) => {
    await new Promise((resolve) => { written = resolve; });
    return append(...gesture);
  };
  const adding = outbox.record(drawn('b'));
  await clock.turn(500);
  assert.deepEqual([...server.shapes.keys()], ['a'], 'the answer came while the store was still writing');
  assert.notEqual(outbox.status().state, 'saved');
  written();
  await adding;
  await clock.turn(2000);
  assert.deepEqual([...server.shapes.keys()], ['a', 'b']);
  assert.equal(outbox.status().state, 'saved');
  assert.deepEqual(await store.pending('as'), []);
});

test('an answer that was lost is not applied twice', async () => {
  const { outbox, server, clock } = setUp();
  server.plan = ['answerLost'];
  await outbox.record(drawn('a'));
  await clock.turn(10_000);
  assert.equal(server.calls, 2);
  assert.equal(server.seen.size, 1);
  assert.equal(outbox.status().state, 'saved');
});

test('an expired sign-in asks once, loses nothing, and goes on at once', async () => {
  let asked = 0;
  let signedIn;
  const { outbox, server, clock } = setUp({ signIn: () => { asked++; return new Promise((resolve) => { signedIn = resolve; }); } });
  server.plan = [{ status: 401, code: 'unauthorized' }];
  await outbox.record(drawn('a'));
  await clock.turn(500);
  assert.deepEqual([outbox.status().state, outbox.status().cause], ['attention', 'signedOut']);
  await outbox.record(drawn('b'));
  await clock.turn(60_000);
  assert.equal(asked, 1);
  assert.equal(server.calls, 1);
  signedIn();
  await clock.turn(0);
  assert.deepEqual([...server.shapes.keys()], ['a', 'b']);
  assert.equal(outbox.status().state, 'saved');
});

test('a refused shape that is mended needs no attention any more, and what followed it goes on', async () => {
  const { outbox, store, server, clock } = setUp();
  server.refuses = (operation) => (operation.annotation?.shape.box[2] < 3 ? { code: 'invalid', detail: 'too small' } : null);
  const [small, smaller, large] = [2, 1, 9].map((side) => boxed('a', [0, 0, side, side]));
  server.plan = [OFFLINE];
  await outbox.record({ kind: 'do', change: [{ id: 'a', before: null, after: small, at: 0 }] });
  await outbox.record(changed(small, smaller));
  await clock.turn(5000);
  assert.deepEqual([outbox.status().cause, outbox.status().refused], ['refused', 2]);
  await outbox.record(changed(smaller, large));
  await clock.turn(1000);
  assert.deepEqual([outbox.status().state, (await store.refusals()).length], ['saved', 0]);
  assert.deepEqual(server.shapes.get('a'), large);
});

test('what was refused can be tried again, as it is now', async () => {
  const { outbox, server, clock } = setUp();
  server.refuses = () => ({ code: 'invalid', detail: 'the class is gone' });
  await outbox.record(drawn('a', 'b'));
  await clock.turn(1000);
  server.refuses = () => null;
  const now = boxed('a', [5, 5, 5, 5]);
  await outbox.retryRefused((id) => (id === 'a' ? now : null));
  assert.equal(outbox.status().state, 'saved');
  assert.deepEqual([...server.shapes.values()], [now]);
});

test('refused operations are kept apart with the reason, the others go on', async () => {
  const { outbox, store, server, clock } = setUp();
  server.refuses = (operation) => (operation.annotation?.id === 'bad' ? { code: 'invalid', detail: 'label was retired', field: 'annotation.labelId' } : null);
  await outbox.record(drawn('a', 'bad', 'b'));
  await clock.turn(500);
  assert.deepEqual([...server.shapes.keys()], ['a', 'b']);
  assert.deepEqual([outbox.status().state, outbox.status().refused, outbox.status().queued], ['attention', 1, 0]);
  const [refusal] = await store.refusals('as');
  assert.deepEqual([refusal.operation.annotation.id, refusal.detail], ['bad', 'label was retired']);
  await outbox.dismissRefusals(outbox.refusals);
  assert.equal(outbox.status().state, 'saved');
  assert.deepEqual(await store.refusals(), []);
});

test('putting refusals away leaves those that came since they were read', async () => {
  const { outbox, store, server, clock } = setUp();
  server.refuses = () => ({ code: 'invalid', detail: 'the class is gone' });
  await outbox.record(drawn('a'));
  await clock.turn(1000);
  const seen = outbox.refusals;
  await outbox.record(drawn('b'));
  await clock.turn(1000);
  await outbox.dismissRefusals(seen);
  assert.deepEqual(outbox.refusals.map(({ operation }) => operation.annotation.id), ['b']);
  assert.deepEqual((await store.refusals('as')).map(({ operation }) => operation.annotation.id), ['b']);
});

test('when a whole call is refused, the one to blame is found and the rest is saved', async () => {
  const { outbox, store, server, clock } = setUp();
  const send = server.send;
  server.send = async (operations) => {
    if (operations.some((operation) => operation.annotation.id === 'bad')) throw { status: 422, code: 'invalid', detail: 'no' };
    return send(operations);
  };
  await outbox.record(drawn('a', 'b', 'c', 'bad', 'd', 'e'));
  await clock.turn(500);
  assert.deepEqual([...server.shapes.keys()].sort(), ['a', 'b', 'c', 'd', 'e']);
  assert.deepEqual((await store.refusals()).map((r) => r.operation.annotation.id), ['bad']);
});

test('at most 500 operations go in a call', async () => {
  const { outbox, server, clock } = setUp();
  await outbox.record(drawn(...Array.from({ length: 1200 }, (_, i) => `s${i}`)));
  await clock.turn(500);
  assert.deepEqual(server.sizes, [500, 500, 200]);
});

test('after a reload the unsent is sent on top of the draft', async () => {
  const store = memoryStore();
  const server = fakeServer();
  const before = setUp({ store, server });
  server.plan = [OFFLINE];
  await before.outbox.record(drawn('a', 'b'));
  await before.clock.turn(500);
  await before.outbox.close();

  const pending = (await store.pending('as')).map((item) => item.operation);
  assert.deepEqual(withOperations([boxed('old', [0, 0, 9, 9])], pending).map((a) => a.id), ['old', 'a', 'b']);
  const after = setUp({ store, server });
  await after.outbox.resume();
  assert.equal(after.outbox.status().queued, 2);
  await after.clock.turn(500);
  assert.deepEqual([...server.shapes.keys()], ['a', 'b']);
  assert.deepEqual(await store.pending(), []);
});

test('a store that fails does not stop the work: it is sent all the same, and said', async () => {
  const store = { ...memoryStore(), append: async () => { throw new Error('disk full'); } };
  const { outbox, server, clock } = setUp({ store });
  await outbox.record(drawn('a'));
  assert.deepEqual([outbox.status().state, outbox.status().cause], ['attention', 'storage']);
  await clock.turn(500);
  assert.deepEqual([...server.shapes.keys()], ['a']);
});

test('a call without an answer is given up and made again', async () => {
  const { outbox, server, clock } = setUp();
  const { send } = server;
  let calls = 0;
  server.send = (operations, { signal }) => (++calls > 1 ? send(operations) : new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  }));
  await outbox.record(drawn('a'));
  await clock.turn(20_000);
  assert.equal(outbox.status().state, 'saving');
  await clock.turn(15_000);
  assert.deepEqual([calls, outbox.status().state], [2, 'saved']);
});

test('what must outlive the page stays below 64 KiB, counted in bytes', () => {
  const operations = Array.from({ length: 500 }, (_, i) => ({ id: `op-${i}`, note: '…'.repeat(100) }));
  const first = keepaliveBatch(operations);
  const bytes = new TextEncoder().encode(JSON.stringify(first)).length;
  assert.ok(bytes > 50_000 && bytes < 60_100, `${bytes}`);
  assert.deepEqual(first, operations.slice(0, first.length));
  assert.deepEqual(keepaliveBatch([{ id: 'x'.repeat(70_000) }, { id: 'y' }]), [], 'order is kept');
});

test('flush sends at once; leaving the page sends without waiting and forgets nothing', async () => {
  const { outbox, store, server } = setUp();
  await outbox.record(drawn('a'));
  assert.equal(await outbox.flush(), true);
  await outbox.record(drawn('b'));
  outbox.flushOnLeave();
  assert.equal(server.calls, 2);
  assert.equal((await store.pending()).length, 1, 'kept until acknowledged');
});

test('leaving the page in the moment of a gesture sends the gesture too, and once', async () => {
  const { outbox, server, clock } = setUp();
  const written = outbox.record(drawn('a'));
  outbox.flushOnLeave();
  assert.equal(server.calls, 1);
  await written;
  await clock.turn(1000);
  assert.deepEqual([...server.shapes.keys()], ['a']);
  assert.equal(outbox.status().state, 'saved');
});

for (const seed of [1, 2, 3, 4]) {
  test(`random edits over a bad network, with reloads: the server ends with the same document (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const store = memoryStore();
    const server = fakeServer();
    const lossy = server.send;
    server.send = (operations) => {
      const dice = random.next();
      server.plan = dice < 0.2 ? [OFFLINE] : dice < 0.35 ? ['answerLost'] : dice < 0.45 ? [{ status: 502 }] : dice < 0.5 ? [{ status: 401 }] : [];
      return lossy(operations);
    };
    let part = setUp({ store, server });
    let document = documentOf([]);
    let sent = 0;
    for (let i = 0; i < 200; i++) {
      const id = random.pick(document.order.length ? [...document.order] : ['none']);
      const dice = random.next();
      const change = dice < 0.5 || id === 'none' ? creating(document, [boxed(`s${i}`, [i, i, 10, 10])])
        : dice < 0.8 ? updating(document, [{ ...document.byId.get(id), shape: { box: [i, 1, 20, 20] } }]) : removing(document, [id]);
      document = apply(document, change);
      sent += change.length;
      await part.outbox.record({ kind: 'do', change });
      await part.clock.turn(random.whole(0, 900));
      if (random.next() < 0.04) {
        await part.outbox.close();
        part = setUp({ store, server });
        await part.outbox.resume();
      }
    }
    await part.clock.turn(600_000);
    assert.equal(part.outbox.status().state, 'saved');
    assert.equal(server.seen.size, sent, 'each operation once');
    const byId = (a, b) => (a.id < b.id ? -1 : 1);
    assert.deepEqual([...server.shapes.values()].sort(byId), annotationsOf(document).sort(byId));
    assert.equal((await store.journal('as')).length, 200);
  });
}

test('what each failure means', () => {
  const cases = [[{ status: 0 }, 'retry'], [{ status: 401 }, 'signIn'], [{ status: 403 }, 'refuse'], [{ status: 404 }, 'refuse'],
    [{ status: 409, code: 'lease_lost' }, 'retry'], [{ status: 409, code: 'conflict' }, 'refuse'], [{ status: 413 }, 'split'],
    [{ status: 422 }, 'split'], [{ status: 429 }, 'retry'], [{ status: 503 }, 'retry'], [{ status: 507 }, 'retry']];
  for (const [error, verdict] of cases) assert.equal(verdictOn(error), verdict, JSON.stringify(error));
});

test('waits double, have an end, and heed the server', () => {
  assert.deepEqual([0, 1, 2, 3].map((attempt) => waitBefore(attempt, 0.5)), [500, 1000, 2000, 4000]);
  assert.equal(waitBefore(50, 0.5), 30_000);
  assert.equal(waitBefore(0, 0.5, 7), 7000);
  assert.ok(waitBefore(3, 0) < waitBefore(3, 1));
});

const record = { assignmentId: 'as', body: { id: 'key-1', lease: 'l', annotations: [], activeMilliseconds: 5 } };

test('an answer is kept with its key until the receipt, and sent again under the same key', async () => {
  const store = memoryStore();
  const keys = [];
  const waits = [];
  const answers = [OFFLINE, { status: 401 }, { status: 503 }];
  await store.append('as', null, [unsent('a')]);
  const outcome = await submit(record, {
    store, signIn: async () => {}, random: () => 0.5,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      assert.equal((await store.submissions()).length, 1);
    },
    post: async ({ body }) => {
      keys.push(body.id);
      const failure = answers.shift();
      if (failure) throw failure;
      return { id: body.id };
    },
  });
  assert.equal(outcome.kind, 'received');
  assert.deepEqual(keys, ['key-1', 'key-1', 'key-1', 'key-1']);
  assert.equal(waits.length, 2);
  assert.deepEqual([await store.submissions(), await store.pending()], [[], []]);
});

test('a late answer is told apart, a refused one leaves the work in place', async () => {
  const store = memoryStore();
  await store.append('as', null, [unsent('a')]);
  const parts = (error) => ({ store, signIn: async () => {}, wait: async () => {}, post: async () => { throw error; } });
  const refused = await submit(record, parts({ status: 422, code: 'invalid', detail: 'no such label', field: 'annotations[3].labelId' }));
  assert.deepEqual(refused, { kind: 'refused', code: 'invalid', detail: 'no such label', field: 'annotations[3].labelId' });
  assert.deepEqual([(await store.submissions()).length, (await store.pending()).length], [0, 1]);
  const late = await deliver(record, parts({ status: 409, code: 'late', body: { submissionId: 's9' } }));
  assert.deepEqual(late, { kind: 'late', submissionId: 's9' });
  assert.equal((await store.pending()).length, 0);
});

test('leftovers of other images are sent with their own lease; this one and handed-in ones are left alone', async () => {
  const store = memoryStore();
  await store.append('old', null, [unsent('a'), unsent('b')]);
  await store.append('mine', null, [unsent('c')]);
  await store.append('handed', null, [unsent('d')]);
  await store.append('elsewhere', null, [unsent('e')]);
  await store.saveWork('old', { lease: 'lease-old', activeMilliseconds: 1 });
  await store.saveSubmission({ ...record, assignmentId: 'handed' });
  const calls = [];
  const locked = [];
  await sendLeftovers(store, 'mine', {
    clock: handClock(), newId,
    lock: async (id) => ({ held: id !== 'elsewhere', release: () => locked.push(id) }),
    send: async (assignmentId, lease, operations) => {
      calls.push([assignmentId, lease, operations.length]);
      return { previousRevision: 0, revision: 1, acknowledged: [operations[0].id],
        rejected: [{ id: operations[1].id, code: 'stale', present: { revision: 'x', annotation: null } }] };
    },
  });
  assert.deepEqual(calls, [['old', 'lease-old', 2]]);
  assert.deepEqual(locked, ['old', 'elsewhere']);
  assert.deepEqual((await store.pending()).map((item) => item.assignmentId).sort(), ['elsewhere', 'handed', 'mine']);
  assert.deepEqual((await store.refusals('old')).map((refusal) => refusal.code), ['stale'], 'changed elsewhere: for the person to see');
});

test('a refused shape is still in the picture after a reload, unless it was removed', () => {
  const document = documentOf([]);
  const made = creating(document, [boxed('a', [0, 0, 9, 9]), boxed('b', [0, 0, 8, 8])]);
  const journal = [{ kind: 'do', change: made }, { kind: 'do', change: removing(apply(document, made), ['b']) }];
  const refusals = made.map((edit) => ({ operation: { id: edit.id, kind: 'put', annotation: edit.after, at: '' } }));
  assert.deepEqual(refusedShapes([], refusals, journal).map((a) => a.id), ['a']);
  assert.deepEqual(refusedShapes([boxed('a', [1, 1, 9, 9])], refusals, journal), []);
});

test('identifiers are UUIDs of version 4, also without randomUUID', () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  const made = new Set();
  const make = (/** @type {object} */ crypto) => {
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    for (let i = 0; i < 50; i++) made.add(uuid());
  };
  try {
    make({ randomUUID: () => webcrypto.randomUUID() });
    make({ getRandomValues: (/** @type {Uint8Array} */ bytes) => webcrypto.getRandomValues(bytes) });
  } finally {
    if (own) Object.defineProperty(globalThis, 'crypto', own);
    else delete globalThis.crypto;
  }
  assert.equal(made.size, 100);
  for (const id of made) assert.match(id, form);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, creating, removing, updating } from '../../WebClient/js/core/change.js';
import { annotationsOf, documentOf } from '../../WebClient/js/core/document.js';
import { adopting } from '../../WebClient/js/core/change.js';
import { boxed } from './annotation-fixtures.js';
import { OFFLINE, changed, drawn, fakeServer, setUp } from './outbox-fixtures.js';
import { seededRandom } from './seeded-random.js';

const start = boxed('a', [0, 0, 10, 10]);
const moved = (x) => ({ ...start, shape: { box: [x, 0, 10, 10] } });
const renamed = { ...start, labelId: 'dog' };

/** A shape on the server, and two devices that know it. */
async function twoDevices() {
  const server = fakeServer();
  const first = setUp({ server });
  await first.outbox.record(drawn('a'));
  await first.outbox.flush();
  return { server, first, second: setUp({ server }) };
}

test('different shapes: each device gets what the other drew, without a question', async () => {
  const { server, first, second } = await twoDevices();
  await first.outbox.record(drawn('b'));
  await first.outbox.flush();
  await second.outbox.record(drawn('c'));
  await second.outbox.flush();
  assert.deepEqual([...server.shapes.keys()], ['a', 'b', 'c']);
  assert.deepEqual(second.news.map((each) => each.id), ['b']);
  first.outbox.notice(server.seen.size);
  await first.clock.turn(0);
  assert.deepEqual(first.news.map((each) => each.id), ['c']);
  assert.deepEqual([first.outbox.revision, second.outbox.revision], [3, 3]);
  assert.deepEqual([first.outbox.status().state, second.outbox.status().state], ['saved', 'saved']);
});

test('different fields of one shape are merged, and shown', async () => {
  const { server, first, second } = await twoDevices();
  await first.outbox.record(changed(start, renamed));
  await first.outbox.flush();
  await second.outbox.record(changed(start, moved(5)));
  await second.outbox.flush();
  const both = { ...moved(5), labelId: 'dog' };
  assert.deepEqual(server.shapes.get('a'), both);
  assert.deepEqual(second.news, [{ id: 'a', annotation: both }]);
  assert.equal(second.outbox.status().state, 'saved');
});

for (const choice of ['mine', 'theirs']) {
  test(`the same geometry changed twice waits for a choice while everything else goes on: ${choice}`, async () => {
    const { server, first, second } = await twoDevices();
    await first.outbox.record(changed(start, moved(3)));
    await first.outbox.flush();
    await second.outbox.record(changed(start, moved(7)));
    await second.outbox.record(changed(moved(7), moved(8)));
    await second.outbox.record(drawn('b'));
    await second.outbox.flush();
    assert.deepEqual([second.outbox.status().cause, second.outbox.status().conflicts], ['conflict', 1]);
    assert.deepEqual(await second.outbox.conflicts(), [{ id: 'a', mine: moved(8), theirs: moved(3) }]);
    assert.ok(server.shapes.has('b'));
    assert.equal((await second.store.pending()).length, 2, 'kept until decided');
    await second.outbox.resolve('a', choice);
    assert.deepEqual(server.shapes.get('a'), choice === 'mine' ? moved(8) : moved(3));
    assert.deepEqual(second.news, choice === 'mine' ? [] : [{ id: 'a', annotation: moved(3) }]);
    assert.deepEqual([second.outbox.status().state, await second.store.pending()], ['saved', []]);
    await second.outbox.record(changed(server.shapes.get('a'), moved(9)));
    await second.outbox.flush();
    assert.deepEqual(server.shapes.get('a'), moved(9), 'and on from there');
  });
}

test('removed there and changed here: the choice can bring it back', async () => {
  const { server, first, second } = await twoDevices();
  await first.outbox.record(changed(start, null));
  await first.outbox.flush();
  await second.outbox.record(changed(start, moved(5)));
  await second.outbox.flush();
  assert.deepEqual(await second.outbox.conflicts(), [{ id: 'a', mine: moved(5), theirs: null }]);
  await second.outbox.resolve('a', 'mine');
  assert.deepEqual(server.shapes.get('a'), moved(5));
});

test('a conflict survives a reload', async () => {
  const { server, first, second } = await twoDevices();
  await first.outbox.record(changed(start, moved(3)));
  await first.outbox.flush();
  await second.outbox.record(changed(start, moved(7)));
  await second.outbox.flush();
  await second.outbox.close();
  const again = setUp({ server, store: second.store });
  await again.outbox.resume();
  await again.outbox.flush();
  assert.deepEqual(await again.outbox.conflicts(), [{ id: 'a', mine: moved(7), theirs: moved(3) }]);
});

test('nothing changes under the hand: what came in waits until it rests', async () => {
  const { server, first } = await twoDevices();
  let resting = false;
  const second = setUp({ server, atRest: () => resting });
  await first.outbox.record(drawn('b'));
  await first.outbox.record(changed(start, renamed));
  await first.outbox.flush();
  await second.outbox.record(changed(start, moved(5)));
  await second.clock.turn(3000);
  assert.deepEqual(second.news, []);
  resting = true;
  await second.clock.turn(3000);
  assert.deepEqual(second.news.map((each) => each.id).sort(), ['a', 'b']);
  assert.deepEqual(server.shapes.get('a'), { ...moved(5), labelId: 'dog' });
});

test('an acknowledgement that was lost before a reload does not hide what another device did since', async () => {
  const { server, first, second } = await twoDevices();
  server.plan = ['answerLost'];
  await second.outbox.record(changed(start, moved(5)));
  await second.clock.turn(500);
  await second.outbox.close();
  first.outbox.notice(server.seen.size);
  await first.clock.turn(0);
  await first.outbox.record(changed(moved(5), { ...moved(5), labelId: 'dog' }));
  await first.outbox.flush();
  const again = setUp({ server, store: second.store });
  await again.outbox.resume();
  await again.clock.turn(2000);
  assert.deepEqual(again.news, [{ id: 'a', annotation: { ...moved(5), labelId: 'dog' } }]);
});

for (const seed of [1, 2, 3, 4, 5, 6]) {
  test(`two devices at random over a bad network end with the same picture as the server (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const server = fakeServer();
    const devices = [0, 1].map(() => {
      const device = { ...setUp({ server }), document: documentOf([]) };
      device.outbox.record = ((record) => (entry) => {
        device.document = apply(device.document, entry.change);
        return record(entry);
      })(device.outbox.record);
      return device;
    });
    const { send } = server;
    server.send = (operations) => {
      const dice = random.next();
      server.plan = dice < 0.15 ? [OFFLINE] : dice < 0.3 ? ['answerLost'] : dice < 0.35 ? [{ status: 502 }] : [];
      return send(operations);
    };
    const takeIn = (device) => {
      device.document = apply(device.document, adopting(device.document, device.news.splice(0)));
    };
    for (let i = 0; i < 200; i++) {
      const device = random.pick(devices);
      takeIn(device);
      const { document } = device;
      const id = random.pick(document.order.length ? [...document.order] : ['none']);
      const dice = random.next();
      const change = dice < 0.4 || id === 'none' ? creating(document, [boxed(`s${i}`, [i, i, 10, 10])])
        : dice < 0.6 ? updating(document, [{ ...document.byId.get(id), shape: { box: [i, 1, 20, 20] } }])
          : dice < 0.85 ? updating(document, [{ ...document.byId.get(id), labelId: `label-${i}` }]) : removing(document, [id]);
      await device.outbox.record({ kind: 'do', change });
      await device.clock.turn(random.whole(0, 900));
      for (const { id: shape } of await device.outbox.conflicts()) await device.outbox.resolve(shape, random.pick(['mine', 'theirs']));
      takeIn(device);
    }
    for (let round = 0; round < 6; round++) {
      for (const device of devices) {
        await device.clock.turn(100_000);
        for (const { id } of await device.outbox.conflicts()) await device.outbox.resolve(id, 'mine');
        device.outbox.notice(server.seen.size);
        await device.clock.turn(100_000);
        takeIn(device);
      }
    }
    const byId = (a, b) => (a.id < b.id ? -1 : 1);
    const truth = [...server.shapes.values()].sort(byId);
    for (const device of devices) {
      assert.equal(device.outbox.status().state, 'saved');
      assert.deepEqual(annotationsOf(device.document).sort(byId), truth);
      assert.deepEqual(await device.store.pending(), []);
    }
  });
}

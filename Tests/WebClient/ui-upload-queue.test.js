import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUploadQueue, isBusy, looksLikeImage, tally } from '../../WebClient/js/views/project/upload-queue.js';

/** A server one answers by hand. */
function desk() {
  const waiting = [];
  return {
    waiting,
    send: (file, onProgress) => new Promise((resolve, reject) => waiting.push({ file, onProgress, resolve, reject })),
    async answer(act) {
      act(waiting.shift());
      await new Promise((resolve) => { setImmediate(resolve); });
    },
  };
}

const files = (n) => Array.from({ length: n }, (_, index) => ({ name: `${index}.jpg` }));
const accepted = (call) => call.resolve({ duplicate: false });

test('never more than three go at once, in the order they came', async () => {
  const server = desk();
  const queue = createUploadQueue({ send: server.send });
  queue.add(files(7));
  const sent = [];
  while (server.waiting.length > 0) {
    assert.ok(tally(queue.items).uploading <= 3);
    assert.equal(tally(queue.items).uploading, server.waiting.length);
    await server.answer((call) => { sent.push(call.file.name); accepted(call); });
  }
  assert.deepEqual(sent, files(7).map(({ name }) => name));
  assert.equal(tally(queue.items).done, 7);
});

test('a broken file never stops the others', async () => {
  const server = desk();
  const queue = createUploadQueue({ send: server.send, parallel: 1 });
  queue.add(files(3));
  await server.answer((call) => call.reject(new Error('broken')));
  await server.answer((call) => call.resolve({ duplicate: true }));
  await server.answer(accepted);
  assert.deepEqual(queue.items.map(({ state }) => state), ['error', 'duplicate', 'done']);
  assert.equal(queue.items[0].error.message, 'broken');
});

test('failed ones can be tried again, the others stay', async () => {
  const server = desk();
  const queue = createUploadQueue({ send: server.send });
  queue.add(files(2));
  await server.answer((call) => call.reject(new Error('offline')));
  await server.answer(accepted);
  queue.retryFailed();
  assert.equal(server.waiting.length, 1);
  await server.answer(accepted);
  assert.deepEqual(queue.items.map(({ state, error }) => [state, error]), [['done', null], ['done', null]]);
});

test('files may be added while others go, and finished ones forgotten', async () => {
  const server = desk();
  const queue = createUploadQueue({ send: server.send, parallel: 1 });
  queue.add(files(2));
  queue.add(files(1));
  await server.answer(accepted);
  queue.forgetFinished();
  assert.deepEqual(queue.items.map(({ state }) => state), ['uploading', 'queued']);
  await server.answer(accepted);
  await server.answer(accepted);
  assert.equal(tally(queue.items).done, 2);
});

test('listeners hear of progress until they leave', async () => {
  const server = desk();
  const queue = createUploadQueue({ send: server.send });
  const heard = [];
  const leave = queue.subscribe((item) => heard.push(item && item.progress));
  queue.add(files(1));
  server.waiting[0].onProgress(0.5);
  leave();
  await server.answer(accepted);
  assert.deepEqual(heard, [null, 0, 0.5]);
});

test('what a folder holds besides pictures is left alone', () => {
  const kept = [{ name: 'a.JPG' }, { name: 'b.jpeg' }, { name: 'c.webp' }, { name: 'odd', type: 'image/png' }];
  const left = [{ name: '.DS_Store' }, { name: '._a.jpg' }, { name: 'notes.txt' }, { name: 'labels.json', type: 'application/json' }];
  assert.deepEqual([...kept, ...left].filter(looksLikeImage), kept);
});

test('a file passes through the stages on the server to its end, with what is to be said about it', async () => {
  const server = desk();
  const queue = createUploadQueue({ send: server.send });
  const heard = [];
  queue.subscribe((item) => item && heard.push([item.state, item.progress]));
  queue.add(files(1));
  const { onProgress } = server.waiting[0];
  onProgress(1);
  onProgress(0, 'waiting');
  onProgress(0.4, 'cutting');
  assert.ok(isBusy(queue.items));
  queue.forgetFinished();
  assert.equal(queue.items.length, 1, 'what is under way is not forgotten');
  await server.answer((call) => call.resolve({ duplicate: false, frames: 3 }));
  assert.deepEqual(heard, [['uploading', 0], ['uploading', 1], ['waiting', 0], ['cutting', 0.4], ['done', 1]]);
  assert.equal(queue.items[0].frames, 3);
  assert.ok(!isBusy(queue.items));
});

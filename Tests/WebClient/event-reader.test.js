import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventReader } from '../../WebClient/js/api/event-reader.js';

const TEXT = 'data: {"state":"queued"}\n\n:\n\ndata: {"state":"cutting","share":0.5}\n\ndata: {"state":"ready"}\n\n';

test('events come out once each, however the text grows', () => {
  for (let step = 1; step <= TEXT.length; step += 1) {
    const taken = [];
    const read = createEventReader((document) => taken.push(document.state));
    for (let end = 0; end < TEXT.length + step; end += step) read(TEXT.slice(0, end));
    assert.deepEqual(taken, ['queued', 'cutting', 'ready'], `in steps of ${step}`);
  }
});

test('half an event is not an event', () => {
  const taken = [];
  const read = createEventReader((document) => taken.push(document));
  read('data: {"a":1}\n');
  assert.deepEqual(taken, []);
  read('data: {"a":1}\n\n');
  assert.deepEqual(taken, [{ a: 1 }]);
});

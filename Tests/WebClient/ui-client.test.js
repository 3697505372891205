import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ApiError, getJSON, postJSON, request } from '../../WebClient/js/api/client.js';
import { messageFor } from '../../WebClient/js/ui/problems.js';

const realFetch = globalThis.fetch;
afterEach(() => { globalThis.fetch = realFetch; });

/** Answers every request alike and remembers the last one. */
function answering(status, body, headers = { 'content-type': 'application/json' }) {
  const seen = {};
  globalThis.fetch = async (path, init) => {
    Object.assign(seen, { path, ...init });
    return new Response(status === 204 ? null : body, { status, headers });
  };
  return seen;
}

const problem = (status, fields, headers = {}) =>
  answering(status, JSON.stringify({ type: 'about:blank', title: 'T', status, ...fields }), { 'content-type': 'application/problem+json', ...headers });

test('JSON goes out and comes back', async () => {
  const seen = answering(201, '{"id":"ab"}');
  assert.deepEqual(await postJSON('/api/v1/projects', { name: 'é' }, { 'If-Match': '"3"' }), { id: 'ab' });
  assert.equal(seen.method, 'POST');
  assert.equal(seen.body, '{"name":"é"}');
  assert.equal(seen.headers['Content-Type'], 'application/json');
  assert.equal(seen.headers['If-Match'], '"3"');
  assert.equal(seen.credentials, 'same-origin');
});

test('no content is null', async () => {
  answering(204, '');
  assert.equal((await request('DELETE', '/x')).body, null);
});

test('files are sent as they are, with their own type', async () => {
  const seen = answering(201, '{}');
  const file = new Blob(['abc'], { type: 'image/png' });
  await request('POST', '/x', { body: file });
  assert.equal(seen.body, file);
  assert.equal(seen.headers['Content-Type'], 'image/png');
});

test('a problem keeps its code, sentence and field', async () => {
  problem(422, { code: 'invalid', detail: 'The colour is not one.', field: 'labels[2].color' });
  await assert.rejects(getJSON('/x'), (error) => {
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.status, error.code, error.field, messageFor(error)], [422, 'invalid', 'labels[2].color', 'The colour is not one.']);
    return true;
  });
});

test('an answer that is no problem document still has a code', async () => {
  for (const [status, code] of [[401, 'unauthorized'], [404, 'not_found'], [412, 'stale'], [413, 'too_large'], [502, 'internal']]) {
    answering(status, '<html>', { 'content-type': 'text/html' });
    await assert.rejects(getJSON('/x'), { status, code });
  }
});

test('no answer at all is "offline"', async () => {
  globalThis.fetch = async () => { throw new TypeError('fetch failed'); };
  await assert.rejects(getJSON('/x'), (error) => error.status === 0 && error.code === 'offline' && messageFor(error).includes('could not be reached'));
});

test('an aborted request throws the reason, not "offline"', async () => {
  const controller = new AbortController();
  globalThis.fetch = async () => { controller.abort(); throw controller.signal.reason; };
  await assert.rejects(request('GET', '/x', { signal: controller.signal }), { name: 'AbortError' });
});

test('too many requests say how long to wait', async () => {
  problem(429, { code: 'rate_limited' }, { 'retry-after': '7' });
  await assert.rejects(getJSON('/x'), (error) => messageFor(error) === 'Too many tries. Try again in 7 seconds.');
});

test('a fault of ours is not shown as one of theirs', () => {
  assert.match(messageFor(new TypeError('x is undefined')), /Something went wrong/);
});

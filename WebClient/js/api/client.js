/**
 * The one place that talks to the server.
 *
 * @typedef {object} Options
 * @property {any} [body] a Blob, ArrayBuffer, typed array or string is sent as it is; anything else as JSON
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 * @property {boolean} [raw] answer with the body as a Blob instead of parsed JSON
 * @property {(fraction: number) => void} [onProgress] share of the upload sent, 0…1
 * @property {(text: string) => void} [onText] all that has come of the answer so far; only with `onProgress`
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {any} body parsed JSON, a Blob when `raw`, or null when there is none
 */
import { authorization, hasBearer, renewBearer } from '../state/bearer.js';

/** A request that did not succeed. `status` is 0 and `code` "offline" when no answer came. */
export class ApiError extends Error {
  /** @param {{status: number, code: string, detail?: string, field?: string | null, body?: any, headers?: Headers | null}} problem */
  constructor({ status, code, detail = '', field = null, body = null, headers = null }) {
    super(detail || code);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.field = field;
    this.body = body;
    this.headers = headers;
  }
}

/** Codes for answers whose body says nothing, by status. */
const CODES = /** @type {Record<number, string>} */ ({
  400: 'invalid', 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 412: 'stale',
  413: 'too_large', 415: 'unsupported', 422: 'invalid', 428: 'precondition_required', 429: 'rate_limited',
  507: 'no_space',
});

/**
 * Sends one request to this origin.
 *
 * @param {string} method
 * @param {string} path absolute path, such as `/api/v1/projects`
 * @param {Options} [options]
 * @returns {Promise<Answer>} for any 2xx
 * @throws {ApiError} for anything else; an aborted request throws the signal's reason
 */
export async function request(method, path, options = {}) {
  const { body, type } = encode(options.body);
  const once = () => {
    const headers = { Accept: 'application/json, application/problem+json', ...(type ? { 'Content-Type': type } : {}),
      ...authorization(), ...(options.headers ?? {}) };
    return options.onProgress ? sendWithProgress(method, path, headers, body, options) : send(method, path, headers, body, options);
  };
  let answer = await once();
  if (answer.status === 401 && hasBearer() && await renewBearer()) answer = await once();
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw problem(answer);
}

/**
 * Fetches JSON.
 *
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the parsed body
 */
export async function getJSON(path, signal) {
  return (await request('GET', path, { signal })).body;
}

/**
 * Posts JSON.
 *
 * @param {string} path
 * @param {any} body
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the parsed body, or null when there is none
 */
export async function postJSON(path, body, headers) {
  return (await request('POST', path, { body: body ?? {}, headers })).body;
}

/** @param {any} body @returns {{body: any, type: string | null}} */
function encode(body) {
  if (body === undefined || body === null) return { body: undefined, type: null };
  if (typeof body === 'string') return { body, type: 'application/json' };
  if (body instanceof Blob || body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
    const type = body instanceof Blob && body.type ? body.type : 'application/octet-stream';
    return { body, type };
  }
  return { body: JSON.stringify(body), type: 'application/json' };
}

/** @param {string} method @param {string} path @param {Record<string, string>} headers @param {any} body @param {Options} options */
async function send(method, path, headers, body, options) {
  try {
    const response = await fetch(path, { method, headers, body, signal: options.signal, credentials: 'same-origin' });
    const payload = options.raw && response.ok ? await response.blob() : parse(await response.text(), response.headers);
    return { status: response.status, headers: response.headers, body: payload };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw new ApiError({ status: 0, code: 'offline', detail: 'The server could not be reached.' });
  }
}

/** @param {string} method @param {string} path @param {Record<string, string>} headers @param {any} body @param {Options} options */
function sendWithProgress(method, path, headers, body, options) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, path);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) options.onProgress?.(event.loaded / event.total);
    };
    xhr.onprogress = () => options.onText?.(xhr.responseText);
    xhr.onload = () => {
      const answered = headersOf(xhr.getAllResponseHeaders());
      resolve({ status: xhr.status, headers: answered, body: parse(xhr.responseText, answered) });
    };
    xhr.onerror = () => reject(new ApiError({ status: 0, code: 'offline', detail: 'The server could not be reached.' }));
    xhr.onabort = () => reject(options.signal?.reason ?? new DOMException('Aborted', 'AbortError'));
    options.signal?.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(body ?? null);
  });
}

/** @param {string} text @param {Headers} headers */
function parse(text, headers) {
  if (text === '' || !(headers.get('content-type') ?? '').includes('json')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {string} lines raw header block of an XMLHttpRequest */
function headersOf(lines) {
  const headers = new Headers();
  for (const line of lines.trim().split(/[\r\n]+/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return headers;
}

/** @param {Answer} answer */
function problem({ status, headers, body }) {
  const fallback = status >= 500 ? 'internal' : 'invalid';
  return new ApiError({
    status, headers, body,
    code: typeof body?.code === 'string' ? body.code : CODES[status] ?? fallback,
    detail: typeof body?.detail === 'string' ? body.detail : typeof body?.title === 'string' ? body.title : '',
    field: typeof body?.field === 'string' ? body.field : null,
  });
}

import { concat, fromUtf8 } from '../crypto/encoding.js';
import { HttpError } from './http-error.js';

/** The largest answer that is taken, in bytes. */
export const MAX_ANSWER_BYTES = 64 * 2 ** 20;

/**
 * One request, never redirected and without cookies.
 *
 * @param {string} url
 * @param {object} request
 * @param {string} [request.token]
 * @param {object | Uint8Array} [request.body] JSON, or bytes; GET without
 * @param {string} [request.method] POST with a body, GET without, unless said
 * @param {AbortSignal} [request.signal]
 * @returns {Promise<Uint8Array>} the body of the answer
 * @throws {HttpError} if the answer is not a success, longer than {@link MAX_ANSWER_BYTES}, or there is none
 */
export async function send(url, { token, body, method, signal } = {}, fetcher = fetch) {
  const isBytes = body instanceof Uint8Array;
  const headers = {};
  if (body !== undefined) {
    headers['Content-Type'] = isBytes ? 'application/octet-stream' : 'application/json';
  }
  if (token !== undefined) {
    headers.Authorization = `Bearer ${token}`;
  }
  const response = await answered(url, fetcher, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    body: isBytes || body === undefined ? body : JSON.stringify(body),
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  });
  const bytes = await bounded(url, response, signal);
  if (!response.ok) {
    throw new HttpError(response.status, errorText(bytes) ?? `${new URL(url).host} answers ${response.status}`);
  }
  return bytes;
}

/** Like {@link send}, of an answer in JSON. */
export async function sendJson(url, request, fetcher) {
  const bytes = await send(url, request, fetcher);
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    throw new HttpError(200, `${new URL(url).host} answers something that is not JSON`);
  }
}

async function answered(url, fetcher, options) {
  try {
    return await fetcher(url, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw new HttpError(0, `${new URL(url).host} does not answer: ${error.message}`);
  }
}

async function bounded(url, response, signal) {
  const parts = [];
  let length = 0;
  for (const reader = response.body?.getReader(); reader !== undefined; ) {
    const { done, value } = await reader.read().catch((error) => {
      signal?.throwIfAborted();
      throw new HttpError(response.status, `the answer of ${new URL(url).host} broke off: ${error.message}`);
    });
    if (done) {
      break;
    }
    length += value.length;
    if (length > MAX_ANSWER_BYTES) {
      await reader.cancel();
      throw new HttpError(response.status, `the answer is longer than the limit of ${MAX_ANSWER_BYTES} bytes`);
    }
    parts.push(value);
  }
  return concat(...parts);
}

function errorText(bytes) {
  try {
    const { error } = JSON.parse(fromUtf8(bytes));
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}

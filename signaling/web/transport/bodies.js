import { PeerError } from './peer-error.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** An answer that is one JSON value. */
export function jsonAnswer(value, status = 200) {
  return { head: { status }, body: [jsonBytes(value)] };
}

/** @returns {Uint8Array} */
export function jsonBytes(value) {
  return encoder.encode(JSON.stringify(value));
}

/**
 * All of a body.
 *
 * @param {AsyncIterable<Uint8Array>} body
 * @param {number} limit in bytes
 * @throws {PeerError} 413 if it is longer; the body is given up then
 */
export async function collect(body, limit) {
  const chunks = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) {
      throw new PeerError(413, `the body is longer than ${limit} bytes, which is the limit`);
    }
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** @throws {PeerError} 400 if it is not JSON */
export function parseJson(bytes) {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw new PeerError(400, 'Invalid JSON body');
  }
}

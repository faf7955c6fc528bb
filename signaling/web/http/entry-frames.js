import { concat, fromUtf8, utf8 } from '../crypto/encoding.js';
import { HttpError } from './http-error.js';

/**
 * The binary form of entries on the wire: a JSON header, then metadata and payload of each, every part behind its length in four
 * bytes, big-endian. There is no count: the end of the bytes is the end.
 *
 * @param {object} header
 * @param {{metadata: object, payload: Uint8Array}[]} entries
 */
export function encodeFrames(header, entries) {
  const parts = entries.flatMap(({ metadata, payload }) => [json(metadata), part(payload)]);
  return concat(json(header), ...parts);
}

/** The bytes that one entry takes. */
export function frameLength({ metadata, payload }) {
  return 8 + utf8(JSON.stringify(metadata)).length + payload.length;
}

/**
 * @returns {{header: object, entries: {metadata: object, payload: Uint8Array}[]}} payloads are views
 * @throws {HttpError} if the bytes are cut, or a part that should be JSON is not an object
 */
export function decodeFrames(bytes) {
  let at = 0;
  const next = () => {
    const start = at + 4;
    const length = start <= bytes.length ? new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0) : Infinity;
    if (start + length > bytes.length) {
      throw new HttpError(200, 'the answer ends in the middle of an entry');
    }
    at = start + length;
    return bytes.subarray(start, at);
  };
  const header = object(next());
  const entries = [];
  while (at < bytes.length) {
    entries.push({ metadata: object(next()), payload: next() });
  }
  return { header, entries };
}

function json(value) {
  return part(utf8(JSON.stringify(value)));
}

function part(bytes) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concat(length, bytes);
}

function object(bytes) {
  try {
    const value = JSON.parse(fromUtf8(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value;
    }
  } catch {
    // Said below.
  }
  throw new HttpError(200, 'the answer has a part that should be a JSON object and is not');
}

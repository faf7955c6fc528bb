import { jsonBytes, parseJson } from './bodies.js';
import { concat } from '../crypto/encoding.js';
import { FRAME_BYTES } from './limits.js';
import { PeerError } from './peer-error.js';

/**
 * Entries in a body, one after the other, so that only one has to be in memory (the binary framing of the sync protocol):
 *
 *     [4 bytes length][JSON header]  then for each entry  [4 bytes length][JSON metadata][4 bytes length][payload]
 */
const MAX_JSON = 2 * 1024 * 1024;
const MAX_PART = 8 * 1024 * 1024;

/** @returns {Uint8Array} the start of such a body */
export function headerPart(header) {
  return part(jsonBytes(header));
}

/** @returns {Uint8Array[]} one entry of it. The payload is not copied. */
export function entryParts(metadata, payload) {
  const json = part(jsonBytes(metadata));
  const start = new Uint8Array(json.length + 4);
  start.set(json);
  new DataView(start.buffer).setUint32(json.length, payload.length);
  return [start, payload];
}

/** The same bytes in pieces that fill a frame: small entries share one. Large parts are not copied. */
export async function* packed(parts) {
  let waiting = [];
  let length = 0;
  for await (const bytes of parts) {
    if (length + bytes.length > FRAME_BYTES && length > 0) {
      yield concat(...waiting);
      waiting = [];
      length = 0;
    }
    if (bytes.length >= FRAME_BYTES) {
      yield bytes;
    } else {
      waiting.push(bytes);
      length += bytes.length;
    }
  }
  if (length > 0) {
    yield concat(...waiting);
  }
}

function part(bytes) {
  const whole = new Uint8Array(4 + bytes.length);
  new DataView(whole.buffer).setUint32(0, bytes.length);
  whole.set(bytes, 4);
  return whole;
}

/**
 * @param body of a request or an answer; it is given up when the entries are not read to the end
 * @returns {Promise<{header: object, entries: AsyncGenerator<{metadata: object, payload: Uint8Array}>}>}
 * @throws {PeerError} 400 if it is not of that form; from the generator too
 */
export async function readEntries(body) {
  const parts = new Parts(body);
  try {
    return { header: object(await parts.next(MAX_JSON)), entries: entriesOf(parts, body) };
  } catch (error) {
    body.cancel();
    throw error;
  }
}

async function* entriesOf(parts, body) {
  try {
    for (let json = await parts.next(MAX_JSON); json !== null; json = await parts.next(MAX_JSON)) {
      const payload = await parts.next(MAX_PART);
      if (payload === null) {
        throw cut();
      }
      yield { metadata: object(json), payload };
    }
  } finally {
    body.cancel();
  }
}

/** Parts behind their lengths, out of chunks of any size. */
class Parts {
  #body;
  #chunk = new Uint8Array(0);

  constructor(body) {
    this.#body = body;
  }

  async next(limit) {
    const start = await this.#read(4, true);
    if (start === null) {
      return null;
    }
    const length = new DataView(start.buffer).getUint32(0);
    if (length > limit) {
      throw new PeerError(413, `a part of ${length} bytes in a body of entries, the limit is ${limit}`);
    }
    return this.#read(length, false);
  }

  async #read(length, mayEnd) {
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      if (this.#chunk.length === 0) {
        this.#chunk = await this.#body.read();
        if (this.#chunk === null) {
          this.#chunk = new Uint8Array(0);
          if (mayEnd && at === 0) {
            return null;
          }
          throw cut();
        }
      }
      const taken = this.#chunk.subarray(0, length - at);
      bytes.set(taken, at);
      at += taken.length;
      this.#chunk = this.#chunk.subarray(taken.length);
    }
    return bytes;
  }
}

function cut() {
  return new PeerError(400, 'a body of entries ends in the middle of one');
}

function object(bytes) {
  const value = bytes === null ? null : parseJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PeerError(400, 'a body of entries has a part that should be a JSON object and is not');
  }
  return value;
}

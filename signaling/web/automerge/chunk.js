import { concat, toHex } from '../crypto/encoding.js';
import { ByteCursor } from './byte-cursor.js';
import { InflationBudget } from './inflate.js';
import { AutomergeLimits } from './limits.js';
import { MalformedChunkError } from './malformed-chunk.js';

const MAGIC = '856f4a83';
const DOCUMENT = 0;
const CHANGE = 1;
const DEFLATED_CHANGE = 2;

/**
 * One or more chunks, one after the other, and nothing else: `85 6f 4a 83`, four bytes of checksum, a type byte, a length, the
 * contents. Their checksums are verified. A deflated change comes out as what it is: a change.
 *
 * @param {Uint8Array} data
 * @returns {Promise<{type: 'change' | 'document', contents: ByteCursor, hash: string}[]>} `hash`: hex SHA-256 over type, length
 *     and contents; of a change, its change hash
 */
export async function readChunks(data) {
  const cursor = new ByteCursor(data);
  const chunks = [];
  do {
    chunks.push(await readChunk(cursor));
  } while (!cursor.isEmpty);
  return chunks;
}

async function readChunk(cursor) {
  if (cursor.remaining < 4 || cursor.hex(4) !== MAGIC) {
    throw new MalformedChunkError('not an Automerge chunk: it does not begin with 85 6f 4a 83');
  }
  const checksum = cursor.hex(4);
  const type = cursor.octet();
  const contents = cursor.take(cursor.length('the length of a chunk'));
  const chunk = await chunkOf(type, contents);
  if (!chunk.hash.startsWith(checksum)) {
    throw new MalformedChunkError(
      `the checksum of a chunk is ${checksum}, its contents hash to ${chunk.hash.slice(0, 8)}`,
    );
  }
  return chunk;
}

async function chunkOf(type, contents) {
  switch (type) {
    case DOCUMENT:
      return { type: 'document', contents, hash: await hashOf(DOCUMENT, contents) };
    case CHANGE:
      return { type: 'change', contents, hash: await hashOf(CHANGE, contents) };
    case DEFLATED_CHANGE:
      return chunkOf(CHANGE, await new InflationBudget(AutomergeLimits.MAX_INFLATED_BYTES).inflate(contents));
    default:
      throw new MalformedChunkError(`a chunk has the unknown type ${type}`);
  }
}

async function hashOf(type, contents) {
  const header = [type];
  let length = contents.remaining;
  for (; length >= 0x80; length = Math.floor(length / 0x80)) {
    header.push((length & 0x7f) | 0x80);
  }
  header.push(length);
  const digest = await crypto.subtle.digest('SHA-256', concat(Uint8Array.from(header), contents.rest()));
  return toHex(new Uint8Array(digest));
}

import { toBase64 } from '../crypto/encoding.js';

const SALT = 'mindoodb-bloom-v1';
const FALSE_POSITIVES = 0.01;

/**
 * Which ids a store may have (`bloom-v1` of the protocol): no id that it has is missing, one in about a hundred others is in.
 *
 * @param {string[]} ids
 */
export function bloomSummary(ids) {
  const { bitCount, hashCount } = sizeFor(ids.length);
  const bits = new Uint8Array(Math.ceil(bitCount / 8));
  for (const id of ids) {
    for (const index of positions(id, bitCount, hashCount)) {
      bits[index >> 3] |= 1 << (index & 7);
    }
  }
  return { version: 'bloom-v1', totalIds: ids.length, bitCount, hashCount, salt: SALT, bitsetBase64: toBase64(bits) };
}

function sizeFor(count) {
  if (count === 0) {
    return { bitCount: 64, hashCount: 2 };
  }
  const bitCount = Math.max(64, Math.ceil((-count * Math.log(FALSE_POSITIVES)) / (Math.LN2 * Math.LN2)));
  return { bitCount, hashCount: Math.max(1, Math.round((bitCount / count) * Math.LN2)) };
}

function* positions(id, bitCount, hashCount) {
  const first = fnv1a(`${SALT}:${id}`);
  const second = djb2(`${id}:${SALT}`) || 1;
  for (let i = 0; i < hashCount; i++) {
    yield (first + i * second) % bitCount;
  }
}

function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

function djb2(text) {
  let hash = 5381;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash, 33) + text.charCodeAt(i)) | 0;
  }
  return hash >>> 0;
}

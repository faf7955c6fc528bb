import { concat, utf8 } from './encoding.js';

const LAYOUT = Uint8Array.of(1);

/**
 * What the author of an entry signs of its metadata. Of entries with attachments, provenance or recipients it is only the
 * beginning, so those are not for here.
 *
 * @throws {TypeError} if a member is missing or of another type
 */
export function signingBytes(entry) {
  return concat(
    LAYOUT,
    ...[entry.entryType, entry.id, entry.docId, entry.decryptionKeyId].map(text),
    whole(entry.createdAt),
    u32(entry.dependencyIds.length),
    ...entry.dependencyIds.map(text),
    text(entry.contentHash),
    text(entry.createdByPublicKey),
  );
}

function text(value) {
  if (typeof value !== 'string') {
    throw new TypeError('a member of an entry is not a text');
  }
  const bytes = utf8(value);
  return concat(u32(bytes.length), bytes);
}

function u32(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function whole(value) {
  if (!Number.isSafeInteger(value)) {
    throw new TypeError('createdAt of an entry is not a whole number');
  }
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
  return bytes;
}

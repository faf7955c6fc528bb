import { concat, fromBase64, utf8 } from '../crypto/encoding.js';

const LAYOUT = 1;
const PROVENANCE = 2;
const RECIPIENTS = 3;
const NOTHING = new Uint8Array(0);

/** Copies of copies: deeper ones are refused. */
export const MAX_PROVENANCE = 32;

/**
 * The bytes that the author of an entry signs with `metadataSignature`. The blocks at the end are there only when they have
 * something in them, so an entry without them has the bytes that it had before they were invented.
 *
 * @param {object} entry metadata, as it is on the wire or in a store
 * @returns {Uint8Array}
 * @throws {RangeError} if a number is no integer, or the provenance is deeper than {@link MAX_PROVENANCE}
 */
export function signingBytes(entry) {
  return layout(entry, 0);
}

function layout(entry, depth) {
  const { attachmentRefs = [], provenance, recipients } = entry;
  return concat(
    Uint8Array.of(LAYOUT),
    ...[entry.entryType, entry.id, entry.docId, entry.decryptionKeyId].map(text),
    int64(entry.createdAt),
    uint32(entry.dependencyIds.length),
    ...entry.dependencyIds.map(text),
    text(entry.contentHash),
    text(entry.createdByPublicKey),
    ...(attachmentRefs.length > 0 ? attachments(attachmentRefs) : []),
    ...(provenance ? origin(provenance, depth + 1) : []),
    ...(recipients?.wraps.length > 0 ? [Uint8Array.of(RECIPIENTS), text(JSON.stringify(recipients))] : []),
  );
}

function attachments(refs) {
  return [
    uint32(refs.length),
    ...refs.flatMap(({ attachmentId, lastChunkId, size }) => [text(attachmentId), text(lastChunkId), int64(size)]),
  ];
}

function origin({ sourceTenantId, sourceDbId, source, sourceMetadataSignature }, depth) {
  if (depth > MAX_PROVENANCE) {
    throw new RangeError(`the provenance is deeper than ${MAX_PROVENANCE} copies, which is the limit`);
  }
  return [
    Uint8Array.of(PROVENANCE),
    text(sourceTenantId),
    text(sourceDbId),
    field(layout(source, depth)),
    field(sourceMetadataSignature ? fromBase64(sourceMetadataSignature) : NOTHING),
  ];
}

function text(value) {
  return field(utf8(value));
}

function field(bytes) {
  return concat(uint32(bytes.length), bytes);
}

function uint32(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function int64(value) {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${value} is no integer`);
  }
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
  return bytes;
}

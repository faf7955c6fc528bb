import { fromBase64, toBase64 } from '../crypto/encoding.js';

/** Metadata of an entry that is not of the form of the protocol. */
export class MalformedEntryError extends Error {
  constructor(message) {
    super(message);
    this.name = 'MalformedEntryError';
  }
}

const REQUIRED = {
  entryType: isText,
  id: isText,
  contentHash: isText,
  docId: isText,
  dependencyIds: isTexts,
  createdAt: Number.isSafeInteger,
  createdByPublicKey: isText,
  decryptionKeyId: isText,
};
const OPTIONAL = {
  receiptOrder: Number.isSafeInteger,
  snapshotHeadHashes: isTexts,
  snapshotHeadEntryIds: isTexts,
  originalSize: Number.isSafeInteger,
  encryptedSize: Number.isSafeInteger,
  receivedAt: Number.isSafeInteger,
  receivedByPublicKey: isText,
  attachmentRefs: (value) => isList(value, isAttachment),
  provenance: isProvenance,
  recipients: (value) => isObject(value) && Array.isArray(value.wraps),
  entryVersion: Number.isSafeInteger,
};
const SIGNATURES = ['signature', 'metadataSignature', 'receivedDateSignature'];
const PLAIN = [...Object.keys(REQUIRED), ...Object.keys(OPTIONAL)];

/** Metadata as it travels: signatures in base64, and only the members that the protocol has. */
export function metadataToWire(entry) {
  const wire = {};
  for (const name of PLAIN.filter((name) => entry[name] !== undefined)) {
    wire[name] = entry[name];
  }
  for (const name of SIGNATURES.filter((name) => entry[name] !== undefined)) {
    wire[name] = toBase64(entry[name]);
  }
  return wire;
}

/**
 * Metadata as stores have it: signatures as bytes. Members that the protocol does not have are dropped.
 *
 * @throws {MalformedEntryError} if a member is missing or not what it should be
 */
export function metadataFromWire(wire) {
  if (!isObject(wire)) {
    throw new MalformedEntryError('the metadata of an entry is not a JSON object');
  }
  const entry = {};
  for (const [name, fits] of Object.entries(REQUIRED)) {
    entry[name] = checked(wire, name, fits);
  }
  for (const [name, fits] of Object.entries(OPTIONAL)) {
    if (wire[name] !== undefined && wire[name] !== null) {
      entry[name] = checked(wire, name, fits);
    }
  }
  for (const name of SIGNATURES) {
    if (name === 'signature' || (wire[name] !== undefined && wire[name] !== null)) {
      entry[name] = bytesOf(wire, name);
    }
  }
  return entry;
}

/** An entry of a store without its payload. */
export function withoutPayload({ encryptedData, ...metadata }) {
  return metadata;
}

function checked(wire, name, fits) {
  if (!fits(wire[name])) {
    throw new MalformedEntryError(`${nameOf(wire)} has no ${name}, or one that is not what it should be`);
  }
  return wire[name];
}

function bytesOf(wire, name) {
  try {
    return fromBase64(wire[name]);
  } catch {
    throw new MalformedEntryError(`${nameOf(wire)} has no ${name}, or one that is not base64`);
  }
}

function nameOf({ id }) {
  return isText(id) ? `Entry ${id.slice(0, 200)}` : 'An entry';
}

function isText(value) {
  return typeof value === 'string';
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value, fits) {
  return Array.isArray(value) && value.every(fits);
}

function isTexts(value) {
  return isList(value, isText);
}

function isAttachment(value) {
  return isObject(value) && isText(value.attachmentId) && isText(value.lastChunkId) && Number.isSafeInteger(value.size);
}

function isProvenance(value) {
  return (
    isObject(value) &&
    [value.sourceTenantId, value.sourceDbId, value.sourceMetadataSignature ?? ''].every(isText) &&
    isObject(value.source)
  );
}

/** How large the parts of an entry may be; the same as on the server. In bytes of UTF-8, but the counts. */
const TEXTS = { id: 900, docId: 900, entryType: 64, decryptionKeyId: 1000, createdByPublicKey: 8192 };
const LISTS = ['dependencyIds', 'snapshotHeadEntryIds', 'snapshotHeadHashes', 'attachmentRefs'];
const MAX_REFERENCES = 10_000;
/** A payload, in bytes: what fits into a request with its metadata. */
export const MAX_PAYLOAD = 4 * 1024 * 1024;

const encoder = new TextEncoder();

/** The first limit that an entry breaks, in words for its author; undefined if it breaks none. */
export function whyTooLarge(entry) {
  for (const [name, limit] of Object.entries(TEXTS)) {
    const reason = whyNotText(name, entry[name], limit);
    if (reason !== undefined) {
      return reason;
    }
  }
  for (const name of LISTS) {
    const length = entry[name]?.length ?? 0;
    if (length > MAX_REFERENCES) {
      return `${name} has ${length} elements, the limit is ${MAX_REFERENCES}`;
    }
  }
  if (!/^[0-9a-f]{64}$/.test(entry.contentHash)) {
    return 'contentHash must be 64 lowercase hex digits';
  }
  return whyNotId(entry.dependencyIds) ?? whyNotPayload(entry.encryptedData);
}

function whyNotText(name, value, limit) {
  const length = encoder.encode(value).length;
  if (length === 0 || length > limit) {
    return length === 0 ? `${name} is empty` : `${name} has ${length} bytes, the limit is ${limit}`;
  }
  return /\p{Surrogate}/u.test(value) ? `${name} is not well-formed Unicode` : undefined;
}

function whyNotId(ids) {
  return ids.map((id) => whyNotText('an id in dependencyIds', id, TEXTS.id)).find((reason) => reason !== undefined);
}

function whyNotPayload({ length }) {
  return length > MAX_PAYLOAD ? `its payload has ${length} bytes, the limit is ${MAX_PAYLOAD}` : undefined;
}

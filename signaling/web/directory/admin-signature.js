import { fromBase64, toHex } from '../crypto/encoding.js';
import { signingBytes } from '../crypto/entry-signing-bytes.js';
import { sameKey } from '../crypto/pem.js';

/**
 * Why an entry is not what the administrator wrote; undefined if it is. The signature must be the one over the metadata: the
 * older one covers the payload alone, and a server could turn a change into a deletion under it.
 *
 * @param entry metadata as on the wire, with `encryptedData`
 * @param {CryptoKey} key of the administrator
 * @param {string} pem of the same key
 */
export async function whyNotByAdmin(entry, key, pem) {
  if (!sameKey(entry.createdByPublicKey, pem)) {
    return 'it is by somebody else';
  }
  if (typeof entry.metadataSignature !== 'string') {
    return 'its metadata is not signed';
  }
  if (entry.provenance !== undefined || entry.recipients !== undefined || (entry.attachmentRefs ?? []).length > 0) {
    return 'it has parts that entries of the directory do not have';
  }
  const hash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', entry.encryptedData)));
  if (hash !== entry.contentHash) {
    return 'its payload does not match its content hash';
  }
  const signature = fromBase64(entry.metadataSignature);
  return (await crypto.subtle.verify('Ed25519', key, signature, signingBytes(entry)))
    ? undefined
    : 'its signature is not that of the administrator';
}

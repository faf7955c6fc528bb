import { sameKey } from '../crypto/pem.js';
import { EntryVerifier } from '../store/entry-verifier.js';

const verifier = new EntryVerifier();

/**
 * Why an entry is not what the administrator wrote; undefined if it is. The signature must be the one over the metadata: the
 * older one covers the payload alone, and a server could turn a change into a deletion under it.
 *
 * @param {object} entry of a store, with `encryptedData`
 * @param {string} adminPem
 * @returns {Promise<string | undefined>}
 */
export async function whyNotByAdmin(entry, adminPem) {
  if (!sameKey(entry.createdByPublicKey, adminPem)) {
    return `Entry ${entry.id} is by somebody else than the administrator`;
  }
  return verifier.whyNot(entry, { metadataSignatureRequired: true });
}

import { signingBytes } from './signing-bytes.js';
import { toHex } from '../crypto/encoding.js';
import { parsePem } from '../crypto/pem.js';
import { whyTooLarge } from './entry-limits.js';

const MAX_KEYS = 4096;

/**
 * The door between an entry that arrived and one that may be stored: limits, then the content hash, then the signature of the
 * author, with the key that the entry itself names. Whether that author is trusted is not decided here. The signature is the
 * one over the metadata if there is one, else the one over the payload. Remembers the keys that it has parsed.
 */
export class EntryVerifier {
  #keys = new Map();

  /**
   * @param {object} entry of a store, with `encryptedData`
   * @param {{metadataSignatureRequired?: boolean}} [options] whether the older signature is not enough
   * @returns {Promise<string | undefined>} why it may not be stored, in a sentence that names it
   */
  async whyNot(entry, { metadataSignatureRequired = false } = {}) {
    const tooLarge = whyTooLarge(entry);
    if (tooLarge !== undefined) {
      return `Entry ${entry.id.slice(0, 900)} is refused: ${tooLarge}`;
    }
    if ((await contentHash(entry.encryptedData)) !== entry.contentHash) {
      return `Entry ${entry.id} content hash does not match its payload`;
    }
    if (metadataSignatureRequired && entry.metadataSignature === undefined) {
      return `Entry ${entry.id} must carry a v2 metadata signature (tenant requires v2 as of the configured cutoff)`;
    }
    return (await this.#signed(entry)) ? undefined : `Entry ${entry.id} has an invalid author signature`;
  }

  async #signed(entry) {
    try {
      const key = await this.#key(entry.createdByPublicKey);
      return entry.metadataSignature === undefined
        ? await crypto.subtle.verify('Ed25519', key, entry.signature, entry.encryptedData)
        : await crypto.subtle.verify('Ed25519', key, entry.metadataSignature, signingBytes(entry));
    } catch {
      // No key, or no bytes that anybody can have signed.
      return false;
    }
  }

  async #key(pem) {
    let key = this.#keys.get(pem);
    if (key === undefined) {
      key = await crypto.subtle.importKey('spki', parsePem(pem), 'Ed25519', false, ['verify']);
      // Who sends entries chooses the keys in them: start over rather than let the map grow with what is sent.
      if (this.#keys.size >= MAX_KEYS) {
        this.#keys.clear();
      }
      this.#keys.set(pem, key);
    }
    return key;
  }
}

/** @returns {Promise<string>} SHA-256, 64 lowercase hex digits */
export async function contentHash(bytes) {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

import { signingBytes } from '../store/signing-bytes.js';
import { toHex } from './encoding.js';

/** Writes entries in the name of this device: it signs nothing else. */
export class AuthorKey {
  #key;

  constructor(key, publicPem) {
    this.#key = key;
    /** PEM, verbatim: it is part of what is signed. */
    this.publicPem = publicPem;
    Object.freeze(this);
  }

  static async import(pkcs8, publicPem) {
    return new AuthorKey(await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']), publicPem);
  }

  /**
   * An entry as stores keep it.
   *
   * @param {object} metadata `entryType`, `id`, `docId`, `dependencyIds`, `createdAt`, `decryptionKeyId`
   * @param {Uint8Array} encryptedData its payload, encrypted
   */
  async write(metadata, encryptedData) {
    const entry = {
      ...metadata,
      contentHash: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', encryptedData))),
      createdByPublicKey: this.publicPem,
      entryVersion: 2,
    };
    return {
      ...entry,
      signature: await this.#sign(encryptedData),
      metadataSignature: await this.#sign(signingBytes(entry)),
      encryptedData,
    };
  }

  async #sign(bytes) {
    return new Uint8Array(await crypto.subtle.sign('Ed25519', this.#key, bytes));
  }
}

import { DecryptionError, openWithIv, openingKey } from './aes-gcm.js';
import { MalformedKeyError, parsePem } from './pem.js';

const ALGORITHM = { name: 'RSA-OAEP', hash: 'SHA-256' };

/** The RSA key with which a device opens what is meant for it alone. The private half cannot be exported. */
export class UnwrappingKey {
  #key;

  constructor(key, publicPem) {
    this.#key = key;
    /** PEM, verbatim. */
    this.publicPem = publicPem;
  }

  /**
   * @throws {MalformedKeyError} if it is not an RSA key, or the halves of the pair do not match
   */
  static async fromPkcs8(pkcs8, publicPem) {
    const spki = parsePem(publicPem);
    const probe = Uint8Array.of(1, 2, 3);
    try {
      const key = await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['decrypt']);
      const publicKey = await crypto.subtle.importKey('spki', spki, ALGORITHM, false, ['encrypt']);
      const wrapped = await crypto.subtle.encrypt(ALGORITHM.name, publicKey, probe);
      await crypto.subtle.decrypt(ALGORITHM.name, key, wrapped);
      return new UnwrappingKey(key, publicPem);
    } catch {
      throw new MalformedKeyError('the RSA public key and the private key are no pair');
    }
  }

  /**
   * @returns {Promise<Uint8Array>}
   * @throws {DecryptionError} if it was wrapped for another key, or changed
   */
  async unwrap(wrapped) {
    try {
      return new Uint8Array(await crypto.subtle.decrypt(ALGORITHM.name, this.#key, wrapped));
    } catch {
      throw new DecryptionError('the wrapped key was not wrapped for this device, or was changed');
    }
  }

  /**
   * Opens a payload of any size: two bytes of length, that many of wrapped key, IV, ciphertext.
   *
   * @throws {DecryptionError} if it is cut, changed or for somebody else
   */
  async openHybrid(container) {
    const wrappedLength = container.length < 2 ? 0 : (container[0] << 8) | container[1];
    if (container.length < 2 + wrappedLength || wrappedLength === 0) {
      throw new DecryptionError(`a container of ${container.length} bytes is too short for its wrapped key`);
    }
    const key = await openingKey(await this.unwrap(container.subarray(2, 2 + wrappedLength)));
    return openWithIv(key, container.subarray(2 + wrappedLength));
  }
}

import { DecryptionError, openWithIv, openingKey } from '../crypto/aes-gcm.js';

/** The key that servers hold too: of the directory it hides nothing from them. */
export const PUBLIC_INFOS = '$publicinfos';

/** An entry of the administrator that cannot be decrypted or decoded. */
export class UnreadableEntryError extends Error {
  constructor(message) {
    super(message);
    this.name = 'UnreadableEntryError';
  }
}

/** Opens payloads under the versions of `$publicinfos`. */
export class PayloadReader {
  #keys;

  /** @param {CryptoKey[]} keys newest first */
  constructor(keys) {
    this.#keys = keys;
  }

  /** @param {Uint8Array[]} keys newest first, 32 bytes each */
  static async of(keys) {
    return new PayloadReader(await Promise.all(keys.map(openingKey)));
  }

  /** @throws {UnreadableEntryError} if no key opens the payload */
  async open(entry) {
    for (const key of this.#keys) {
      try {
        return await openWithIv(key, entry.encryptedData);
      } catch (error) {
        if (!(error instanceof DecryptionError)) {
          throw error;
        }
      }
    }
    throw new UnreadableEntryError(
      `entry ${entry.id} opens with none of the ${this.#keys.length} versions of ${PUBLIC_INFOS}`,
    );
  }
}

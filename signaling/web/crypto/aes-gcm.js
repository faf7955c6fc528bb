import { concat } from './encoding.js';

export const IV_LENGTH = 12;
export const TAG_LENGTH = 16;
const KEY_LENGTH = 32;

/** What was to be decrypted was made with another key or password, or was changed. */
export class DecryptionError extends Error {
  constructor(message) {
    super(message);
    this.name = 'DecryptionError';
  }
}

/**
 * An AES-256-GCM key that only opens.
 *
 * @throws {DecryptionError} unless it is 32 bytes
 */
export async function openingKey(bytes) {
  if (bytes.length !== KEY_LENGTH) {
    throw new DecryptionError(`an AES key has ${KEY_LENGTH} bytes, not ${bytes.length}`);
  }
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt']);
}

/**
 * @param {CryptoKey} key
 * @param {Uint8Array} sealed ciphertext with the tag at its end
 * @returns {Promise<Uint8Array>}
 * @throws {DecryptionError} if it was sealed with another key, or changed
 */
export async function open(key, iv, sealed) {
  if (iv.length !== IV_LENGTH || sealed.length < TAG_LENGTH) {
    throw new DecryptionError(`AES-GCM needs an IV of ${IV_LENGTH} bytes and a tag of ${TAG_LENGTH}`);
  }
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed));
  } catch {
    throw new DecryptionError('the data was encrypted with another key, or was changed');
  }
}

/** Like {@link open}, of IV and ciphertext in one. */
export function openWithIv(key, payload) {
  return open(key, payload.subarray(0, IV_LENGTH), payload.subarray(IV_LENGTH));
}

/** A payload under a key of 32 bytes, with a fresh IV before it. */
export async function sealWithIv(keyBytes, plaintext) {
  const key = await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plaintext)));
}

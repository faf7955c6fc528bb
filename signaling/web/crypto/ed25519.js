import { decode } from './base64url.js';

/**
 * Whether the signature over the bytes is that of the device.
 *
 * @param {string} device 43 characters of base64url: an Ed25519 public key
 * @param {Uint8Array} signature
 * @param {Uint8Array} bytes
 * @returns {Promise<boolean>} false as well for what is no key and no signature
 */
export async function isSignedBy(device, signature, bytes) {
  try {
    const key = await crypto.subtle.importKey('raw', decode(device), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, bytes);
  } catch {
    // Who sends what is no key is no other case than who sends a wrong signature.
    return false;
  }
}

import { encode } from './base64url.js';
import { isSignedBy } from './ed25519.js';

/** What every text that the kit signs begins with. No UTF-8 and no JSON does. */
const OURS = Uint8Array.of(0xff, ...new TextEncoder().encode('blindhop-'));

const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

const CHALLENGE = /^[A-Za-z0-9._-]{16,2048}$/;

/** Whether this is what our devices sign as a challenge: nothing that could be the bytes of an offer, an entry or a receipt. */
export function isChallenge(text) {
  return typeof text === 'string' && CHALLENGE.test(text);
}

/**
 * The Ed25519 key of this device. The private half cannot be read from it.
 *
 * The same key signs entries, receipts and logins elsewhere. So it signs two things and no other: bytes that begin with `0xFF`
 * and `blindhop-`, which the kit alone makes, and challenges of a form that neither an entry nor a receipt nor a description
 * of a connection has.
 */
export class DeviceKey {
  #privateKey;

  constructor(id, privateKey) {
    this.id = id;
    this.#privateKey = privateKey;
    Object.freeze(this);
  }

  /**
   * @param {Uint8Array} pkcs8 the private key
   * @param {Uint8Array} spki the public key
   * @throws {Error} if one is no Ed25519 key, or they do not belong together
   */
  static async import(pkcs8, spki) {
    if (spki.length !== 44 || SPKI_PREFIX.some((byte, i) => spki[i] !== byte)) {
      throw new Error('the public key is not the SPKI of an Ed25519 key (44 bytes)');
    }
    let privateKey;
    try {
      privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    } catch (cause) {
      throw new Error('the private key is not the PKCS#8 of an Ed25519 key', { cause });
    }
    const key = new DeviceKey(encode(spki.subarray(12)), privateKey);
    const probe = Uint8Array.of(...OURS, ...new TextEncoder().encode('key-check'));
    if (!(await isSignedBy(key.id, await key.sign(probe), probe))) {
      throw new Error('the private key does not belong to the public key');
    }
    return key;
  }

  /**
   * Signs bytes that the kit has made.
   *
   * @throws {Error} if they do not begin with `0xFF` and `blindhop-`
   */
  async sign(bytes) {
    if (OURS.some((byte, i) => bytes[i] !== byte)) {
      throw new Error('only bytes that begin with 0xFF and "blindhop-" are signed');
    }
    return this.#signed(bytes);
  }

  /**
   * Signs the challenge of a login.
   *
   * @param {string} text
   * @throws {Error} if it is not 16 to 2048 characters of `A-Z a-z 0-9 . _ -`: it could be anything else then
   */
  async signChallenge(text) {
    if (!isChallenge(text)) {
      throw new Error('this is not a challenge: 16 to 2048 characters of A-Z a-z 0-9 . _ - are expected');
    }
    return this.#signed(new TextEncoder().encode(text));
  }

  async #signed(bytes) {
    return new Uint8Array(await crypto.subtle.sign('Ed25519', this.#privateKey, bytes));
  }
}

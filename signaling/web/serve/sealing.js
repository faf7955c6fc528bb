import { concat, toBase64 } from '../crypto/encoding.js';
import { parsePem } from '../crypto/pem.js';

const RSA = { name: 'RSA-OAEP', hash: 'SHA-256' };

/** Stored ciphertext, encrypted once more for the device that asked (protocol 3.3.3). The keys are random, one per answer. */

/** @param {string} pem RSA key of the reader. @returns header members, and for a payload its metadata members and bytes */
export async function sessionSealing(pem) {
  const { raw, key } = await freshKey();
  const wrapped = await wrap(await rsaKey(pem), raw);
  return {
    header: { wrappedSessionKey: toBase64(wrapped) },
    async seal(payload) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { metadata: { iv: toBase64(iv) }, payload: await encrypt(key, iv, payload) };
    },
  };
}

/** The older form: a key for each entry, wrapped before its payload. */
export async function entrySealing(pem) {
  const reader = await rsaKey(pem);
  return {
    header: {},
    async seal(payload) {
      const { raw, key } = await freshKey();
      const wrapped = await wrap(reader, raw);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const length = Uint8Array.of(wrapped.length >> 8, wrapped.length & 0xff);
      return { metadata: {}, payload: concat(length, wrapped, iv, await encrypt(key, iv, payload)) };
    },
  };
}

/** For a channel that the reader's device is proven to be the other end of. */
export function noSealing() {
  return { header: {}, seal: (payload) => ({ metadata: {}, payload }) };
}

function rsaKey(pem) {
  return crypto.subtle.importKey('spki', parsePem(pem), RSA, false, ['encrypt']);
}

async function wrap(key, raw) {
  return new Uint8Array(await crypto.subtle.encrypt(RSA.name, key, raw));
}

async function freshKey() {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  return { raw, key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']) };
}

async function encrypt(key, iv, payload) {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, payload));
}

import { encode } from '../crypto/base64url.js';

/** The name of a connection that this client makes up: 16 random bytes. */
export function newSession() {
  return encode(crypto.getRandomValues(new Uint8Array(16)));
}

/** What the server says of a peer, if it has the right form. */
export function isPeer(value) {
  return is22(value?.peer) && is22(value.session) && typeof value.device === 'string' && /^[\w-]{43}$/.test(value.device);
}

export function isRoom(name) {
  return typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/.test(name);
}

function is22(value) {
  return typeof value === 'string' && /^[\w-]{22}$/.test(value);
}

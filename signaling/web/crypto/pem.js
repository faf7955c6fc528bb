import { encode } from './base64url.js';
import { EncodingError, concat, fromBase64, toBase64 } from './encoding.js';

/** The longest PEM that is looked at, in characters. */
export const MAX_PEM_LENGTH = 8192;

const HEADER = '-----BEGIN PUBLIC KEY-----';
const FOOTER = '-----END PUBLIC KEY-----';
const ED25519_SPKI = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

/** Text that should be a public key and is not, or a private key that does not belong to its public one. */
export class MalformedKeyError extends Error {
  constructor(message) {
    super(message);
    this.name = 'MalformedKeyError';
  }
}

/**
 * The SPKI in a PEM; header, footer and white space are stripped wherever they are.
 *
 * @throws {MalformedKeyError} if the text is too long, empty or not base64
 */
export function parsePem(pem) {
  if (typeof pem !== 'string' || pem.length > MAX_PEM_LENGTH) {
    throw new MalformedKeyError(`a public key is a PEM text of at most ${MAX_PEM_LENGTH} characters`);
  }
  const base64 = withoutWhiteSpace(pem.replace(HEADER, '').replace(FOOTER, ''));
  if (base64 === '') {
    throw new MalformedKeyError('the PEM of a public key has no content');
  }
  try {
    return fromBase64(base64);
  } catch (error) {
    if (error instanceof EncodingError) {
      throw new MalformedKeyError('the PEM of a public key is not base64 between header and footer');
    }
    throw error;
  }
}

/** The text that clients write: lines of 64 characters, no newline at the end. */
export function formatPem(spki) {
  return `${HEADER}\n${toBase64(spki).match(/.{1,64}/g).join('\n')}\n${FOOTER}`;
}

/** Whether two PEM texts are equal but for white space. */
export function sameKey(a, b) {
  return a === b || withoutWhiteSpace(a) === withoutWhiteSpace(b);
}

/**
 * The 32 bytes of an Ed25519 public key.
 *
 * @throws {MalformedKeyError} if it is a key of another kind
 */
export function rawEd25519(pem) {
  const spki = parsePem(pem);
  const right = spki.length === ED25519_SPKI.length + 32 && ED25519_SPKI.every((byte, i) => spki[i] === byte);
  if (!right) {
    throw new MalformedKeyError('not an Ed25519 public key');
  }
  return spki.slice(ED25519_SPKI.length);
}

/** The PEM of 32 bytes. */
export function ed25519Pem(raw) {
  return formatPem(concat(ED25519_SPKI, raw));
}

/**
 * How signaling names the device with this key: 43 characters of base64url.
 *
 * @throws {MalformedKeyError} if it is not an Ed25519 key
 */
export function deviceIdOf(pem) {
  return encode(rawEd25519(pem));
}

export function withoutWhiteSpace(text) {
  return text.replace(/\s+/g, '');
}

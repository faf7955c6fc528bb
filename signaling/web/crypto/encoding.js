/** Bytes as text and back. Nothing here is lenient: what is not well-formed throws an {@link EncodingError}. */

const UTF8 = new TextEncoder();
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const CHUNK = 0x8000;

/** A text that is not the encoding it should be. */
export class EncodingError extends Error {
  constructor(message) {
    super(message);
    this.name = 'EncodingError';
  }
}

/** @param {string} text */
export function utf8(text) {
  return UTF8.encode(text);
}

/** @throws {EncodingError} if the bytes are not UTF-8 */
export function fromUtf8(bytes) {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    throw new EncodingError('the bytes are not UTF-8');
  }
}

/** RFC 4648 part 4, with padding. */
export function toBase64(bytes) {
  let binary = '';
  for (let i = 0; i < bytes.length; i += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  }
  return btoa(binary);
}

/** @throws {EncodingError} if the text is not base64 with its padding */
export function fromBase64(text) {
  if (typeof text !== 'string' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new EncodingError('the text is not base64');
  }
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Lowercase. */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {...Uint8Array} parts */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

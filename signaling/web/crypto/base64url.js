/**
 * Base64url without padding (RFC 4648, section 5).
 *
 * `encode` and `decode` are inverse to each other: of all texts that could stand for some bytes, exactly one is decoded.
 */

/** @param {Uint8Array} bytes */
export function encode(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @param {string} text
 * @returns {Uint8Array}
 * @throws {RangeError} if it is not base64url, has padding, or is not what `encode` makes of those bytes
 */
export function decode(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    throw new RangeError('not base64url without padding');
  }
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  if (encode(bytes) !== text) throw new RangeError('base64url with bits behind its end');
  return bytes;
}

import { utf8 } from '../crypto/encoding.js';
import { MAX_VERSION, capacityOf } from './capacity.js';
import { codewords } from './codewords.js';
import { MASK_COUNT, Matrix } from './matrix.js';
import { penalty } from './penalty.js';

/** Modules around a code that stay light, so that readers find it. */
export const QUIET_ZONE = 4;

/**
 * A QR code (ISO/IEC 18004) of a text in UTF-8: byte mode, error correction level M, the smallest version that it fits.
 *
 * @param {string} text at most 666 bytes
 * @returns {boolean[][]} by row, without the quiet zone; true is dark
 * @throws {RangeError} if the text is longer; the message says by how much
 */
export function qrCode(text) {
  const bytes = utf8(text);
  const version = smallestVersion(bytes.length);
  const words = codewords(bytes, version);
  const candidates = Array.from({ length: MASK_COUNT }, (_, mask) => Matrix.of(version, words, mask).modules);
  const penalties = candidates.map(penalty);
  return candidates[penalties.indexOf(Math.min(...penalties))];
}

/** An SVG path that covers the dark modules, one unit each, the quiet zone left free. */
export function pathOf(modules) {
  return modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z`] : [])))
    .join('');
}

function smallestVersion(length) {
  for (let version = 1; version <= MAX_VERSION; version++) {
    if (length <= capacityOf(version)) {
      return version;
    }
  }
  throw new RangeError(`${length} bytes do not fit into a QR code: the limit is ${capacityOf(MAX_VERSION)}`);
}

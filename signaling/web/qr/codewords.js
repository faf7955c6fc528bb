import { layoutOf, lengthBits } from './capacity.js';
import { errorCorrection } from './reed-solomon.js';

const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];

/** Everything that is drawn for a text, data and error correction, its blocks interleaved. */
export function codewords(text, version) {
  const { total, blocks, correction } = layoutOf(version);
  const data = dataBytes(text, version, total - blocks * correction);
  const short = Math.floor(data.length / blocks);
  const longer = data.length % blocks;
  const parts = [];
  let at = 0;
  for (let i = 0; i < blocks; i++) {
    const length = short + (i >= blocks - longer ? 1 : 0);
    const part = data.subarray(at, at + length);
    parts.push({ part, repair: errorCorrection(part, correction) });
    at += length;
  }
  return Uint8Array.from([
    ...interleaved(parts.map(({ part }) => part), short + 1),
    ...interleaved(parts.map(({ repair }) => repair), correction),
  ]);
}

function* interleaved(parts, longest) {
  for (let i = 0; i < longest; i++) {
    for (const part of parts) {
      if (i < part.length) {
        yield part[i];
      }
    }
  }
}

function dataBytes(text, version, length) {
  const bits = [];
  const push = (value, count) => {
    for (let bit = count - 1; bit >= 0; bit--) {
      bits.push((value >>> bit) & 1);
    }
  };
  push(BYTE_MODE, 4);
  push(text.length, lengthBits(version));
  text.forEach((byte) => push(byte, 8));
  push(0, Math.min(4, length * 8 - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let i = 0; bits.length < length * 8; i++) {
    push(PADDING[i % 2], 8);
  }
  return Uint8Array.from({ length }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).join(''), 2));
}

/** QR codes of error correction level M, by version; ISO/IEC 18004, table 9. The first is of version 1. */
const CORRECTION_BYTES = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/** The largest version that is made: 97 modules wide, which a phone still reads from a screen. */
export const MAX_VERSION = BLOCKS.length;

/** Modules of one side. */
export function sizeOf(version) {
  return 17 + 4 * version;
}

/** How the bytes of a version are divided: `total`, of which `blocks` times `correction` repair the others. */
export function layoutOf(version) {
  const blocks = BLOCKS[version - 1];
  const correction = CORRECTION_BYTES[version - 1];
  return { total: Math.floor(dataModules(version) / 8), blocks, correction };
}

/** Bytes of text that fit. */
export function capacityOf(version) {
  const { total, blocks, correction } = layoutOf(version);
  return Math.floor(((total - blocks * correction) * 8 - 4 - lengthBits(version)) / 8);
}

/** Bits of the length of a text. */
export function lengthBits(version) {
  return version < 10 ? 8 : 16;
}

/** Where the centres of alignment patterns are, along one side. */
export function alignmentOf(version) {
  if (version === 1) {
    return [];
  }
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 4 + count * 2 + 1) / (count * 2 - 2)) * 2;
  const last = sizeOf(version) - 7;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => last - (count - 2 - i) * step)];
}

/** Modules that are not taken by patterns and by information on format and version. */
function dataModules(version) {
  const all = (16 * version + 128) * version + 64;
  const count = Math.floor(version / 7) + 2;
  const alignment = version === 1 ? 0 : (25 * count - 10) * count - 55;
  return all - alignment - (version >= 7 ? 36 : 0);
}

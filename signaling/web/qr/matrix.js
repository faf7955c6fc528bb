import { alignmentOf, sizeOf } from './capacity.js';

/** The eight ways to mask data, by row and column. */
const MASKS = [
  (y, x) => (x + y) % 2 === 0,
  (y) => y % 2 === 0,
  (y, x) => x % 3 === 0,
  (y, x) => (x + y) % 3 === 0,
  (y, x) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (y, x) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (y, x) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (y, x) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

export const MASK_COUNT = MASKS.length;

/** The modules of one QR code. */
export class Matrix {
  #version;
  #reserved;

  constructor(version) {
    this.#version = version;
    this.size = sizeOf(version);
    /** By row; true is dark. @type {boolean[][]} */
    this.modules = this.#grid();
    this.#reserved = this.#grid();
  }

  /** Draws everything, with this mask. @param {Uint8Array} codewords */
  static of(version, codewords, mask) {
    const matrix = new Matrix(version);
    matrix.#drawPatterns();
    matrix.#drawFormat(mask);
    matrix.#drawVersion();
    matrix.#drawData(codewords, MASKS[mask]);
    return matrix;
  }

  #grid() {
    return Array.from({ length: this.size }, () => new Array(this.size).fill(false));
  }

  #set(y, x, dark) {
    this.modules[y][x] = dark;
    this.#reserved[y][x] = true;
  }

  #drawPatterns() {
    const last = this.size - 1;
    for (let i = 0; i < this.size; i++) {
      this.#set(6, i, i % 2 === 0);
      this.#set(i, 6, i % 2 === 0);
    }
    this.#finder(3, 3);
    this.#finder(3, last - 3);
    this.#finder(last - 3, 3);
    const centres = alignmentOf(this.#version);
    const far = centres.at(-1);
    for (const y of centres) {
      for (const x of centres) {
        const isFinder = (y === 6 && x === 6) || (y === 6 && x === far) || (y === far && x === 6);
        if (!isFinder) {
          this.#rings(y, x, 2, (distance) => distance !== 1);
        }
      }
    }
  }

  #finder(y, x) {
    this.#rings(y, x, 4, (distance) => distance !== 2 && distance !== 4);
  }

  #rings(y, x, radius, isDark) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        if (this.#isInside(y + dy, x + dx)) {
          this.#set(y + dy, x + dx, isDark(Math.max(Math.abs(dy), Math.abs(dx))));
        }
      }
    }
  }

  #isInside(y, x) {
    return y >= 0 && y < this.size && x >= 0 && x < this.size;
  }

  /** Level M is 00. Twice, around the finders. */
  #drawFormat(mask) {
    let remainder = mask;
    for (let i = 0; i < 10; i++) {
      remainder = (remainder << 1) ^ ((remainder >>> 9) * 0x537);
    }
    const bits = ((mask << 10) | remainder) ^ 0x5412;
    const bit = (i) => ((bits >>> i) & 1) === 1;
    for (let i = 0; i < 15; i++) {
      const near = i < 6 ? i : i < 8 ? i + 1 : 14 - i;
      if (i < 8) {
        this.#set(near, 8, bit(i));
        this.#set(8, this.size - 1 - i, bit(i));
      } else {
        this.#set(8, i === 8 ? 7 : near, bit(i));
        this.#set(this.size - 15 + i, 8, bit(i));
      }
    }
    this.#set(this.size - 8, 8, true);
  }

  #drawVersion() {
    if (this.#version < 7) {
      return;
    }
    let remainder = this.#version;
    for (let i = 0; i < 12; i++) {
      remainder = (remainder << 1) ^ ((remainder >>> 11) * 0x1f25);
    }
    const bits = (this.#version << 12) | remainder;
    for (let i = 0; i < 18; i++) {
      const dark = ((bits >>> i) & 1) === 1;
      const [long, short] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
      this.#set(short, long, dark);
      this.#set(long, short, dark);
    }
  }

  /** From the right, in columns of two, up and down; the vertical timing pattern is stepped over. */
  #drawData(codewords, mask) {
    let i = 0;
    for (let right = this.size - 1; right >= 1; right -= right === 8 ? 3 : 2) {
      const upward = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const y = upward ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (!this.#reserved[y][x]) {
            const dark = ((codewords[i >>> 3] >>> (7 - (i & 7))) & 1) === 1;
            this.modules[y][x] = dark !== mask(y, x);
            i++;
          }
        }
      }
    }
  }
}

import { fromUtf8, toHex } from '../crypto/encoding.js';
import { MalformedChunkError } from './malformed-chunk.js';

/** A position in bytes that may end anywhere. Every read checks what is left before it allocates. */
export class ByteCursor {
  #bytes;
  #position = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** The same bytes from the same position, read independently. */
  fork() {
    return new ByteCursor(this.rest());
  }

  get remaining() {
    return this.#bytes.length - this.#position;
  }

  get isEmpty() {
    return this.#position === this.#bytes.length;
  }

  octet() {
    if (this.isEmpty) {
      throw new MalformedChunkError('the data ends in the middle of a value');
    }
    return this.#bytes[this.#position++];
  }

  /** An unsigned LEB128 number of at most 64 bits. */
  unsignedBig() {
    return this.#leb('an unsigned', (last) => last <= 1).value;
  }

  /** A signed LEB128 number of at most 64 bits. */
  signedBig() {
    const { value, bits, negative } = this.#leb('a signed', (last) => last === 0 || last === 0x7f);
    return BigInt.asIntN(64, negative && bits < 64 ? value - (1n << BigInt(bits)) : value);
  }

  /** An unsigned number that JavaScript holds exactly: everything that is counted is less. */
  unsigned() {
    return exact(this.#short(false) ?? this.unsignedBig());
  }

  /** A signed number that JavaScript holds exactly. */
  signed() {
    return exact(this.#short(true) ?? this.signedBig());
  }

  /** An unsigned number that must not exceed the limit. */
  count(what, limit) {
    const count = this.#short(false) ?? this.unsignedBig();
    if (count > limit) {
      throw new MalformedChunkError(`${what} is ${count}, more than the limit of ${limit}`);
    }
    return Number(count);
  }

  /** The length of something in bytes, which must all be there. */
  length(what) {
    return this.count(what, this.remaining);
  }

  /** @returns {ByteCursor} */
  take(length) {
    return new ByteCursor(this.takeBytes(length));
  }

  /** @returns {Uint8Array} a view, not a copy */
  takeBytes(length) {
    if (length > this.remaining) {
      throw new MalformedChunkError(`${length} bytes are announced, ${this.remaining} are left`);
    }
    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }

  hex(length) {
    return toHex(this.takeBytes(length));
  }

  /** What is left, as a view. */
  rest() {
    return this.#bytes.subarray(this.#position);
  }

  /** What is left, as text. */
  utf8() {
    try {
      return fromUtf8(this.rest());
    } catch {
      throw new MalformedChunkError('a text is not UTF-8');
    }
  }

  /** Most numbers have one to four bytes: no BigInt for those. Undefined for longer ones. */
  #short(isSigned) {
    let value = 0;
    for (let i = 0; i < 4 && this.#position + i < this.#bytes.length; i++) {
      const next = this.#bytes[this.#position + i];
      value |= (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        this.#position += i + 1;
        return isSigned && next & 0x40 ? value - 2 ** (7 * (i + 1)) : value;
      }
    }
    return undefined;
  }

  #leb(kind, isGoodTenthByte) {
    let value = 0n;
    for (let bits = 0; bits < 64; bits += 7) {
      const next = this.octet();
      if (bits === 63 && !isGoodTenthByte(next)) {
        break;
      }
      value |= BigInt(next & 0x7f) << BigInt(bits);
      if (next < 0x80) {
        return { value: BigInt.asUintN(64, value), bits: bits + 7, negative: (next & 0x40) !== 0 };
      }
    }
    throw new MalformedChunkError(`${kind} number has more than 64 bits`);
  }
}

function exact(number) {
  const value = Number(number);
  if (!Number.isSafeInteger(value)) {
    throw new MalformedChunkError(`the number ${number} is beyond 2^53`);
  }
  return value;
}

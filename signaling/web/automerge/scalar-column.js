import { NumberColumn } from './columns.js';
import { MalformedChunkError } from './malformed-chunk.js';

/** The values of operations: a column of type and length, and one of the bytes. */
export class ScalarColumn {
  #metadata;
  #raw;
  /** Whether what {@link next} returned last is the start of a counter. */
  isCounter = false;
  /** Whether it is a whole number, which a counter can be incremented by. */
  isWhole = false;

  constructor(metadata, raw) {
    this.#metadata = new NumberColumn(metadata);
    this.#raw = raw;
  }

  /** @returns {null | boolean | number | string | Uint8Array | Date} numbers beyond 2^53 are rounded */
  next() {
    this.isCounter = false;
    this.isWhole = false;
    if (!this.#metadata.next()) {
      return null;
    }
    const length = Math.floor(this.#metadata.value / 16);
    if (length > this.#raw.remaining) {
      throw new MalformedChunkError(`a value has ${length} bytes, its column has ${this.#raw.remaining} left`);
    }
    return this.#decode(this.#metadata.value % 16, this.#raw.take(length));
  }

  #decode(type, data) {
    this.isCounter = type === 8;
    this.isWhole = type === 3 || type === 4 || type === 8;
    switch (type) {
      case 0:
        return null;
      case 1:
        return false;
      case 2:
        return true;
      case 3:
        return Number(data.unsignedBig());
      case 4:
      case 8:
        return Number(data.signedBig());
      case 5:
        return real(data);
      case 6:
        return data.utf8();
      case 9:
        return new Date(Number(data.signedBig()));
      default:
        return data.rest().slice();
    }
  }
}

function real(data) {
  if (data.remaining !== 8) {
    throw new MalformedChunkError(`a floating point number has ${data.remaining} bytes, not 8`);
  }
  const bytes = data.rest();
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
}

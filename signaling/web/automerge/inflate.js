import { concat } from '../crypto/encoding.js';
import { ByteCursor } from './byte-cursor.js';
import { MalformedChunkError } from './malformed-chunk.js';

/** Inflates the raw DEFLATE parts of one chunk, all of them together to no more than a number of bytes. */
export class InflationBudget {
  #limit;
  #left;

  constructor(limit) {
    this.#limit = limit;
    this.#left = limit;
  }

  /**
   * @param {ByteCursor} deflated
   * @returns {Promise<ByteCursor>}
   */
  async inflate(deflated) {
    const stream = new DecompressionStream('deflate-raw');
    const writer = stream.writable.getWriter();
    // Whatever goes wrong there goes wrong at the reader too.
    writer.write(deflated.rest()).catch(() => {});
    writer.close().catch(() => {});
    const parts = [];
    const reader = stream.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new MalformedChunkError('a deflated part is not DEFLATE data, or ends too early');
      });
      if (done) {
        return new ByteCursor(concat(...parts));
      }
      if (value.length > this.#left) {
        reader.cancel().catch(() => {});
        throw new MalformedChunkError(`the chunk inflates to more than the limit of ${this.#limit} bytes`);
      }
      this.#left -= value.length;
      parts.push(value);
    }
  }
}

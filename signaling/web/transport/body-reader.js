import { malformed } from './frame.js';
import { WINDOW_BYTES } from './limits.js';
import { PeerError } from './peer-error.js';

/**
 * One direction of one request, on the side that receives. Holds at most {@link WINDOW_BYTES}: the peer gets credit for more
 * only when something was taken. Iterate over it once; leaving the loop early gives the request up.
 */
export class BodyReader {
  #giveCredit;
  #giveUp;
  #deadline;
  #chunks = [];
  #buffered = 0;
  #allowed = WINDOW_BYTES;
  #taken = 0;
  #ended = false;
  #failed = null;
  #discards = false;
  #waiting = null;

  constructor({ giveCredit, giveUp }, deadline) {
    this.#giveCredit = giveCredit;
    this.#giveUp = giveUp;
    this.#deadline = deadline;
  }

  /** Bytes that arrived and were not taken. */
  get bufferedBytes() {
    return this.#buffered;
  }

  /** Whether the peer has sent all of it. */
  get ended() {
    return this.#ended;
  }

  /** @throws {PeerError} 502, if the peer sent more than it had credit for, or after its end */
  accept(bytes) {
    this.#allowed -= bytes.length;
    if (this.#allowed < 0 || this.#ended) {
      throw malformed(this.#ended ? 'data after the end' : 'more data than it had credit for');
    }
    if (!this.#discards && this.#failed === null) {
      this.#chunks.push(bytes);
      this.#buffered += bytes.length;
      this.#wake();
    }
  }

  /** @throws {PeerError} 502, on a second end */
  end() {
    if (this.#ended) {
      throw malformed('a second end');
    }
    this.#ended = true;
    this.#wake();
  }

  /** What arrived before is lost too: a body that is not whole is none. */
  fail(error) {
    if (this.#failed === null && !(this.#ended && this.#chunks.length === 0)) {
      this.#failed = error;
      this.discard();
    }
  }

  /** Nobody will read it. What comes is dropped, and no credit is given for it. */
  discard() {
    this.#discards = true;
    this.#chunks = [];
    this.#buffered = 0;
    this.#wake();
  }

  /**
   * @returns {Promise<Uint8Array | null>} the next bytes, null at the end
   * @throws {PeerError} if the body broke off
   */
  async read() {
    while (this.#chunks.length === 0) {
      if (this.#failed !== null) {
        throw this.#failed;
      }
      if (this.#discards) {
        throw new PeerError(499, 'the rest of the body was given up');
      }
      if (this.#ended) {
        return null;
      }
      await this.#wait();
    }
    const chunk = this.#chunks.shift();
    this.#buffered -= chunk.length;
    this.#taken += chunk.length;
    if (this.#taken >= WINDOW_BYTES / 2 && !this.#ended) {
      this.#allowed += this.#taken;
      this.#giveCredit(this.#taken);
      this.#taken = 0;
    }
    return chunk;
  }

  /** Nobody will read the rest. */
  cancel() {
    if (!this.#ended || this.#chunks.length > 0) {
      this.discard();
      this.#giveUp();
    }
  }

  async *[Symbol.asyncIterator]() {
    try {
      for (let chunk = await this.read(); chunk !== null; chunk = await this.read()) {
        yield chunk;
      }
    } finally {
      this.cancel();
    }
  }

  #wait() {
    this.#deadline.start();
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  #wake() {
    this.#deadline.stop();
    this.#waiting?.();
    this.#waiting = null;
  }
}

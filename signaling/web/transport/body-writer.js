import { malformed } from './frame.js';
import { WINDOW_BYTES } from './limits.js';

/**
 * One direction of one request, on the side that sends. Holds at most the bytes of one {@link write}; sends no more than its
 * reader gave credit for.
 */
export class BodyWriter {
  #stream;
  #deadline;
  #credit = WINDOW_BYTES;
  #bytes = null;
  #at = 0;
  #written = null;
  #ending = false;
  #stopped = null;

  /** @param stream `{frameBytes, data(bytes), end(), wake()}`: makes frames, and asks for {@link nextFrame} to be called */
  constructor(stream, deadline) {
    this.#stream = stream;
    this.#deadline = deadline;
  }

  /** Bytes that wait to be sent. */
  get bufferedBytes() {
    return this.#bytes === null ? 0 : this.#bytes.length - this.#at;
  }

  /** Whether the end was sent, or nothing will be sent any more. */
  get over() {
    return this.#stopped !== null || (this.#ending && this.#written === null);
  }

  /**
   * One at a time.
   *
   * @returns {Promise<void>} when the channel has taken all of it; rejects with the reason if the request was given up
   */
  async write(bytes) {
    if (bytes.length > 0) {
      this.#bytes = bytes;
      this.#at = 0;
      await this.#send();
    }
  }

  /** @returns {Promise<void>} when the channel has taken the end */
  async end() {
    this.#ending = true;
    await this.#send();
  }

  #send() {
    if (this.#stopped !== null) {
      return Promise.reject(this.#stopped);
    }
    return new Promise((resolve, reject) => {
      this.#written = { resolve, reject };
      this.#deadline.start();
      this.#stream.wake();
    });
  }

  /** @throws {PeerError} 502, if it is more than there can be to give */
  credit(bytes) {
    this.#credit += bytes;
    if (this.#credit > WINDOW_BYTES) {
      throw malformed(`credit of ${bytes} bytes for what it never had`);
    }
    this.#deadline.progress();
    this.#stream.wake();
  }

  /** Nothing is sent any more. */
  stop(error) {
    if (this.#stopped === null) {
      this.#stopped = error;
      this.#deadline.stop();
      this.#bytes = null;
      this.#written?.reject(error);
      this.#written = null;
    }
  }

  /** For the outbox. @returns {Uint8Array | null} */
  nextFrame() {
    if (this.#written === null) {
      return null;
    }
    if (this.#bytes === null) {
      this.#done();
      return this.#stream.end();
    }
    const length = Math.min(this.#stream.frameBytes, this.#bytes.length - this.#at, this.#credit);
    if (length === 0) {
      return null;
    }
    const frame = this.#stream.data(this.#bytes.subarray(this.#at, this.#at + length));
    this.#credit -= length;
    this.#at += length;
    this.#deadline.progress();
    if (this.#at === this.#bytes.length) {
      this.#bytes = null;
      this.#done();
    }
    return frame;
  }

  #done() {
    this.#deadline.stop();
    this.#written.resolve();
    this.#written = null;
  }
}

import { BodyReader } from './body-reader.js';
import { BodyWriter } from './body-writer.js';
import { Deadline } from './deadline.js';
import { CANCEL, CREDIT, DATA, END, HEADER_BYTES, encodeCredit, encodeFrame, encodeReason, malformed } from './frame.js';
import { PeerError } from './peer-error.js';

/** One request and its answer, on either side: a body each way, and one end for both. */
export class Exchange {
  #send;
  #forget;
  #deadlines;
  #abort = new AbortController();
  #over = false;

  /**
   * @param {{id: number, flag: number, outbox, frameBytes: number, timers, idleMs: number}} line `flag` is what the frames
   *   that are sent have in their type: whose request it is
   * @param {() => void} forget called once, when it is over
   */
  constructor({ id, flag, outbox, frameBytes, timers, idleMs }, forget) {
    const frame = (type, content) => encodeFrame(type | flag, id, content);
    this.#send = (type, content) => outbox.send(frame(type, content));
    this.#forget = forget;
    this.#deadlines = (what) =>
      new Deadline(timers, idleMs, () => this.cancel(new PeerError(408, `the peer ${what} for ${idleMs} ms`)));
    this.writer = new BodyWriter(
      {
        frameBytes: frameBytes - HEADER_BYTES,
        data: (bytes) => frame(DATA, bytes),
        end: () => frame(END),
        wake: () => outbox.wake(this.writer),
      },
      this.#deadlines('took nothing'),
    );
    this.reader = new BodyReader(
      {
        giveCredit: (bytes) => this.#send(CREDIT, encodeCredit(bytes)),
        // A request that is not read to its end can still be answered; an answer that is not read is not wanted.
        giveUp: () => (flag === 0 ? this.cancel(new PeerError(499, 'nobody reads any more')) : this.reader.discard()),
      },
      this.#deadlines('sent nothing'),
    );
  }

  /** Aborted when the exchange was given up by either side. */
  get signal() {
    return this.#abort.signal;
  }

  /** A deadline of its own kind, which gives this exchange up. */
  deadline(what) {
    return this.#deadlines(what);
  }

  /** Sends a frame of this exchange that has no body: REQUEST or ANSWER. */
  send(type, content) {
    if (!this.#over) {
      this.#send(type, content);
    }
  }

  /** Sends all of a body, and its end. */
  async sendBody(body) {
    for await (const bytes of body) {
      await this.writer.write(bytes);
    }
    await this.writer.end();
  }

  /** Gives the exchange up, and tells the peer. Does nothing when it is over. */
  cancel(error, told = error instanceof PeerError ? error : new PeerError(500, 'internal error')) {
    if (!this.#over) {
      this.#send(CANCEL, encodeReason(told));
      this.stop(error);
    }
  }

  /** The exchange broke off. Nothing is sent. */
  stop(error) {
    if (!this.#over) {
      this.complete(error);
      this.reader.fail(error);
      this.#abort.abort(error);
    }
  }

  /** Nothing more is sent or expected; what has arrived can still be read. */
  complete(reason) {
    if (!this.#over) {
      this.#over = true;
      this.writer.stop(reason);
      this.#forget();
    }
  }

  /** What was received for it, other than the start. */
  receive(type, content, { credit, reason }) {
    switch (type) {
      case DATA:
        return this.reader.accept(content);
      case END:
        return this.reader.end();
      case CREDIT:
        return this.writer.credit(credit(content));
      case CANCEL:
        return this.stop(reason(content));
      default:
        throw malformed('a second start of a request or an answer');
    }
  }
}

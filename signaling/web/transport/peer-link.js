import { Exchange } from './exchange.js';
import {
  ANSWER, BYE, CANCEL, DATA, END, HEADER_BYTES, HELLO, REQUEST, YOURS,
  checkHello, decodeCredit, decodeFrame, decodeHead, decodeReason, encodeFrame, encodeHead, encodeReason, hello, malformed,
} from './frame.js';
import { FRAME_BYTES, HEAD_BYTES, IDLE_MS, OPEN_REQUESTS } from './limits.js';
import { Outbox } from './outbox.js';
import { PeerError } from './peer-error.js';
import { Turns } from './turns.js';
import { jsonAnswer } from './bodies.js';

const NOBODY = () => jsonAnswer({ error: 'this peer serves nothing' }, 404);
const CODEC = { credit: decodeCredit, reason: decodeReason };

/**
 * Requests and answers over one ordered, reliable data channel, in both directions at once (docs/peer-transport.md).
 *
 * Guarantees: a body arrives whole and in order or its reading fails; what waits in memory is bounded on both sides, however
 * slow the other one is; a small answer is not held up by a large one; whatever the peer sends, the worst is that the link
 * ends with a PeerError that says why.
 */
export class PeerLink {
  #channel;
  #outbox;
  #frameBytes;
  #timers;
  #idleMs;
  #own = new Map();
  #theirs = new Map();
  #lastOwn = 0;
  #lastTheirs = 0;
  #turns = new Turns(OPEN_REQUESTS);
  #serving = 0;
  #handler = NOBODY;
  #greeted = false;
  #ended = null;
  #tellEnd;

  /**
   * @param {RTCDataChannel} channel ordered and reliable, connecting or open; it belongs to the link from now on
   * @param {object} [options] `maxMessageSize` of the SCTP transport; `idleMs`, `timers`
   * @throws {RangeError} if the channel cannot take the head of a request in one message
   */
  constructor(channel, { maxMessageSize = FRAME_BYTES, idleMs = IDLE_MS, timers = globalTimers } = {}) {
    // 0 says that there is no limit.
    const most = maxMessageSize === 0 ? FRAME_BYTES : maxMessageSize;
    if (most < HEADER_BYTES + HEAD_BYTES) {
      throw new RangeError(`the channel takes messages of ${most} bytes, at least ${HEADER_BYTES + HEAD_BYTES} are needed`);
    }
    this.#channel = channel;
    this.#frameBytes = Math.min(FRAME_BYTES, most);
    this.#idleMs = idleMs;
    this.#timers = timers;
    this.closed = new Promise((resolve) => {
      this.#tellEnd = resolve;
    });
    channel.binaryType = 'arraybuffer';
    this.#outbox = new Outbox(channel, () => this.#end(malformed('requests without reading the answers'), true));
    channel.addEventListener('message', ({ data }) => this.#receive(data));
    channel.addEventListener('close', () => this.#end(new PeerError(503, 'the connection to the peer is closed'), false));
    channel.addEventListener('open', () => this.#outbox.pump());
    this.#outbox.send(encodeFrame(HELLO, 0, hello()));
  }

  /** Bytes of bodies that wait here, to be sent or to be read, and in the channel. */
  get bufferedBytes() {
    let sum = this.#channel.bufferedAmount;
    for (const { reader, writer } of [...this.#own.values(), ...this.#theirs.values()]) {
      sum += reader.bufferedBytes + writer.bufferedBytes;
    }
    return sum;
  }

  /** Whether requests can be made. */
  get open() {
    return this.#ended === null;
  }

  /**
   * Who answers the peer: `(head, body, signal) => {head, body}`, where bodies are iterables of bytes and `signal` is aborted
   * when the answer is not wanted any more. What it throws is the answer: a PeerError as it is, anything else as 500.
   */
  serve(handler) {
    this.#handler = handler;
  }

  /**
   * Asks the peer. Waits while OPEN_REQUESTS others are open.
   *
   * @param {object} head a JSON object
   * @param {Iterable<Uint8Array> | AsyncIterable<Uint8Array>} [body]
   * @param {{signal?: AbortSignal}} [options]
   * @returns {Promise<{head: object, body: BodyReader}>} as soon as the answer begins
   * @throws the reason of the signal; or a PeerError
   */
  async request(head, body = [], { signal } = {}) {
    const content = encodeHead(head);
    await this.#turns.take(signal);
    if (this.#ended !== null || signal?.aborted) {
      this.#turns.give();
      throw this.#ended ?? signal.reason;
    }
    const own = this.#begin();
    const abort = () => own.exchange.cancel(signal.reason, new PeerError(499, 'cancelled'));
    signal?.addEventListener('abort', abort);
    own.forget = () => {
      signal?.removeEventListener('abort', abort);
      this.#turns.give();
    };
    own.exchange.send(REQUEST, content);
    own.exchange.sendBody(body).catch((error) => own.exchange.cancel(error));
    return own.answer;
  }

  /** Ends the link, and tells the peer why. */
  close(status = 503, reason = 'the peer closed the connection') {
    this.#end(new PeerError(status, reason), true);
  }

  #begin() {
    const id = ++this.#lastOwn;
    const exchange = new Exchange(this.#line(id, 0), () => {
      this.#own.delete(id);
      own.forget();
    });
    const own = { exchange, reader: exchange.reader, writer: exchange.writer, answered: false };
    own.deadline = exchange.deadline('did not answer');
    own.answer = new Promise((resolve, reject) => {
      own.resolve = resolve;
      exchange.signal.addEventListener('abort', () => {
        own.deadline.stop();
        reject(exchange.signal.reason);
      });
    });
    this.#own.set(id, own);
    own.deadline.start();
    return own;
  }

  #line(id, flag) {
    return {
      id, flag, outbox: this.#outbox, frameBytes: this.#frameBytes, timers: this.#timers, idleMs: this.#idleMs,
    };
  }

  #receive(message) {
    if (this.#ended !== null) {
      return;
    }
    try {
      const frame = decodeFrame(message);
      if (this.#greeted) {
        this.#dispatch(frame);
      } else {
        checkHello(frame);
        this.#greeted = true;
      }
    } catch (error) {
      if (!(error instanceof PeerError)) {
        throw error;
      }
      this.#end(error, true);
    }
  }

  #dispatch(frame) {
    switch (frame.type) {
      case HELLO:
        throw malformed('a second HELLO');
      case BYE:
        return this.#end(decodeReason(frame.content), false);
      case REQUEST:
        return this.#accept(frame);
      default:
        return frame.yours ? this.#toOwn(frame) : this.#toTheirs(frame);
    }
  }

  #toOwn({ type, request, content }) {
    const own = this.#own.get(request);
    if (own === undefined) {
      return neverAsked(request, this.#lastOwn);
    }
    own.deadline.progress();
    if (type === ANSWER && !own.answered) {
      own.answered = true;
      own.deadline.stop();
      own.resolve({ head: decodeHead(content), body: own.reader });
      return;
    }
    if ((type === DATA || type === END) && !own.answered) {
      throw malformed('the body of an answer before the answer');
    }
    own.exchange.receive(type, content, CODEC);
    if (type === END) {
      this.#completeOwn(own);
    }
  }

  #completeOwn({ exchange, writer }) {
    const enough = new PeerError(499, 'the answer came before the whole request was sent');
    if (!writer.over) {
      exchange.send(CANCEL, encodeReason(enough));
    }
    exchange.complete(enough);
  }

  #toTheirs({ type, request, content }) {
    const theirs = this.#theirs.get(request);
    if (theirs === undefined) {
      return neverAsked(request, this.#lastTheirs);
    }
    theirs.exchange.receive(type, content, CODEC);
    this.#completeTheirs(theirs);
  }

  #accept({ request, content }) {
    if (request <= this.#lastTheirs) {
      throw malformed(`request ${request} after request ${this.#lastTheirs}`);
    }
    this.#lastTheirs = request;
    const head = decodeHead(content);
    // Those that the peer gave up count until their handlers have noticed.
    if (this.#theirs.size >= OPEN_REQUESTS || this.#serving >= 2 * OPEN_REQUESTS) {
      const reason = new PeerError(429, `${OPEN_REQUESTS} requests are open, which is the limit`);
      this.#outbox.send(encodeFrame(CANCEL | YOURS, request, encodeReason(reason)));
      return;
    }
    const exchange = new Exchange(this.#line(request, YOURS), () => this.#theirs.delete(request));
    const theirs = { exchange, reader: exchange.reader, writer: exchange.writer, answered: false };
    this.#theirs.set(request, theirs);
    this.#answer(theirs, head);
  }

  async #answer(theirs, head) {
    const { exchange, reader } = theirs;
    this.#serving++;
    try {
      const answer = await this.#handle(head, exchange);
      exchange.send(ANSWER, encodeHead(answer.head));
      await exchange.sendBody(answer.body);
      theirs.answered = true;
      reader.discard();
      this.#completeTheirs(theirs);
    } catch (error) {
      exchange.cancel(error);
    } finally {
      this.#serving--;
    }
  }

  async #handle(head, exchange) {
    try {
      return await this.#handler(head, exchange.reader, exchange.signal);
    } catch (error) {
      return error instanceof PeerError
        ? jsonAnswer({ error: error.message }, error.status)
        : jsonAnswer({ error: 'internal error' }, 500);
    }
  }

  #completeTheirs({ exchange, reader, answered }) {
    if (answered && reader.ended) {
      exchange.complete(new PeerError(499, 'the request is answered'));
    }
  }

  #end(error, tell) {
    if (this.#ended !== null) {
      return;
    }
    this.#ended = error;
    if (tell && this.#channel.readyState === 'open') {
      this.#channel.send(encodeFrame(BYE, 0, encodeReason(error)));
    }
    for (const { exchange } of [...this.#own.values(), ...this.#theirs.values()]) {
      exchange.stop(error);
    }
    this.#channel.close();
    this.#tellEnd(error);
  }
}

function neverAsked(request, last) {
  if (request > last) {
    throw malformed(`something for request ${request}, which was never made`);
  }
}

const globalTimers = {
  setTimeout: (action, ms) => setTimeout(action, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};

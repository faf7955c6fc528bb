/** The server says that a message was not carried out. */
export class SignalingError extends Error {
  constructor({ code, message, ...rest }) {
    super(message);
    this.name = 'SignalingError';
    this.code = code;
    this.detail = rest;
  }
}

/** How long to wait for an answer before the message is sent again, in milliseconds. */
const PATIENCE = 10_000;

const ATTEMPTS = 5;
const AGAIN = new Set(['rate', 'unavailable']);

/**
 * Messages and the answers to them, by `re`. What the server could not carry out now is sent again; a question that is not
 * answered is asked again, at most five times in all.
 */
export class Requests {
  #send;
  #system;
  #pending = new Map();
  #count = 0;

  constructor({ send, system }) {
    this.#send = send;
    this.#system = system;
  }

  /** @returns {Promise<object>} the answer; rejects with a SignalingError, or when there is none */
  ask(message) {
    return new Promise((resolve, reject) => this.#begin({ message, resolve, reject }));
  }

  /** For what has no answer but an error. `onError` is told what the server says, unless it was sent again. */
  tell(message, onError) {
    this.#begin({ message, resolve: null, reject: onError });
  }

  /** @returns {boolean} whether somebody waits for this answer */
  answered(message) {
    const request = this.#end(message.re);
    request?.resolve?.(message);
    return request !== undefined;
  }

  /** @returns {boolean} whether it is the error of a message of ours */
  failed(error) {
    const request = this.#end(error.re);
    if (request === undefined) return false;
    if (AGAIN.has(error.code) && request.attempts < ATTEMPTS) {
      this.#pending.set(error.re, request);
      const wait = error.retryAfter ?? 1000 * 2 ** (request.attempts - 1);
      request.timer = this.#system.setTimeout(() => this.#attempt(error.re, request), wait);
    } else {
      request.reject(new SignalingError(error));
    }
    return true;
  }

  /** Nothing is sent any more; whoever waits is told why. */
  close(reason) {
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const request of waiting) {
      this.#system.clearTimeout(request.timer);
      if (request.resolve !== null) request.reject(reason);
    }
  }

  #begin(request) {
    const re = String(++this.#count);
    this.#pending.set(re, Object.assign(request, { attempts: 0, timer: null }));
    this.#attempt(re, request);
  }

  #attempt(re, request) {
    request.attempts++;
    request.timer = this.#system.setTimeout(() => this.#late(re, request), PATIENCE);
    this.#send({ ...request.message, re });
  }

  #late(re, request) {
    if (request.resolve !== null && request.attempts < ATTEMPTS) {
      this.#attempt(re, request);
      return;
    }
    this.#pending.delete(re);
    if (request.resolve !== null) request.reject(new Error(`no answer to "${request.message.type}"`));
  }

  #end(re) {
    const request = this.#pending.get(re);
    if (request !== undefined) {
      this.#pending.delete(re);
      this.#system.clearTimeout(request.timer);
    }
    return request;
  }
}

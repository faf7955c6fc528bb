/** How long a message may be missing before what came after it is given up, in milliseconds. */
const PATIENCE = 10_000;

/** How far ahead of what is missing a message may be. */
const WINDOW = 256;

/**
 * Hands on what has numbers in their order, each once, from 0 on.
 *
 * What came too early is kept. If what is missing does not come within 10 s, `onGap` is called, once, and nothing is handed on
 * any more.
 */
export class InOrder {
  #onNext;
  #onGap;
  #system;
  #next = 0;
  #early = new Map();
  #timer = null;
  #over = false;

  constructor({ onNext, onGap, system }) {
    this.#onNext = onNext;
    this.#onGap = onGap;
    this.#system = system;
  }

  /** Whether a message with this number would still be of use. */
  wants(seq) {
    return !this.#over && seq >= this.#next && seq < this.#next + WINDOW && !this.#early.has(seq);
  }

  put(seq, value) {
    if (!this.wants(seq)) return;
    this.#early.set(seq, value);
    if (seq !== this.#next) {
      this.#timer ??= this.#system.setTimeout(() => this.#giveUp(), PATIENCE);
      return;
    }
    this.#stopTimer();
    while (!this.#over && this.#early.has(this.#next)) {
      const ready = this.#early.get(this.#next);
      this.#early.delete(this.#next++);
      this.#onNext(ready);
    }
    if (!this.#over && this.#early.size > 0) this.#timer = this.#system.setTimeout(() => this.#giveUp(), PATIENCE);
  }

  close() {
    this.#over = true;
    this.#early.clear();
    this.#stopTimer();
  }

  #giveUp() {
    this.close();
    this.#onGap();
  }

  #stopTimer() {
    if (this.#timer !== null) this.#system.clearTimeout(this.#timer);
    this.#timer = null;
  }
}

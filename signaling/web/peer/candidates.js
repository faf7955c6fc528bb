/** How long to collect before sending, in milliseconds: most candidates of a browser come in one burst. */
const COLLECTING = 50;

/** What one message holds. */
const MOST = 32;

/** Collects the candidates that a browser finds, and says them by the handful. */
export class Candidates {
  #say;
  #system;
  #found = [];
  #timer = null;

  constructor({ say, system }) {
    this.#say = say;
    this.#system = system;
  }

  /** @param {RTCIceCandidate | null} candidate null is the end of all; each generation has said its own before */
  add(candidate) {
    if (candidate === null) {
      this.#flush();
      return;
    }
    this.#found.push(candidate.toJSON());
    if (this.#found.length === MOST) this.#flush();
    else this.#timer ??= this.#system.setTimeout(() => this.#flush(), COLLECTING);
  }

  close() {
    this.#system.clearTimeout(this.#timer);
    this.#found = [];
  }

  #flush() {
    this.#system.clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#found.length > 0) this.#say(this.#found.splice(0));
  }
}

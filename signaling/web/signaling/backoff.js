/** Waiting times that double from 1 s to 60 s, each time between the half and all of it, by chance. */
export class Backoff {
  #system;
  #failures = 0;

  constructor(system) {
    this.#system = system;
  }

  /** For how many milliseconds to wait now. */
  next() {
    const longest = Math.min(60_000, 1000 * 2 ** this.#failures++);
    return longest * (0.5 + this.#system.random() / 2);
  }

  reset() {
    this.#failures = 0;
  }
}

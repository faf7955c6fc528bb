/** Calls back once if nothing moved for a time. Not running until {@link start}; every progress starts it over. */
export class Deadline {
  #timers;
  #ms;
  #expired;
  #running = null;

  /** @param timers `{setTimeout, clearTimeout}` */
  constructor(timers, ms, expired) {
    this.#timers = timers;
    this.#ms = ms;
    this.#expired = expired;
  }

  start() {
    this.stop();
    this.#running = this.#timers.setTimeout(() => {
      this.#running = null;
      this.#expired();
    }, this.#ms);
  }

  progress() {
    if (this.#running !== null) {
      this.start();
    }
  }

  stop() {
    if (this.#running !== null) {
      this.#timers.clearTimeout(this.#running);
      this.#running = null;
    }
  }
}

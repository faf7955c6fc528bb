/** Timers that run when a test says so. */
export class ManualTimers {
  #waiting = new Map();
  #next = 0;
  #now = 0;

  setTimeout(action, ms) {
    this.#waiting.set(++this.#next, { action, at: this.#now + ms });
    return this.#next;
  }

  clearTimeout(timer) {
    this.#waiting.delete(timer);
  }

  /** How many are set. */
  get running() {
    return this.#waiting.size;
  }

  advance(ms) {
    this.#now += ms;
    for (const [timer, { action, at }] of [...this.#waiting]) {
      if (at <= this.#now && this.#waiting.delete(timer)) {
        action();
      }
    }
  }
}

/** Lets everything that can go on without time go on. */
export async function settle() {
  for (let i = 0; i < 20; i++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** So many at a time; the others wait, first come first served. */
export class Turns {
  #free;
  #waiting = [];

  constructor(atATime) {
    this.#free = atATime;
  }

  /** Every turn that was taken is to be given back. @throws the reason of the signal */
  async take(signal) {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== enter);
        reject(signal.reason);
      };
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave);
      this.#waiting.push(enter);
    });
  }

  give() {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free++;
    } else {
      next();
    }
  }
}

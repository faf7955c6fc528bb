/** A clock that stands still until it is told to go on, its timers, and a random source with a seed. */
export class FakeSystem {
  #now;
  #timers = new Map();
  #count = 0;

  constructor({ now = Date.UTC(2026, 0, 1), random = seeded(1) } = {}) {
    this.#now = now;
    this.random = random;
  }

  now = () => this.#now;

  setTimeout = (action, millis) => {
    this.#timers.set(++this.#count, { action, at: this.#now + millis });
    return this.#count;
  };

  clearTimeout = (timer) => {
    this.#timers.delete(timer);
  };

  get waiting() {
    return this.#timers.size;
  }

  /** Lets time pass, one timer after the other; between them everything happens that has been promised. */
  async advance(millis) {
    const end = this.#now + millis;
    for (;;) {
      await settled();
      const [id, next] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (next === undefined || next.at > end) break;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = end;
    await settled();
  }
}

const channel = new MessageChannel();
const tasks = [];
channel.port1.onmessage = () => tasks.shift()();

/** In a task of its own: `setTimeout` would wait for 4 ms when it is called by its own callbacks. */
export function soon(action) {
  tasks.push(action);
  channel.port2.postMessage(null);
}

/** After some rounds of such tasks. */
export async function settled() {
  for (let round = 0; round < 8; round++) await new Promise(soon);
}

/** Waits until it is so; the bound of the test is the bound of the waiting. */
export async function until(condition) {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

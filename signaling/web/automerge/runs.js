import { MalformedChunkError } from './malformed-chunk.js';

const REPEATED = 0;
const LITERAL = 1;
const NULLS = 2;

/** What comes next in a run-length encoded column. */
export const Next = Object.freeze({
  /** A value stands at the cursor. */
  FRESH: 0,
  /** The value that was read last. */
  SAME: 1,
  NULL: 2,
});

const NEXT = [Next.SAME, Next.FRESH, Next.NULL];

/**
 * The run lengths of a column. `n > 0`: one value n times; `n < 0`: -n values; `n = 0`: as many nulls as the next number says.
 * After the last run: nulls.
 */
export class Runs {
  #cursor;
  #kind = NULLS;
  #left = 0;

  constructor(cursor) {
    this.#cursor = cursor;
  }

  next() {
    if (this.#left > 0) {
      this.#left--;
      return NEXT[this.#kind];
    }
    while (!this.#cursor.isEmpty) {
      this.#startRun();
      if (this.#left > 0) {
        this.#left--;
        return this.#kind === NULLS ? Next.NULL : Next.FRESH;
      }
    }
    return Next.NULL;
  }

  /** How many values a column of unsigned numbers has; consumes it, run by run. */
  static lengthOfUnsigned(column, what, limit) {
    const runs = new Runs(column);
    let total = 0;
    while (!column.isEmpty) {
      runs.#startRun();
      total += runs.#left;
      if (total > limit) {
        throw new MalformedChunkError(`${what} are more than the limit of ${limit}`);
      }
      for (let values = runs.#kind === LITERAL ? runs.#left : Number(runs.#kind === REPEATED); values > 0; values--) {
        column.unsignedBig();
      }
    }
    return total;
  }

  // Rounding is harmless: no run that long is ever used up.
  #startRun() {
    const length = Number(this.#cursor.signedBig());
    this.#kind = length > 0 ? REPEATED : length < 0 ? LITERAL : NULLS;
    this.#left = length === 0 ? Number(this.#cursor.unsignedBig()) : Math.abs(length);
  }
}

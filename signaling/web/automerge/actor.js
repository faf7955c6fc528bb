import { MalformedChunkError } from './malformed-chunk.js';

/** One writer of a document, and the operations it contributed that are kept. */
export class Actor {
  #operations = new Map();
  /** First and last counter of the operations of each change, in ascending order. */
  #runs = [];
  #appliedSequences = new Set();
  #snapshotSequence = 0;

  constructor(hex) {
    this.hex = hex;
  }

  /** The operation with this counter; undefined if there is none, or it was a deletion. */
  find(counter) {
    return this.#operations.get(counter);
  }

  /** Reserves the counters of one change for it, before its operations are linked: they refer to one another. */
  reserve(first, last) {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#runs[middle].last < first) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const following = this.#runs[low];
    if (following !== undefined && following.first <= last) {
      throw new MalformedChunkError(
        `two changes of actor ${this.hex} use the operation counter ${Math.max(first, following.first)}`,
      );
    }
    this.#runs.splice(low, 0, { first, last });
  }

  /** Keeps an operation whose counter was reserved. */
  keep(op) {
    this.#operations.set(op.counter, op);
  }

  /** Takes operations of a document chunk, none of which is here yet, in any order. */
  addScattered(operations) {
    operations.sort((a, b) => a.counter - b.counter);
    const starts = this.#runs.map((run) => run.first);
    let following = 0;
    let first = operations[0].counter;
    let last = first;
    for (let i = 1; i < operations.length; i++) {
      const counter = operations[i].counter;
      if (counter === last) {
        throw new MalformedChunkError(`operation ${counter}@${this.hex} is there twice`);
      }
      while (following < starts.length && starts[following] <= first) {
        following++;
      }
      if (following < starts.length && starts[following] <= counter) {
        this.reserve(first, last);
        first = counter;
      }
      last = counter;
    }
    this.reserve(first, last);
    operations.forEach((op) => this.keep(op));
  }

  isInSnapshot(sequence) {
    return sequence <= this.#snapshotSequence;
  }

  snapshotCovers(sequence) {
    this.#snapshotSequence = Math.max(this.#snapshotSequence, sequence);
  }

  applied(sequence) {
    if (this.#appliedSequences.has(sequence)) {
      throw new MalformedChunkError(`actor ${this.hex} has two different changes number ${sequence}`);
    }
    this.#appliedSequences.add(sequence);
  }
}

import { ByteCursor } from './byte-cursor.js';
import { InflationBudget } from './inflate.js';
import { AutomergeLimits } from './limits.js';
import { MalformedChunkError } from './malformed-chunk.js';
import { Next, Runs } from './runs.js';

const DEFLATED = 0x08;
const MAX_INT = 2 ** 31 - 1;

/** The lines of a table's column list: what each holds, and its length in bytes. */
export function readColumnEntries(cursor) {
  const count = cursor.count('the number of columns', AutomergeLimits.MAX_COLUMNS);
  const entries = [];
  for (let i = 0; i < count; i++) {
    const specification = cursor.count('a column specification', MAX_INT);
    entries.push({ specification, length: cursor.count('the length of a column', MAX_INT) });
  }
  return entries;
}

/** The columns of one table of a chunk, by their specification. */
export class Columns {
  #bySpecification;

  constructor(bySpecification) {
    this.#bySpecification = bySpecification;
  }

  /** Columns as a change has them: never deflated. */
  static readPlain(cursor, entries) {
    const columns = new Map();
    for (const { specification, length } of entries) {
      if (specification & DEFLATED) {
        throw new MalformedChunkError('a change has a deflated column');
      }
      put(columns, specification, cursor.take(length));
    }
    return new Columns(columns);
  }

  /** @param {InflationBudget} budget */
  static async read(cursor, entries, budget) {
    const columns = new Map();
    for (const { specification, length } of entries) {
      const data = cursor.take(length);
      put(columns, specification & ~DEFLATED, specification & DEFLATED ? await budget.inflate(data) : data);
    }
    return new Columns(columns);
  }

  /** A cursor of the caller's own at the beginning of the column, at the end if there is no such column. */
  open(specification) {
    return this.#bySpecification.get(specification)?.fork() ?? new ByteCursor(new Uint8Array(0));
  }
}

function put(columns, specification, data) {
  if (columns.has(specification)) {
    throw new MalformedChunkError(`column 0x${specification.toString(16)} is there twice`);
  }
  columns.set(specification, data);
}

/** A column of numbers: unsigned, or signed differences that add up from 0. */
export class NumberColumn {
  #cursor;
  #runs;
  #differences;
  #last = 0;
  /** The number that {@link next} found. */
  value = 0;

  constructor(cursor, { differences = false } = {}) {
    this.#cursor = cursor;
    this.#runs = new Runs(cursor);
    this.#differences = differences;
  }

  /** Moves on; false if what is there is null. */
  next() {
    switch (this.#runs.next()) {
      case Next.NULL:
        return false;
      case Next.FRESH:
        this.#last = this.#differences ? this.#cursor.signed() : this.#cursor.unsigned();
    }
    this.value = this.#differences ? this.value + this.#last : this.#last;
    return true;
  }

  /** The number that {@link next} found, if it lies between 0 and the limit. */
  upTo(what, limit) {
    if (this.value < 0 || this.value > limit) {
      throw new MalformedChunkError(`${what} is ${this.value}, not between 0 and ${limit}`);
    }
    return this.value;
  }
}

/** A run-length encoded column of texts. */
export class TextColumn {
  #cursor;
  #runs;
  #last;

  constructor(cursor) {
    this.#cursor = cursor;
    this.#runs = new Runs(cursor);
  }

  /** @returns {string | undefined} undefined for null */
  next() {
    switch (this.#runs.next()) {
      case Next.NULL:
        return undefined;
      case Next.FRESH:
        this.#last = this.#cursor.take(this.#cursor.length('the length of a text')).utf8();
    }
    return this.#last;
  }
}

/** A column of booleans: lengths of alternating runs, beginning with false. After the last run: false. */
export class FlagColumn {
  #cursor;
  #value = true;
  #left = 0;

  constructor(cursor) {
    this.#cursor = cursor;
  }

  next() {
    while (this.#left === 0) {
      if (this.#cursor.isEmpty) {
        return false;
      }
      this.#value = !this.#value;
      this.#left = Number(this.#cursor.unsignedBig());
    }
    this.#left--;
    return this.#value;
  }
}

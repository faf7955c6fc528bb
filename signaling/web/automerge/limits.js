/**
 * What one document may cost, however small the chunk that asks for it: run lengths and DEFLATE let sixty bytes claim 2^60
 * operations.
 */
export const AutomergeLimits = Object.freeze({
  /** Operations of one document, over all its chunks. */
  MAX_OPERATIONS: 4_000_000,
  /** Predecessor or successor references of one operation. */
  MAX_LINKS_PER_OPERATION: 100_000,
  /** Operations and references that are decoded for one document, repetitions included: what bounds its time. */
  MAX_DECODED: 40_000_000,
  /** Bytes that the deflated parts of one chunk may inflate to. */
  MAX_INFLATED_BYTES: 64 * 2 ** 20,
  /** Levels of maps and lists below the root. */
  MAX_DEPTH: 64,
  /** Columns of one table of a chunk; the format defines fewer than twenty. */
  MAX_COLUMNS: 64,
  /** Bytes of an actor id; Automerge writes 16. */
  MAX_ACTOR_BYTES: 64,
  /** Changes that one document chunk may list. */
  MAX_CHANGES: 1_000_000,
});

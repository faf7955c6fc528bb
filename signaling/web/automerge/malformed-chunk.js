/**
 * The bytes are not an Automerge chunk that this decoder takes: broken, contradictory, or beyond one of the limits. The
 * message says which.
 */
export class MalformedChunkError extends Error {
  constructor(message) {
    super(message);
    this.name = 'MalformedChunkError';
  }
}

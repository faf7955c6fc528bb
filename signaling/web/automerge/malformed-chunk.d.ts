/** The bytes are not an Automerge chunk that this decoder takes: broken, contradictory, or beyond a limit. */
export class MalformedChunkError extends Error {}

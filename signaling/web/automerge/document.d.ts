/** What a document holds. Maps have no prototype; numbers beyond 2^53 are rounded. */
export type AutomergeValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Date
  | AutomergeValue[]
  | { [key: string]: AutomergeValue };

/**
 * An Automerge document that grows chunk by chunk. Its value depends on which chunks were applied, not on their order. Time and
 * memory stay within limits, whatever the chunks say.
 */
export class AutomergeDocument {
  /**
   * Applies one or more chunks that follow each other. Wait for one call before the next; discard the document if it throws.
   *
   * @throws {MalformedChunkError}
   */
  apply(bytes: Uint8Array): Promise<void>;

  /** Whether some applied change has no effect yet, because something that it builds on is missing. */
  readonly hasWaitingChanges: boolean;

  /** @throws {MalformedChunkError} if the document is nested deeper than the limit */
  root(): { [key: string]: AutomergeValue };
}

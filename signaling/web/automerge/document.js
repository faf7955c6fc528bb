import { parseChange } from './change.js';
import { readChunks } from './chunk.js';
import { parseDocument } from './document-chunk.js';
import { materialize } from './materialize.js';
import { OpStore } from './op-store.js';

/**
 * An Automerge document that grows chunk by chunk. Guarantees, whatever the chunks say:
 *
 * - The value depends on which chunks were applied, not on their order, and applying one again changes nothing.
 * - A change waits, without effect, until every change it depends on was applied. After a document chunk the hashes that it
 *   contains are not known: from then on a change waits until every operation it refers to is there.
 * - Time and memory stay within {@link AutomergeLimits}.
 *
 * After a {@link MalformedChunkError} the document may hold half a chunk: discard it.
 */
export class AutomergeDocument {
  #operations = new OpStore();
  #applied = new Set();
  #waitingForChange = new Map();
  #waitingForOperations = [];
  #hasSnapshot = false;

  /**
   * Applies one or more chunks that follow each other: changes, deflated changes, whole documents. Wait for one call before
   * the next.
   *
   * @param {Uint8Array} bytes
   * @throws {MalformedChunkError} if the bytes are anything else, contradict what was applied before, or exceed a limit
   */
  async apply(bytes) {
    for (const chunk of await readChunks(bytes)) {
      if (chunk.type === 'change') {
        this.#applyAll([parseChange(chunk)]);
      } else {
        this.#merge(await parseDocument(chunk));
      }
    }
  }

  /** Whether some applied change has no effect yet, because something that it builds on is missing. */
  get hasWaitingChanges() {
    return this.#waitingForChange.size > 0 || this.#waitingForOperations.length > 0;
  }

  /** @throws {MalformedChunkError} if the document is nested deeper than the limit */
  root() {
    return materialize(this.#operations);
  }

  #merge(document) {
    this.#operations.merge(document);
    document.lastSequences.forEach((last, actor) => this.#operations.actor(actor).snapshotCovers(last));
    document.heads.forEach((head) => this.#applied.add(head));
    this.#hasSnapshot = true;
    const released = [...[...this.#waitingForChange.values()].flat(), ...this.#waitingForOperations];
    this.#waitingForChange.clear();
    this.#waitingForOperations = [];
    this.#applyAll(released);
  }

  #applyAll(changes) {
    let ready = changes;
    while (ready.length > 0) {
      const released = [];
      for (const change of ready) {
        if (!this.#applied.has(change.hash) && !this.#waits(change)) {
          this.#applyOne(change);
          released.push(...(this.#waitingForChange.get(change.hash) ?? []), ...this.#waitingForOperations);
          this.#waitingForChange.delete(change.hash);
          this.#waitingForOperations = [];
        }
      }
      ready = released;
    }
  }

  #applyOne(change) {
    const writer = this.#operations.actor(change.actors[0]);
    if (!writer.isInSnapshot(change.sequence)) {
      writer.applied(change.sequence);
      this.#operations.add(change);
    }
    this.#applied.add(change.hash);
  }

  #waits(change) {
    if (this.#hasSnapshot) {
      const contained = this.#operations.actor(change.actors[0]).isInSnapshot(change.sequence);
      if (contained || this.#operations.hasReferencesOf(change)) {
        return false;
      }
      this.#waitingForOperations.push(change);
      return true;
    }
    const missing = change.dependencies.find((dependency) => !this.#applied.has(dependency));
    if (missing === undefined) {
      return false;
    }
    if (!this.#waitingForChange.has(missing)) {
      this.#waitingForChange.set(missing, []);
    }
    this.#waitingForChange.get(missing).push(change);
    return true;
  }
}

const REPLAYED = new Set(['doc_create', 'doc_change', 'doc_delete', 'doc_undelete']);

/** The entries of one document that replay applies, and what depends on what among them. */
export class ReplayGraph {
  #byId;

  /** @param entries of the document, of any type */
  constructor(entries) {
    this.#byId = new Map(entries.filter((entry) => REPLAYED.has(entry.entryType)).map((entry) => [entry.id, entry]));
  }

  /** Entries that no other one depends on, and everything they depend on. */
  reachable() {
    const heads = new Set(this.#byId.values());
    for (const entry of this.#byId.values()) {
      this.dependencies(entry).forEach((dependency) => heads.delete(dependency));
    }
    return this.closure(heads);
  }

  /** Within the graph only. */
  dependencies(entry) {
    return entry.dependencyIds.map((id) => this.#byId.get(id)).filter((dependency) => dependency !== undefined);
  }

  /** The entries and everything they depend on. */
  closure(roots) {
    const reached = new Set(roots);
    // A set that grows while it is iterated is iterated to its new end.
    for (const entry of reached) {
      this.dependencies(entry).forEach((dependency) => reached.add(dependency));
    }
    return reached;
  }
}

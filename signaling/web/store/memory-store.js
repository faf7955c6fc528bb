import { withoutPayload } from './entry-codec.js';
import { LocalStore } from './local-store.js';

/** A store that lives as long as the page. Payloads with the same content hash are kept once. */
export class MemoryStore extends LocalStore {
  #epoch = crypto.randomUUID();
  #byId = new Map();
  #ordered = [];
  #payloads = new Map();
  #last = 0;

  /** @param {'docs' | 'attachments'} storeKind */
  constructor(dbId, storeKind = 'docs') {
    super(dbId, storeKind);
  }

  async append(entries) {
    for (const entry of entries.filter(({ id }) => !this.#byId.has(id))) {
      if (!this.#byId.has(entry.id)) {
        const metadata = { ...withoutPayload(entry), receiptOrder: ++this.#last };
        this.#byId.set(entry.id, metadata);
        this.#ordered.push(metadata);
        this.#payloads.set(entry.contentHash, this.#payloads.get(entry.contentHash) ?? entry.encryptedData.slice());
      }
    }
  }

  async getEntries(ids) {
    return ids
      .map((id) => this.#byId.get(id))
      .filter((metadata) => metadata !== undefined)
      .map((metadata) => ({ ...metadata, encryptedData: this.#payloads.get(metadata.contentHash) }));
  }

  async getEntryMetadata(id) {
    return this.#byId.get(id) ?? null;
  }

  async hasEntries(ids) {
    return ids.filter((id) => this.#byId.has(id));
  }

  async getStoreHead() {
    return { epoch: this.#epoch, maxReceiptOrder: this.#last };
  }

  async metadataAfter(order, limit) {
    let start = 0;
    for (let end = this.#ordered.length; start < end; ) {
      const middle = (start + end) >> 1;
      if (this.#ordered[middle].receiptOrder > order) {
        end = middle;
      } else {
        start = middle + 1;
      }
    }
    return this.#ordered.slice(start, start + limit);
  }

  async metadataOfDoc(docId) {
    return this.#ordered.filter((metadata) => metadata.docId === docId);
  }

  async purgeDocHistory(docId) {
    this.#ordered = this.#ordered.filter((metadata) => metadata.docId !== docId);
    this.#byId = new Map(this.#ordered.map((metadata) => [metadata.id, metadata]));
    const used = new Set(this.#ordered.map(({ contentHash }) => contentHash));
    [...this.#payloads.keys()].filter((hash) => !used.has(hash)).forEach((hash) => this.#payloads.delete(hash));
  }
}

import { planAttachment } from './attachment-plan.js';
import { bloomSummary } from './bloom.js';
import { planDocument } from './document-plan.js';

/** Entries of one page, at most. */
export const PAGE = 1000;

/**
 * What all stores of this kit have in common: the shape of MindooDB's `ContentAddressedStore`, on top of a few primitives that
 * a store has of its own:
 *
 * - `append(entries)`, `getEntries(ids)`, `getEntryMetadata(id)`, `hasEntries(ids)`, `getStoreHead()`, `purgeDocHistory(docId)`
 * - `metadataAfter(order, limit)`: metadata with a greater receipt order, by rising order; `metadataOfDoc(docId)`
 *
 * Guarantees: an id is stored once, the first one wins; receipt orders are 1, 2, 3, … in the order of storing, without gaps
 * and never used twice; nothing appears behind a cursor; what was stored is stored as a whole. Entries are not verified here.
 */
export class LocalStore {
  #dbId;
  #storeKind;

  constructor(dbId, storeKind) {
    this.#dbId = dbId;
    this.#storeKind = storeKind;
  }

  getId() {
    return this.#dbId;
  }

  getStoreKind() {
    return this.#storeKind;
  }

  async putEntries(entries) {
    await this.append(entries);
  }

  async findNewEntries(knownIds) {
    const known = new Set(knownIds);
    return this.#where(({ id }) => !known.has(id));
  }

  async findNewEntriesForDoc(knownIds, docId) {
    const known = new Set(knownIds);
    return (await this.metadataOfDoc(docId)).filter(({ id }) => !known.has(id));
  }

  async findEntries(type, creationDateFrom, creationDateUntil) {
    return this.#where(matches({ entryTypes: [type], creationDateFrom, creationDateUntil }));
  }

  async getAllIds() {
    return (await this.#where(() => true)).map(({ id }) => id);
  }

  async scanEntriesSince(cursor, limit = PAGE, filters = {}) {
    const most = Math.max(1, Math.min(Number.isFinite(limit) ? Math.floor(limit) : PAGE, PAGE));
    const fits = matches(filters ?? {});
    const page = [];
    for await (const entry of this.#after(cursor)) {
      if (fits(entry)) {
        if (page.length === most) {
          return { entries: page, nextCursor: cursorOf(page.at(-1)), hasMore: true };
        }
        page.push(entry);
      }
    }
    return { entries: page, nextCursor: page.length > 0 ? cursorOf(page.at(-1)) : cursor, hasMore: false };
  }

  async getIdBloomSummary() {
    return bloomSummary(await this.getAllIds());
  }

  async planDocumentMaterialization(docId, options) {
    return planDocument(docId, await this.metadataOfDoc(docId), options);
  }

  async planDocumentMaterializationBatch(docIds, options) {
    const plans = [];
    for (const docId of docIds) {
      plans.push(await this.planDocumentMaterialization(docId, options));
    }
    return { plans };
  }

  planAttachmentReadByWalkingMetadata(lastChunkId, attachmentSize, options) {
    return planAttachment((id) => this.getEntryMetadata(id), lastChunkId, attachmentSize, options);
  }

  async resolveDependencies(startId, { stopAtEntryType, maxDepth = Infinity, includeStart = true } = {}) {
    const found = [];
    const seen = new Set([startId]);
    let level = [startId];
    for (let depth = 0; level.length > 0 && depth <= maxDepth; depth++) {
      const next = [];
      for (const id of level) {
        const entry = await this.getEntryMetadata(id);
        if (entry !== null) {
          found.push(id);
          const stop = id !== startId && entry.entryType === stopAtEntryType;
          next.push(...(stop ? [] : entry.dependencyIds.filter((dependency) => !seen.has(dependency))));
          next.forEach((dependency) => seen.add(dependency));
        }
      }
      level = [...new Set(next)];
    }
    return (includeStart ? found : found.filter((id) => id !== startId)).reverse();
  }

  async #where(fits) {
    const entries = [];
    for await (const entry of this.#after(null)) {
      if (fits(entry)) {
        entries.push(entry);
      }
    }
    return entries;
  }

  async *#after(cursor) {
    let order = cursor?.receiptOrder ?? 0;
    for (let page = [null]; page.length > 0; ) {
      page = await this.metadataAfter(order, PAGE);
      yield* page;
      order = page.at(-1)?.receiptOrder;
    }
  }
}

function cursorOf({ receiptOrder, id }) {
  return { receiptOrder, id };
}

function matches({ docId, entryTypes = [], creationDateFrom, creationDateUntil }) {
  const types = new Set(entryTypes);
  return (entry) =>
    (!docId || entry.docId === docId) &&
    (types.size === 0 || types.has(entry.entryType)) &&
    entry.createdAt >= (creationDateFrom ?? -Infinity) &&
    entry.createdAt < (creationDateUntil ?? Infinity);
}

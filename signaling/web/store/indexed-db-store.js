import { withoutPayload } from './entry-codec.js';
import { LocalStore } from './local-store.js';

const VERSION = 1;
const STORES = ['entries', 'payloads', 'head'];

/**
 * A store in the IndexedDB of the browser: it is there again after a reload, until the user or the browser clears the site.
 * One database for each store. Several pages may use it at once. Payloads with the same content hash are kept once.
 */
export class IndexedDbStore extends LocalStore {
  #db;

  /** Use {@link IndexedDbStore.open}. */
  constructor(dbId, storeKind, db) {
    super(dbId, storeKind);
    this.#db = db;
    // Another page wants to delete it; whoever still uses this one gets an error.
    db.addEventListener('versionchange', () => db.close());
  }

  /**
   * @param {string} tenantId
   * @param {string} dbId
   * @param {'docs' | 'attachments'} storeKind
   * @throws {DOMException} if the browser does not let the page store anything
   */
  static async open(tenantId, dbId, storeKind) {
    const opening = indexedDB.open(nameOf(tenantId, dbId, storeKind), VERSION);
    opening.addEventListener('upgradeneeded', () => create(opening.result));
    return new IndexedDbStore(dbId, storeKind, await done(opening));
  }

  /** Deletes everything of a store. */
  static async delete(tenantId, dbId, storeKind) {
    await done(indexedDB.deleteDatabase(nameOf(tenantId, dbId, storeKind)));
  }

  close() {
    this.#db.close();
  }

  async append(entries) {
    const { transaction, ...stores } = this.#begin('readwrite');
    try {
      await appendTo(stores, entries);
    } catch (error) {
      // What fails in the script alone does not end the transaction by itself.
      transaction.abort();
      throw error;
    }
    await stores.finished;
  }

  async getEntries(ids) {
    const { entries, payloads } = this.#begin('readonly');
    const found = await Promise.all(
      ids.map(async (id) => {
        const metadata = await done(entries.index('id').get(id));
        return metadata && { ...metadata, encryptedData: await done(payloads.get(metadata.contentHash)) };
      }),
    );
    return found.filter((entry) => entry !== undefined);
  }

  async getEntryMetadata(id) {
    return (await done(this.#begin('readonly').entries.index('id').get(id))) ?? null;
  }

  async hasEntries(ids) {
    const byId = this.#begin('readonly').entries.index('id');
    const keys = await Promise.all(ids.map((id) => done(byId.getKey(id))));
    return ids.filter((id, i) => keys[i] !== undefined);
  }

  async getStoreHead() {
    const { value, epoch } = await done(this.#begin('readonly').head.get('head'));
    return { epoch, maxReceiptOrder: value };
  }

  async metadataAfter(order, limit) {
    return done(this.#begin('readonly').entries.getAll(IDBKeyRange.lowerBound(order, true), limit));
  }

  async metadataOfDoc(docId) {
    return done(this.#begin('readonly').entries.index('docId').getAll(docId));
  }

  async purgeDocHistory(docId) {
    const { entries, payloads, finished } = this.#begin('readwrite');
    const byHash = entries.index('contentHash');
    for (const { receiptOrder, contentHash } of await done(entries.index('docId').getAll(docId))) {
      await done(entries.delete(receiptOrder));
      if ((await done(byHash.getKey(contentHash))) === undefined) {
        payloads.delete(contentHash);
      }
    }
    await finished;
  }

  #begin(mode) {
    // An acknowledged entry may not be lost to a power cut: cursors move past it.
    const durability = mode === 'readwrite' ? 'strict' : 'default';
    const transaction = this.#db.transaction(STORES, mode, { durability });
    const [entries, payloads, head] = STORES.map((name) => transaction.objectStore(name));
    return { transaction, entries, payloads, head, finished: committed(transaction) };
  }
}

async function appendTo({ entries: stored, payloads, head }, entries) {
  const byId = stored.index('id');
  const { value: last, epoch } = await done(head.get('head'));
  const keys = await Promise.all(entries.map(({ id }) => done(byId.getKey(id))));
  const seen = new Set(entries.filter((_, i) => keys[i] !== undefined).map(({ id }) => id));
  let order = last;
  for (const entry of entries.filter(({ id }) => !seen.has(id) && seen.add(id))) {
    stored.add({ ...withoutPayload(entry), receiptOrder: ++order });
    payloads.put(entry.encryptedData, entry.contentHash);
  }
  head.put({ value: order, epoch }, 'head');
}

function nameOf(tenantId, dbId, storeKind) {
  return `blindhop/${tenantId}/${dbId}/${storeKind}`;
}

function create(db) {
  const entries = db.createObjectStore('entries', { keyPath: 'receiptOrder' });
  entries.createIndex('id', 'id', { unique: true });
  entries.createIndex('docId', 'docId');
  entries.createIndex('contentHash', 'contentHash');
  db.createObjectStore('payloads');
  db.createObjectStore('head').put({ value: 0, epoch: crypto.randomUUID() }, 'head');
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

function committed(transaction) {
  const outcome = new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
  // A read does not wait for it; its requests tell what went wrong.
  outcome.catch(() => {});
  return outcome;
}

import { LocalStore } from './local-store.js';
import type { StoreHead, StoreKind, StoredEntry, StoredMetadata } from './store.js';

/** A store in the IndexedDB of the browser, one database for each. Several pages may use it at once. */
export class IndexedDbStore extends LocalStore {
  private constructor();
  /** Rejects with a DOMException if the browser does not let the page store anything. */
  static open(tenantId: string, dbId: string, storeKind: StoreKind): Promise<IndexedDbStore>;
  /** Deletes everything of a store. */
  static delete(tenantId: string, dbId: string, storeKind: StoreKind): Promise<void>;
  close(): void;
  getEntries(ids: string[]): Promise<StoredEntry[]>;
  getEntryMetadata(id: string): Promise<StoredMetadata | null>;
  hasEntries(ids: string[]): Promise<string[]>;
  getStoreHead(): Promise<StoreHead>;
  purgeDocHistory(docId: string): Promise<void>;
}

import { LocalStore } from './local-store.js';
import type { StoreHead, StoreKind, StoredEntry, StoredMetadata } from './store.js';

/** A store that lives as long as the page. */
export class MemoryStore extends LocalStore {
  constructor(dbId: string, storeKind?: StoreKind);
  getEntries(ids: string[]): Promise<StoredEntry[]>;
  getEntryMetadata(id: string): Promise<StoredMetadata | null>;
  hasEntries(ids: string[]): Promise<string[]>;
  getStoreHead(): Promise<StoreHead>;
  purgeDocHistory(docId: string): Promise<void>;
}

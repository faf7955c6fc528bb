import type {
  ScanCursor, ScanFilters, ScanPage, StoreHead, StoreKind, StoredEntry, StoredMetadata, SyncableStore,
} from './store.js';

/** What all stores of this kit have in common. Receipt orders are 1, 2, 3, … without gaps; the first entry with an id wins. */
export abstract class LocalStore implements SyncableStore {
  getId(): string;
  getStoreKind(): StoreKind;
  putEntries(entries: StoredEntry[]): Promise<void>;
  abstract getEntries(ids: string[]): Promise<StoredEntry[]>;
  abstract getEntryMetadata(id: string): Promise<StoredMetadata | null>;
  abstract hasEntries(ids: string[]): Promise<string[]>;
  abstract getStoreHead(): Promise<StoreHead>;
  /** Removes all entries of a document, and payloads that no other entry has. */
  abstract purgeDocHistory(docId: string): Promise<void>;
  findNewEntries(knownIds: string[]): Promise<StoredMetadata[]>;
  findNewEntriesForDoc(knownIds: string[], docId: string): Promise<StoredMetadata[]>;
  findEntries(type: string, from: number | null, until: number | null): Promise<StoredMetadata[]>;
  getAllIds(): Promise<string[]>;
  resolveDependencies(startId: string, options?: Record<string, unknown>): Promise<string[]>;
  scanEntriesSince(cursor: ScanCursor | null, limit?: number, filters?: ScanFilters): Promise<ScanPage>;
  getIdBloomSummary(): Promise<object>;
  planDocumentMaterialization(docId: string, options?: object): Promise<object>;
  planDocumentMaterializationBatch(docIds: string[], options?: object): Promise<object>;
  planAttachmentReadByWalkingMetadata(lastChunkId: string, attachmentSize: number, options: object): Promise<object>;
}

/** Entries in stores: signatures are bytes. On the wire they are base64; see `entry-codec.js`. */
export interface StoredMetadata {
  entryType: string;
  id: string;
  contentHash: string;
  docId: string;
  dependencyIds: string[];
  /** Milliseconds since 1970. */
  createdAt: number;
  createdByPublicKey: string;
  decryptionKeyId: string;
  signature: Uint8Array;
  metadataSignature?: Uint8Array;
  receiptOrder?: number;
  receivedAt?: number;
  receivedByPublicKey?: string;
  receivedDateSignature?: Uint8Array;
  originalSize?: number;
  encryptedSize?: number;
  snapshotHeadHashes?: string[];
  snapshotHeadEntryIds?: string[];
  attachmentRefs?: { attachmentId: string; lastChunkId: string; size: number }[];
  provenance?: object;
  recipients?: object;
  entryVersion?: number;
}

export interface StoredEntry extends StoredMetadata {
  encryptedData: Uint8Array;
}

export type StoreKind = 'docs' | 'attachments';

export interface ScanCursor {
  receiptOrder: number;
  id: string;
}

export interface ScanFilters {
  docId?: string;
  entryTypes?: string[];
  creationDateFrom?: number | null;
  creationDateUntil?: number | null;
}

export interface ScanPage {
  entries: StoredMetadata[];
  nextCursor: ScanCursor | null;
  hasMore: boolean;
}

export interface StoreHead {
  epoch: string;
  maxReceiptOrder: number;
}

/** What of MindooDB's `ContentAddressedStore` this kit uses. What is optional is not offered to peers if it is not there. */
export interface Store {
  getId(): string;
  getStoreKind(): StoreKind;
  putEntries(entries: StoredEntry[]): Promise<unknown>;
  getEntries(ids: string[]): Promise<StoredEntry[]>;
  getEntryMetadata(id: string): Promise<StoredMetadata | null>;
  hasEntries(ids: string[]): Promise<string[]>;
  findNewEntries(knownIds: string[]): Promise<StoredMetadata[]>;
  findNewEntriesForDoc(knownIds: string[], docId: string): Promise<StoredMetadata[]>;
  findEntries(type: string, from: number | null, until: number | null): Promise<StoredMetadata[]>;
  getAllIds(): Promise<string[]>;
  resolveDependencies(startId: string, options?: Record<string, unknown>): Promise<string[]>;
  scanEntriesSince?(cursor: ScanCursor | null, limit?: number, filters?: ScanFilters): Promise<ScanPage>;
  getStoreHead?(): Promise<StoreHead>;
  getIdBloomSummary?(): Promise<object>;
  getCompactionStatus?(): Promise<object>;
  planDocumentMaterialization?(docId: string, options?: object): Promise<object>;
  planDocumentMaterializationBatch?(docIds: string[], options?: object): Promise<object>;
  planAttachmentReadByWalkingMetadata?(lastChunkId: string, attachmentSize: number, options: object): Promise<object>;
}

/** A store that peers can sync with. */
export interface SyncableStore extends Store {
  scanEntriesSince(cursor: ScanCursor | null, limit?: number, filters?: ScanFilters): Promise<ScanPage>;
  getStoreHead(): Promise<StoreHead>;
}

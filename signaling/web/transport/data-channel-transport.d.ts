import type { ScanCursor, ScanFilters, ScanPage, StoreHead, StoreKind, StoredEntry, StoredMetadata } from '../store/store.js';
import type { PeerLink } from './peer-link.js';

export interface Ack {
  receipts: StoredMetadata[];
  rejected: { id: string; reason: string }[];
}

export interface SessionEntries {
  wrappedSessionKey: Uint8Array;
  entries: (StoredMetadata & { iv: Uint8Array; sessionEncryptedPayload: Uint8Array })[];
}

/**
 * MindooDB's `NetworkTransport` to a peer. Rejects with the `NetworkError` class that was given, or with the reason of the signal
 * of `setSyncAbortSignal`.
 */
export class DataChannelTransport {
  constructor(
    link: PeerLink,
    options: {
      tenantId: string;
      dbId: string;
      storeKind: StoreKind;
      /** The device at the other end, which the handshake has proved. */
      peer: string;
      /** MindooDB's own class, for clients that look at it. */
      NetworkError?: new (type: any, message: string) => Error;
    },
  );
  getIdentity(): string;
  setSyncAbortSignal(signal?: AbortSignal): void;
  /** A peer knows devices by their keys: `signingPublicKey` is needed. */
  requestChallenge(username?: string, options?: { signingPublicKey?: string }): Promise<string>;
  authenticate(challenge: string, signature: Uint8Array): Promise<{ success: boolean; token?: string; error?: string }>;
  getCapabilities(token: string): Promise<any>;
  findNewEntries(token: string, haveIds: string[]): Promise<StoredMetadata[]>;
  findNewEntriesForDoc(token: string, haveIds: string[], docId: string): Promise<StoredMetadata[]>;
  findEntries(token: string, type: string, from: number | null, until: number | null): Promise<StoredMetadata[]>;
  scanEntriesSince(token: string, cursor: ScanCursor | null, limit?: number, filters?: ScanFilters): Promise<ScanPage>;
  getIdBloomSummary(token: string): Promise<any>;
  getStoreHead(token: string): Promise<StoreHead>;
  getCompactionStatus(token: string): Promise<any>;
  planDocumentMaterialization(token: string, docId: string, options?: object): Promise<any>;
  planDocumentMaterializationBatch(token: string, docIds: string[], options?: object): Promise<any>;
  planAttachmentReadByWalkingMetadata(token: string, lastChunkId: string, attachmentSize: number, options: object): Promise<any>;
  getEntryMetadata(token: string, id: string): Promise<StoredMetadata | null>;
  hasEntries(token: string, ids: string[]): Promise<string[]>;
  getAllIds(token: string): Promise<string[]>;
  resolveDependencies(token: string, startId: string, options?: Record<string, unknown>): Promise<string[]>;
  getEntries(token: string, ids: string[]): Promise<(StoredMetadata & { rsaEncryptedPayload: Uint8Array })[]>;
  getEntriesBinary(token: string, ids: string[]): Promise<SessionEntries>;
  getEntriesSessionWrapped(token: string, ids: string[]): Promise<SessionEntries>;
  /** In as many requests as it needs. */
  putEntries(token: string, entries: StoredEntry[]): Promise<Ack>;
  putEntriesBinary(token: string, entries: StoredEntry[]): Promise<Ack>;
}

import type { Directory } from '../serve/serve-peer.js';
import type { ScanCursor, SyncableStore } from '../store/store.js';
import type { PeerLink } from '../transport/peer-link.js';

export interface Progress {
  direction: 'pull' | 'push';
  /** Transferred and stored so far, in this sync. */
  entries: number;
  bytes: number;
  /** Entries of the source that were looked at, of so many. */
  scanned: number;
  total: number;
}

export interface Outcome {
  entries: number;
  bytes: number;
  /** What the target did not take, and why. It is tried again with the next sync. */
  refused: { id: string; reason: string }[];
}

/** Where a sync goes on. A `Map` is one, `WebStorageCursors` another. */
export interface Cursors {
  get(key: string): Place | undefined | Promise<Place | undefined>;
  set(key: string, place: Place): unknown;
}

export interface Place {
  /** Epochs. */
  source: string;
  target: string;
  cursor: ScanCursor;
}

export interface SyncOptions {
  /** In lower case. */
  tenantId: string;
  dbId: string;
  local: SyncableStore;
  /** The device at the other end, which the handshake has proved. */
  peer: string;
  directory: Directory;
  cursors: Cursors;
  /** In this order; both, first pull, if it is left out. */
  directions?: ('pull' | 'push')[];
  progress?(progress: Progress): void;
  signal?: AbortSignal;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Payloads that are in memory before they are stored, or sent, in bytes; and one entry more. */
export const BATCH_BYTES: number;

/**
 * Brings a store and one of a peer to the same entries. If both sides sync at the same time, let each of them only pull.
 *
 * Rejects with a `PeerError` or the reason of the signal; what was stored before stays, and the next sync goes on there.
 */
export function syncPeer(link: PeerLink, options: SyncOptions): Promise<{ pull?: Outcome; push?: Outcome }>;

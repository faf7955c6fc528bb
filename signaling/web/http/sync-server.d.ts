import { Identity } from '../crypto/identity-file.js';
import { ScanCursor, ScanPage, StoredEntry, StoreHead, StoreKind } from '../store/store.js';
import { EntryMetadata } from './entry.js';

interface Options {
  signal?: AbortSignal;
}

/** Entries of one page of a scan, at most. */
export const PAGE: number;
/** Entries that are fetched with one request, at most. */
export const FETCH: number;
/** What is sent with one request, in bytes, at most. */
export const BODY: number;

/**
 * One tenant of a server, for one device. Logs in when it has to. Nothing of what it gives is verified.
 *
 * Every method throws an HttpError if the server refuses or does not answer, and the reason of the signal if that was aborted.
 */
export class SyncServer {
  constructor(options: { base: string; tenantId: string; identity: Identity; fetch?: typeof fetch; now?: () => number });
  readonly tenantId: string;
  login(options?: Options): Promise<string>;
  head(dbId: string, kind: StoreKind, options?: Options): Promise<StoreHead>;
  /** A page may be empty and have more behind it. */
  scan(
    dbId: string,
    kind: StoreKind,
    cursor: ScanCursor | null,
    options?: Options & { limit?: number },
  ): Promise<ScanPage>;
  /** Those that the server does not give are missing. @throws {RangeError} for more than {@link FETCH} ids */
  fetch(dbId: string, kind: StoreKind, ids: string[], options?: Options): Promise<StoredEntry[]>;
  /** Which of these ids the server does not have. */
  missing(dbId: string, kind: StoreKind, ids: string[], options?: Options): Promise<string[]>;
  /** In as many requests as their size needs. */
  put(
    dbId: string,
    kind: StoreKind,
    entries: StoredEntry[],
    options?: Options,
  ): Promise<{ receipts: EntryMetadata[]; rejected: { id: string; reason: string }[] }>;
  /** For requests of others, such as those for tickets of signaling; ask anew for each. */
  token(): Promise<string>;
}

import type { EntryMetadata } from '../http/entry.js';
import type { StoredEntry, StoredMetadata } from './store.js';

/** Metadata of an entry that is not of the form of the protocol. */
export class MalformedEntryError extends Error {}

/** Signatures in base64, and only the members that the protocol has. */
export function metadataToWire(entry: StoredMetadata): EntryMetadata;

/** @throws {MalformedEntryError} */
export function metadataFromWire(wire: unknown): StoredMetadata;

export function withoutPayload(entry: StoredEntry): StoredMetadata;

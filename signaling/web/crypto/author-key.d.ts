import { StoredEntry } from '../store/store.js';

/** Writes entries in the name of this device: it signs nothing else. */
export class AuthorKey {
  private constructor();
  /** PEM, verbatim. */
  readonly publicPem: string;
  static import(pkcs8: Uint8Array, publicPem: string): Promise<AuthorKey>;
  /** An entry as stores keep it; without attachments, provenance and recipients. */
  write(
    metadata: Pick<StoredEntry, 'entryType' | 'id' | 'docId' | 'dependencyIds' | 'createdAt' | 'decryptionKeyId'>,
    encryptedData: Uint8Array,
  ): Promise<StoredEntry>;
}

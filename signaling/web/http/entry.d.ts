/** The metadata of an entry as stores of this kit have it: signatures as bytes. */
export interface EntryMetadata {
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
  [member: string]: unknown;
}

export interface Entry extends EntryMetadata {
  encryptedData: Uint8Array;
}

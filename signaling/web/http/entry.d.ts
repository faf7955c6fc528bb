/** An entry as it is on the wire and in stores. Members that are not named here are kept. */
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
  signature: string;
  metadataSignature?: string;
  receiptOrder?: number;
  [member: string]: unknown;
}

export interface Entry extends EntryMetadata {
  encryptedData: Uint8Array;
}

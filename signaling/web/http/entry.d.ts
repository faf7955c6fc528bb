/** The metadata of an entry as it is on the wire: signatures are base64. */
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

import type { PeerLink } from '../transport/peer-link.js';
import type { Store } from '../store/store.js';

/** What is asked about the tenant; `TenantDirectory` of this kit is one. Devices are named by 43 characters of base64url. */
export interface Directory {
  /** The only author of the database `directory`. */
  readonly adminDeviceId: string;
  /** From when entries need a signature over their metadata, in ms since 1970. */
  readonly metadataSignatureSince?: number;
  isActive(deviceId: string): boolean | Promise<boolean>;
  isTrustedAuthor(publicKeyPem: string): boolean | Promise<boolean>;
  mayOpen(dbId: string, deviceId: string): boolean | Promise<boolean>;
  /** PEM of the RSA key for which payloads are wrapped. Without it only proven devices get any. */
  encryptionKeyOf?(deviceId: string): string | undefined | Promise<string | undefined>;
  /** Keys whose entries the device neither gets nor sends. */
  revokedKeyIds?(dbId: string, deviceId: string): Set<string> | Promise<Set<string>>;
}

export interface ServeOptions {
  /** In lower case. */
  tenantId: string;
  /** The store of a database, or null if it is not served. */
  stores(dbId: string, storeKind: 'docs' | 'attachments'): Store | null | undefined | Promise<Store | null | undefined>;
  directory: Directory;
  /** The id of this device. */
  self: string;
  /** The device that the signed handshake proved to be the other end. Without it the peer has to log in over the channel. */
  peer?: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Told after entries of the peer were stored. */
  stored?(what: { dbId: string; storeKind: 'docs' | 'attachments'; entries: number }): void;
}

export interface PeerSession {
  /** Call it when the directory has changed: ends the link if the peer may nothing any more. */
  check(): Promise<void>;
  close(): void;
}

/** Answers a peer from the stores of this device, with the checks that a server makes. */
export function servePeer(link: PeerLink, options: ServeOptions): PeerSession;

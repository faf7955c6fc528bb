import { StoredEntry } from '../store/store.js';

export interface GrantedDevice {
  /** PEM. */
  signingPublicKey: string;
  /** PEM. */
  encryptionPublicKey?: string;
  label?: string;
}

export interface Grant {
  docId: string;
  usernameHash?: string;
  identityHashes: string[];
  identityHashesVersion: number;
  devices: GrantedDevice[];
  revokedDevices: GrantedDevice[];
  wipeSigningKeys: string[];
}

export interface DirectoryDocument {
  docId: string;
  state: 'live' | 'deleted' | 'unreadable';
  /** The value of a live one. */
  root?: Record<string, unknown>;
  /** Why it cannot be read. */
  reason?: string;
}

/**
 * Who may what in a tenant, as its administrator signed it. Nothing that a server or a peer says is believed. A server can hold
 * entries back, but take none away that were here; a document of which a part is missing gives nobody access.
 *
 * Devices are named by the id of signaling: 43 characters of base64url.
 */
export class TenantDirectory {
  private constructor();

  /**
   * An empty directory: only the administrator is somebody.
   *
   * @param tenant `adminSigningPublicKey` is the root of all trust: check where it comes from. Keys newest first.
   * @throws {MalformedKeyError}
   */
  static open(tenant: {
    tenantId: string;
    adminSigningPublicKey: string;
    publicInfosKeys: Uint8Array[];
  }): Promise<TenantDirectory>;

  /** Rises with every change of what the directory says. */
  readonly version: number;
  readonly adminDeviceId: string;

  /** Takes entries of the database `directory`. @returns those that do not count. Wait for one call before the next. */
  add(entries: StoredEntry[]): Promise<{ id: string; reason: string }[]>;

  /** Whether this is a device in force that is not to wipe itself. */
  isActive(deviceId: string): boolean;

  /** Whether entries by this author may be stored. */
  isTrustedAuthor(pem: string): boolean;

  mayOpen(dbId: string, deviceId: string): boolean;

  /** Why the device may not open the database; undefined if it may. */
  whyClosed(dbId: string, deviceId: string): string | undefined;

  /** Keys whose entries the device neither gets nor writes in this database. */
  revokedKeyIds(dbId: string, deviceId: string): Set<string>;

  /** From when entries need a signature over their metadata, in milliseconds since 1970. */
  readonly metadataSignatureSince: number | undefined;

  /** PEM; undefined if the directory has none in force. */
  encryptionKeyOf(deviceId: string): string | undefined;

  /** Undefined for the administrator and for strangers. */
  usernameHashOf(deviceId: string): string | undefined;

  /** Whether the device is one of the person with this name. */
  isOf(username: string, deviceId: string): Promise<boolean>;

  /** Everybody's grants that are in force. */
  readonly grants: Grant[];

  /** Documents of the administrator that cannot be read. */
  readonly unreadable: DirectoryDocument[];

  document(docId: string): DirectoryDocument | undefined;
}

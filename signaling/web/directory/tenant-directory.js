import { MalformedKeyError, deviceIdOf, withoutWhiteSpace } from '../crypto/pem.js';
import { whyDenied } from './access.js';
import { whyNotByAdmin } from './admin-signature.js';
import { PayloadReader } from './directory-entry.js';
import { grantOf } from './grant.js';
import { TenantPolicy } from './policy.js';
import { replay } from './replay.js';
import { nameHashes } from './username-hash.js';

const OPEN_TO_ALL = new Set(['directory', 'userdirectory']);

/**
 * Who may what in a tenant, as its administrator signed it. Nothing that a server or a peer says is believed: entries that the
 * administrator did not sign have no influence on anything. A server can hold entries back, but take none away that were here;
 * a document of which a part is missing gives nobody access.
 *
 * Devices are named by the id of signaling (43 characters of base64url). Every answer is about the entries that were added so
 * far; `version` counts their changes.
 */
export class TenantDirectory {
  #tenantId;
  #adminPem;
  #reader;
  #entries = new Map();
  #byDocument = new Map();
  #documents = new Map();
  #state = { devices: new Map(), policy: new TenantPolicy([]), groups: [] };

  /** Rises with every change of what the directory says. */
  version = 0;

  /** Use {@link TenantDirectory.open}. */
  constructor(tenantId, adminPem, reader) {
    this.#tenantId = tenantId;
    this.#adminPem = adminPem;
    this.#reader = reader;
    this.adminDeviceId = deviceIdOf(adminPem);
  }

  /**
   * An empty directory: only the administrator is somebody.
   *
   * @param {object} tenant
   * @param {string} tenant.tenantId
   * @param {string} tenant.adminSigningPublicKey PEM: the root of all trust. Where it comes from is for the caller to check.
   * @param {Uint8Array[]} tenant.publicInfosKeys the versions of `$publicinfos`, newest first
   * @throws {MalformedKeyError} if a key is not one
   */
  static async open({ tenantId, adminSigningPublicKey, publicInfosKeys }) {
    return new TenantDirectory(tenantId, adminSigningPublicKey, await PayloadReader.of(publicInfosKeys));
  }

  /**
   * Takes entries of the database `directory`; those that are here already cost nothing. Wait for one call before the next.
   *
   * @param {object[]} entries as stores have them, with `encryptedData`
   * @returns {Promise<{id: string, reason: string}[]>} those that do not count
   */
  async add(entries) {
    const refused = [];
    const changed = new Set();
    for (const entry of entries) {
      const reason = this.#entries.has(entry.id) ? undefined : await this.#whyNot(entry);
      if (reason !== undefined) {
        refused.push({ id: entry.id, reason });
      } else if (!this.#entries.has(entry.id)) {
        this.#entries.set(entry.id, entry);
        if (!this.#byDocument.has(entry.docId)) {
          this.#byDocument.set(entry.docId, []);
        }
        this.#byDocument.get(entry.docId).push(entry);
        changed.add(entry.docId);
      }
    }
    for (const docId of changed) {
      this.#documents.set(docId, await replay(docId, this.#byDocument.get(docId), this.#reader));
    }
    if (changed.size > 0) {
      this.#state = await this.#derive();
      this.version++;
    }
    return refused;
  }

  /** Whether this is a device in force that is not to wipe itself. */
  isActive(deviceId) {
    return deviceId === this.adminDeviceId || this.#state.devices.get(deviceId)?.active === true;
  }

  /** Whether entries by this author may be stored: by the administrator or a device in force. */
  isTrustedAuthor(pem) {
    const deviceId = tryDeviceIdOf(pem);
    return deviceId === this.adminDeviceId || this.#state.devices.get(deviceId)?.trusted === true;
  }

  /** Whether the device may open the database; `true` says nothing of single documents. */
  mayOpen(dbId, deviceId) {
    return this.whyClosed(dbId, deviceId) === undefined;
  }

  /** Why the device may not open the database, in words for its user; undefined if it may. */
  whyClosed(dbId, deviceId) {
    if (!this.isActive(deviceId)) {
      return 'the device is not in the directory of the tenant, or was revoked';
    }
    if (OPEN_TO_ALL.has(dbId) || deviceId === this.adminDeviceId) {
      return undefined;
    }
    if (!this.#state.policy.isListed(dbId)) {
      return `database "${dbId}" is not in the list of the tenant`;
    }
    return whyDenied(this.#state.policy, 'doc_read', dbId, this.#identity(deviceId));
  }

  /** Keys whose entries the device neither gets nor writes in this database. */
  revokedKeyIds(dbId, deviceId) {
    const nothing = dbId === 'directory' || deviceId === this.adminDeviceId || !this.isActive(deviceId);
    return nothing ? new Set() : this.#state.policy.revokedKeyIds(this.#state.devices.get(deviceId).hashes);
  }

  /** From when entries need a signature over their metadata, in milliseconds since 1970; undefined if they do not. */
  get metadataSignatureSince() {
    const since = this.#state.policy.byDefault?.requireMetadataSignatureSince;
    return Number.isFinite(since) ? since : undefined;
  }

  /** The PEM with which a secret is wrapped for the device; undefined if the directory has none in force. */
  encryptionKeyOf(deviceId) {
    return this.isActive(deviceId) ? this.#state.devices.get(deviceId)?.encryptionPublicKey : undefined;
  }

  /** The hash of the name of whom the device is, in force or not; undefined for the administrator and for strangers. */
  usernameHashOf(deviceId) {
    return this.#state.devices.get(deviceId)?.usernameHash;
  }

  /** Whether the device is one of the person with this name. */
  async isOf(username, deviceId) {
    return (await nameHashes(this.#tenantId, username)).includes(this.usernameHashOf(deviceId));
  }

  /** Everybody's grants that are in force. @returns {import('./grant.js').Grant[]} */
  get grants() {
    return this.#live().flatMap(({ docId, root }) => grantOf(docId, root) ?? []);
  }

  /** Documents of the administrator that cannot be read, and why. */
  get unreadable() {
    return [...this.#documents.values()].filter(({ state }) => state === 'unreadable');
  }

  /** What a document says, or undefined. */
  document(docId) {
    return this.#documents.get(docId);
  }

  #live() {
    return [...this.#documents.values()].filter(({ state }) => state === 'live');
  }

  async #whyNot(entry) {
    try {
      return await whyNotByAdmin(entry, this.#adminPem);
    } catch (error) {
      return `it is malformed: ${error.message}`;
    }
  }

  async #derive() {
    const policy = new TenantPolicy([...this.#documents.values()]);
    const groups = await Promise.all(
      policy.groups.map(async ({ name, members }) => ({ members, hashes: await nameHashes(this.#tenantId, name) })),
    );
    const grants = this.grants;
    const wiped = new Set(grants.flatMap((grant) => grant.wipeSigningKeys.map(withoutWhiteSpace)));
    const devices = new Map();
    for (const grant of grants) {
      takeGrant(grant, await this.#hashesOf(grant), wiped, devices);
    }
    return { devices, policy, groups };
  }

  /** What rules match for the person; of an old document, under every scheme. */
  async #hashesOf(grant) {
    const old = grant.identityHashesVersion === 0 && grant.usernameHash !== undefined;
    return [...grant.identityHashes, ...(old ? await nameHashes(this.#tenantId, grant.usernameHash) : [])];
  }

  /** The hashes of the person and of all groups that it is in, directly or through other groups. */
  #identity(deviceId) {
    const identity = new Set(this.#state.devices.get(deviceId).hashes);
    let left = this.#state.groups;
    for (let before = -1; before !== identity.size; ) {
      before = identity.size;
      const joined = left.filter(({ members }) => members.some((member) => identity.has(member)));
      left = left.filter((group) => !joined.includes(group));
      joined.forEach(({ hashes }) => hashes.forEach((hash) => identity.add(hash)));
    }
    return identity;
  }
}

function tryDeviceIdOf(pem) {
  try {
    return deviceIdOf(pem);
  } catch (error) {
    if (error instanceof MalformedKeyError) {
      return undefined;
    }
    throw error;
  }
}

/** Several documents may grant to one key: what any of them says counts. */
function takeGrant(grant, hashes, wiped, devices) {
  const take = (device, trusted) => {
    const id = tryDeviceIdOf(device.signingPublicKey);
    if (id === undefined) {
      return;
    }
    const known = devices.get(id) ?? { trusted: false, hashes: new Set() };
    known.trusted ||= trusted;
    known.active = known.trusted && !wiped.has(withoutWhiteSpace(device.signingPublicKey));
    known.usernameHash = grant.usernameHash ?? known.usernameHash;
    if (trusted) {
      known.encryptionPublicKey ??= device.encryptionPublicKey;
      hashes.forEach((hash) => known.hashes.add(hash));
    }
    devices.set(id, known);
  };
  grant.revokedDevices.forEach((device) => take(device, false));
  grant.devices.forEach((device) => take(device, true));
}

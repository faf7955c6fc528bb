import { fromBase64 } from '../../crypto/encoding.js';
import { deviceIdOf } from '../../crypto/pem.js';
import { contentHash } from '../../store/entry-verifier.js';
import { metadataFromWire } from '../../store/entry-codec.js';
import { signingBytes } from '../../store/signing-bytes.js';
import { recorded } from './recorded.js';

/** The recorded tenant: real entries of two authors, and who is who. */
export async function recordedTenant() {
  const { tenantId, devices, privateKeys, docs, attachments } = await recorded('entries.json');
  const people = {};
  for (const [name, keys] of Object.entries(devices)) {
    people[name] = { ...keys, id: deviceIdOf(keys.signingPublicKey), privateKeys: privateKeys[name] };
  }
  return { tenantId, people, docs: docs.map(stored), attachments: attachments.map(stored), directory: new FakeDirectory(people) };
}

function stored({ encryptedData, ...wire }) {
  const { receiptOrder, ...metadata } = metadataFromWire(wire);
  return { ...metadata, encryptedData: fromBase64(encryptedData) };
}

/** A directory that says what a test wants: everybody but mallory is in. */
export class FakeDirectory {
  #people;
  #out = new Set();
  #closed = new Set();
  #lost = new Set();
  metadataSignatureSince;
  /** How often it was asked who is in. */
  asked = 0;
  /** Called on every such question. */
  onAsked = () => {};

  constructor(people) {
    this.#people = people;
    this.adminDeviceId = people.admin.id;
    this.revoke('mallory');
  }

  revoke(name) {
    this.#out.add(this.#people[name].id);
  }

  close(dbId) {
    this.#closed.add(dbId);
  }

  loseKey(keyId) {
    this.#lost.add(keyId);
  }

  isActive(deviceId) {
    this.asked++;
    this.onAsked();
    return Object.values(this.#people).some(({ id }) => id === deviceId) && !this.#out.has(deviceId);
  }

  isTrustedAuthor(pem) {
    return Object.values(this.#people).some(({ id, signingPublicKey }) => signingPublicKey === pem && !this.#out.has(id));
  }

  mayOpen(dbId) {
    return !this.#closed.has(dbId);
  }

  revokedKeyIds() {
    return this.#lost;
  }

  encryptionKeyOf(deviceId) {
    return Object.values(this.#people).find(({ id }) => id === deviceId)?.encryptionPublicKey;
  }
}

/** Signs what is given, as a client does that writes entries. */
export class Author {
  #key;

  constructor({ signingPublicKey, privateKeys }) {
    this.pem = signingPublicKey;
    this.#key = crypto.subtle.importKey('pkcs8', fromBase64(privateKeys.signing), 'Ed25519', false, ['sign']);
  }

  async sign(bytes) {
    return new Uint8Array(await crypto.subtle.sign('Ed25519', await this.#key, bytes));
  }

  /** An entry with valid signatures over whatever is in `members`. */
  async entry(members, encryptedData = Uint8Array.of(1, 2, 3)) {
    const entry = {
      entryType: 'doc_change',
      docId: 'd1',
      dependencyIds: [],
      createdAt: 1_700_000_000_000,
      createdByPublicKey: this.pem,
      decryptionKeyId: 'default',
      contentHash: await contentHash(encryptedData),
      originalSize: encryptedData.length,
      encryptedSize: encryptedData.length,
      ...members,
    };
    return {
      ...entry,
      signature: await this.sign(encryptedData),
      metadataSignature: await this.sign(signingBytes(entry)),
      encryptedData,
    };
  }

  /** Chunks of an attachment, each with other bytes, one after the other. */
  async *chunks(count, size) {
    for (let i = 0; i < count; i++) {
      const payload = new Uint8Array(size).fill(i & 0xff);
      new DataView(payload.buffer).setUint32(0, i);
      yield this.entry({ entryType: 'attachment_chunk', id: `d1_a_f1_${String(i).padStart(24, '0')}` }, payload);
    }
  }
}

/** Everything of a store that is the same in every copy of it, by id. */
export async function contentOf(store) {
  const entries = await store.getEntries(await store.getAllIds());
  return new Map(entries.map(({ receiptOrder, ...entry }) => [entry.id, entry]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

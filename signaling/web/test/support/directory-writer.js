import { sealWithIv } from '../../crypto/aes-gcm.js';
import { openIdentityFile } from '../../crypto/identity-file.js';
import { nameHashes } from '../../directory/username-hash.js';
import { ChangeWriter } from './change-writer.js';
import { recorded } from './recorded.js';

export const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);

/** Somebody of the recorded tenant, with private keys that were made for tests. */
export async function person(name) {
  return openIdentityFile(await recorded(`${name}.identity.json`), `${name}-pass`);
}

/** Writes a directory as the administrator of a tenant. */
export class DirectoryWriter {
  #admin;
  #documents = new Map();
  #clock = 1_795_341_792_000;

  constructor(admin, tenantId = 'acme') {
    this.#admin = admin;
    this.tenant = { tenantId, adminSigningPublicKey: admin.signingPublicKey, publicInfosKeys: [KEY] };
  }

  /** The next entry of a document. @returns {Promise<object>} */
  async change(docId, members, { by = this.#admin, type, key = KEY } = {}) {
    const document = this.#documents.get(docId) ?? { writer: new ChangeWriter(), ids: [] };
    this.#documents.set(docId, document);
    const payload = await sealWithIv(key, await document.writer.change(members));
    const id = `${docId}_d_${document.ids.length}`;
    const metadata = {
      entryType: type ?? (document.ids.length === 0 ? 'doc_create' : 'doc_change'),
      id,
      docId,
      dependencyIds: document.ids.slice(-1),
      createdAt: this.#clock++,
      decryptionKeyId: '$publicinfos',
    };
    document.ids.push(id);
    return by.author.write(metadata, payload);
  }

  /** @param {object[]} devices `{signingPublicKey, encryptionPublicKey}`, and the same for those that are revoked */
  async grant(username, devices, { revoked = [], wipe = [] } = {}) {
    const hash = (await nameHashes(this.tenant.tenantId, username)).at(-1);
    return this.change(`grant_${username.replaceAll(/[^a-z]/g, '_')}`, {
      form: 'useroperation',
      type: 'grantaccess',
      username_hash: hash,
      identity_hashes: [hash],
      identity_hashes_v: 1,
      userKeyPairs: devices,
      revokedUserKeyPairs: revoked,
      wipeRequestedForSigningKeys: wipe,
    });
  }

  policy(docId, type, members) {
    return this.change(docId, { form: 'accesscontrol', type, ...members });
  }
}

/** How a grant lists the device of an identity. */
export function keyPair({ signingPublicKey, encryption }) {
  return { signingPublicKey, encryptionPublicKey: encryption.publicPem };
}

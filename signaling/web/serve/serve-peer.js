import { Admission } from '../store/admission.js';
import { metadataToWire, withoutPayload } from '../store/entry-codec.js';
import { collect, jsonAnswer, parseJson } from '../transport/bodies.js';
import { entryParts, headerPart, packed } from '../transport/entry-frames.js';
import { REQUEST_BYTES } from '../transport/limits.js';
import { PeerError } from '../transport/peer-error.js';
import { Turns } from '../transport/turns.js';
import { Gate } from './gate.js';
import { Login } from './login.js';
import { Push } from './push.js';
import { READS, ids } from './reads.js';
import { entrySealing, noSealing, sessionSealing } from './sealing.js';

const PATH = /^\/([^/]{1,64})\/(?:auth\/(challenge|authenticate)|sync\/(docs|attachments)\/([A-Za-z]{1,64}))$/;
/** A stranger may send no more. */
const LOGIN_BYTES = 32 * 1024;
const NO_PUSH = new Set(['userdirectory']);

/**
 * Answers a peer from the stores of this device, with the checks that a server makes: who asks, which tenant and database, what
 * it may read, and of every entry that it sends the form, the content hash, the signature and the author. A device that is
 * revoked gets nothing from then on, not even the rest of what is on its way: the link ends.
 *
 * @param {import('../transport/peer-link.js').PeerLink} link
 * @param {object} options see `serve-peer.d.ts`
 */
export function servePeer(link, options) {
  const server = new PeerServer(link, options);
  link.serve((head, body, signal) => server.answer(head, body, signal));
  return { check: () => server.check(), close: () => link.close() };
}

class PeerServer {
  #tenantId;
  #stores;
  #peer;
  #directory;
  #stored;
  #login;
  #gate;
  #push;
  #pushes = new Turns(1);

  constructor(link, { tenantId, stores, directory, self, peer, now = Date.now, stored = () => {} }) {
    this.#tenantId = tenantId;
    this.#stores = stores;
    this.#peer = peer;
    this.#directory = directory;
    this.#stored = stored;
    this.#login = new Login({ self, tenantId, now });
    this.#push = new Push(new Admission({ directory, now }));
    this.#gate = new Gate({
      tenantId, peer, directory, login: this.#login, end: ({ status, message }) => link.close(status, message),
    });
  }

  check() {
    return this.#gate.check();
  }

  async answer({ path, token }, body, signal) {
    const [, tenant, login, kind, operation] = (typeof path === 'string' && PATH.exec(path)) || [];
    if (tenant === undefined) {
      throw new PeerError(404, 'There is no such path');
    }
    if (tenant.toLowerCase() !== this.#tenantId) {
      throw new PeerError(404, `Tenant ${tenant} not found on this peer`);
    }
    if (login !== undefined) {
      return jsonAnswer(await this.#logIn(login, await jsonBody(body, LOGIN_BYTES)));
    }
    const device = await this.#gate.caller(token);
    return operation === 'putEntriesBinary'
      ? this.#put(kind, device, body, signal)
      : this.#read(kind, operation, device, await jsonBody(body));
  }

  async #logIn(step, body) {
    if (step === 'challenge') {
      const { device, challenge } = this.#login.challenge(body.signingPublicKey);
      await this.#gate.admit(device);
      return { challenge };
    }
    const { device, token } = await this.#login.authenticate(body.challenge, body.signature);
    await this.#gate.admit(device);
    return { success: true, token };
  }

  async #read(kind, operation, device, body) {
    const read = Object.hasOwn(READS, operation) ? READS[operation] : undefined;
    if (read === undefined && operation !== 'getEntriesBinary') {
      throw new PeerError(404, `This peer does not answer ${operation}`);
    }
    const store = await this.#open(body.dbId, kind, device);
    const revoked = await this.#revokedKeys(body.dbId, device);
    if (read === undefined) {
      const seal = await this.#sealing(body.wrap ?? 'session', device);
      const entries = this.#entries(store, ids(body, 'ids'), { seal, revoked, device, dbId: body.dbId });
      return { head: { status: 200 }, body: packed(entries) };
    }
    const visible = ({ decryptionKeyId }) => !revoked.has(decryptionKeyId);
    const visibleIds = (list) => (revoked.size === 0 ? list : filterIds(store, list, visible));
    return { head: { status: 200 }, body: await read(store, body, { visible, visibleIds }) };
  }

  async *#entries(store, wanted, { seal, revoked, device, dbId }) {
    yield headerPart({ format: 'mdb-entries-v2', ...seal.header });
    for (const id of wanted) {
      await this.#gate.open(dbId, device);
      // One at a time: only what the reader takes is in memory.
      for (const entry of await store.getEntries([id])) {
        if (!revoked.has(entry.decryptionKeyId)) {
          const { metadata, payload } = await seal.seal(entry.encryptedData);
          yield* entryParts({ ...metadataToWire(withoutPayload(entry)), ...metadata }, payload);
        }
      }
    }
  }

  async #put(kind, device, body, signal) {
    await this.#pushes.take(signal);
    try {
      return jsonAnswer(await this.#putInTurn(kind, device, body));
    } finally {
      this.#pushes.give();
    }
  }

  async #putInTurn(kind, device, body) {
    let store;
    const outcome = await this.#push.take(body, async (dbId) => {
      store = await this.#open(dbId, kind, device);
      if (NO_PUSH.has(dbId)) {
        throw new PeerError(403, `Database "${dbId}" is not taken from peers: only a server can check who may write what in it`);
      }
      return { store, dbId, revokedKeys: await this.#revokedKeys(dbId, device) };
    });
    const { dbId, stored, receipts, rejected } = outcome;
    // Between the checks and here the device can have been revoked.
    await this.#gate.open(dbId, device);
    if (stored.length > 0) {
      await store.putEntries(stored);
      this.#stored({ dbId, storeKind: kind, entries: stored.length });
    }
    return { success: true, receipts, rejected };
  }

  async #open(dbId, kind, device) {
    await this.#gate.open(dbId, device);
    const store = await this.#stores(dbId, kind);
    if (!store) {
      throw new PeerError(404, `Database "${dbId}" (${kind}) is not served by this peer`);
    }
    return store;
  }

  async #revokedKeys(dbId, device) {
    return dbId === 'directory' ? new Set() : ((await this.#directory.revokedKeyIds?.(dbId, device)) ?? new Set());
  }

  async #sealing(wrap, device) {
    if (wrap === 'none') {
      if (this.#peer !== device) {
        throw new PeerError(403, 'Payloads go unwrapped only to a device that the connection itself proves');
      }
      return noSealing();
    }
    const sealing = { session: sessionSealing, entry: entrySealing }[wrap];
    if (sealing === undefined) {
      throw new PeerError(400, 'wrap must be "session", "entry" or "none"');
    }
    const pem = await this.#directory.encryptionKeyOf?.(device);
    if (!pem) {
      throw new PeerError(404, 'The directory has no encryption key of this device');
    }
    return sealing(pem);
  }
}

async function jsonBody(body, limit = REQUEST_BYTES) {
  const value = parseJson(await collect(body, limit));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PeerError(400, 'the body of a request must be a JSON object');
  }
  return value;
}

async function filterIds(store, list, visible) {
  const kept = [];
  for (const id of list) {
    const metadata = await store.getEntryMetadata(id);
    if (metadata === null || visible(metadata)) {
      kept.push(id);
    }
  }
  return kept;
}

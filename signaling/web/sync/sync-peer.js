import { Admission } from '../store/admission.js';
import { PeerError } from '../transport/peer-error.js';
import { Direction } from './direction.js';
import { RemoteStore } from './remote-store.js';

/** Entries of one page of metadata. */
const PAGE = 500;
/** Entries that are asked for at a time, at most. */
const REQUEST = 100;
/** Payloads that are in memory before they are stored, or sent, in bytes; and one entry more. */
export const BATCH_BYTES = 1024 * 1024;

/**
 * Brings two stores to the same entries: this one's own, and one of a peer that serves it. Pulls first, then pushes.
 *
 * Guarantees: what arrives is verified as a server does before it is stored; a sync that broke off goes on where it was, and
 * entries that one side has are not transferred to it again; in memory are at most {@link BATCH_BYTES} and one entry for each
 * direction, whatever the size of the stores; nothing is sent to a device that may not have it.
 *
 * If both sides sync at the same time, let each of them only pull: two that pull and push meet half-way, and then some entries
 * travel twice (they are stored once).
 *
 * @param {import('../transport/peer-link.js').PeerLink} link
 * @param {object} options see `sync-peer.d.ts`
 * @throws {PeerError} or the reason of the signal; what was stored before stays
 */
export async function syncPeer(link, options) {
  const { tenantId, dbId, local, peer, cursors, signal, directions = ['pull', 'push'], progress = () => {} } = options;
  const storeKind = local.getStoreKind();
  const remote = new RemoteStore(link, { tenantId, dbId, storeKind, signal });
  const key = `${tenantId}/${dbId}/${storeKind}/${peer}`;
  const result = {};
  for (const name of directions) {
    const [theirs, ours] = [await remote.head(), await local.getStoreHead()];
    const heads = name === 'pull' ? { source: theirs, target: ours } : { source: ours, target: theirs };
    const direction = await Direction.begin(name, { cursors, key, heads, progress });
    if (direction.due) {
      await { pull, push }[name]({ remote, direction, ...options });
    }
    result[name] = direction.result;
  }
  return result;
}

async function pull({ remote, direction, local, directory, dbId, now, peer }) {
  const admission = new Admission({ directory, now });
  for await (const page of pages((cursor) => remote.scan(cursor, PAGE), direction)) {
    await isOfTenant(directory, peer);
    const ids = page.entries.map(({ id }) => id);
    const have = new Set(await local.hasEntries(ids));
    const missing = ids.filter((id) => !have.has(id));
    for (let i = 0; i < missing.length; i += REQUEST) {
      await fetch(missing.slice(i, i + REQUEST), { remote, direction, local, admission, dbId });
    }
  }
}

async function fetch(ids, { remote, direction, local, admission, dbId }) {
  const wanted = new Set(ids);
  const batch = new Batch(async (entries) => {
    await local.putEntries(entries);
    direction.transferred(entries);
  });
  try {
    for await (const entry of remote.entries(ids)) {
      if (!wanted.delete(entry.id)) {
        throw new PeerError(502, `the peer sent entry ${entry.id.slice(0, 900)}, which it was not asked for`);
      }
      const reason = await admission.whyNot(entry, dbId);
      if (reason === undefined) {
        await batch.add(entry);
      } else {
        direction.refuse(entry.id, reason);
      }
    }
  } finally {
    // Also when it broke off: what has arrived need not come again.
    await batch.flush();
  }
  wanted.forEach((id) => direction.refuse(id, `Entry ${id} was in the list of the peer, and it did not send it`));
}

async function push({ remote, direction, local, directory, dbId, peer }) {
  const batch = new Batch(async (entries) => {
    await mayHave(directory, dbId, peer);
    const { rejected } = await remote.put(entries);
    const refused = new Set(rejected.map(({ id }) => id));
    rejected.forEach(({ id, reason }) => direction.refuse(id, reason));
    direction.transferred(entries.filter(({ id }) => !refused.has(id)));
  });
  for await (const page of pages((cursor) => local.scanEntriesSince(cursor, PAGE), direction)) {
    await mayHave(directory, dbId, peer);
    const hidden = (await directory.revokedKeyIds?.(dbId, peer)) ?? new Set();
    const open = page.entries.filter(({ decryptionKeyId }) => !hidden.has(decryptionKeyId));
    for (const id of await remote.missing(open.map(({ id }) => id))) {
      for (const entry of await local.getEntries([id])) {
        await batch.add(entry);
      }
    }
    await batch.flush();
  }
}

async function isOfTenant(directory, peer) {
  if (!(await directory.isActive(peer))) {
    throw new PeerError(403, 'The peer is not a device of the tenant, or not any more');
  }
}

async function mayHave(directory, dbId, peer) {
  await isOfTenant(directory, peer);
  if (!(await directory.mayOpen(dbId, peer))) {
    throw new PeerError(403, `The peer may not have database "${dbId}"`);
  }
}

/** Page after page; the direction advances when a page was dealt with. */
async function* pages(scan, direction) {
  for (let more = true; more; ) {
    const page = await scan(direction.cursor);
    const behind = (page.nextCursor?.receiptOrder ?? 0) > (direction.cursor?.receiptOrder ?? 0);
    if (page.hasMore && !behind) {
      throw new PeerError(502, 'a page has more behind it, and its cursor stands still');
    }
    yield page;
    await direction.advance(page.nextCursor);
    more = page.hasMore;
  }
}

/** Entries until they are many enough. */
class Batch {
  #deliver;
  #entries = [];
  #bytes = 0;

  constructor(deliver) {
    this.#deliver = deliver;
  }

  async add(entry) {
    this.#entries.push(entry);
    this.#bytes += entry.encryptedData.length;
    if (this.#bytes >= BATCH_BYTES || this.#entries.length >= REQUEST) {
      await this.flush();
    }
  }

  async flush() {
    const entries = this.#entries;
    this.#entries = [];
    this.#bytes = 0;
    if (entries.length > 0) {
      await this.#deliver(entries);
    }
  }
}

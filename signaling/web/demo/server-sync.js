import { Admission } from '../store/admission.js';
import { FETCH } from '../http/sync-server.js';

/**
 * Brings a store of this device and one of a server to the same entries. What the server sends is verified like what a peer sends.
 *
 * @param {object} options
 * @param {import('../http/sync-server.js').SyncServer} options.server
 * @param options.store of this device
 * @param {import('../directory/tenant-directory.js').TenantDirectory} options.directory
 * @param {(progress: {done: number, total: number}) => void} [options.progress]
 * @returns {Promise<{pulled: number, pushed: number, refused: number}>}
 */
export async function syncWithServer({ server, store, directory, signal, progress = () => {} }) {
  const [dbId, kind] = [store.getId(), store.getStoreKind()];
  const admission = new Admission({ directory });
  const result = { pulled: 0, pushed: 0, refused: 0 };
  const here = await store.getStoreHead();
  const there = await server.head(dbId, kind, { signal });
  const total = here.maxReceiptOrder + there.maxReceiptOrder;
  let done = 0;
  const advance = (entries) => progress({ done: Math.min((done += entries.length), total), total });

  for await (const page of pages((cursor) => server.scan(dbId, kind, cursor, { limit: FETCH, signal }))) {
    const have = new Set(await store.hasEntries(page.map(({ id }) => id)));
    const missing = page.map(({ id }) => id).filter((id) => !have.has(id));
    const arrived = missing.length === 0 ? [] : await server.fetch(dbId, kind, missing, { signal });
    const verdicts = await Promise.all(arrived.map((entry) => admission.whyNot(entry, dbId)));
    const good = arrived.filter((_, i) => verdicts[i] === undefined);
    await store.putEntries(good);
    result.pulled += good.length;
    result.refused += arrived.length - good.length;
    advance(page);
  }
  for await (const page of pages((cursor) => store.scanEntriesSince(cursor, FETCH))) {
    const missing = await server.missing(dbId, kind, page.map(({ id }) => id), { signal });
    const { rejected } = await server.put(dbId, kind, await store.getEntries(missing), { signal });
    result.pushed += missing.length - rejected.length;
    result.refused += rejected.length;
    advance(page);
  }
  return result;
}

async function* pages(scan) {
  let cursor = null;
  for (let more = true; more; ) {
    const { entries, nextCursor, hasMore } = await scan(cursor);
    yield entries;
    more = hasMore && nextCursor?.receiptOrder > (cursor?.receiptOrder ?? 0);
    cursor = nextCursor;
  }
}

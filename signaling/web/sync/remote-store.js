import { PeerError } from '../transport/peer-error.js';
import { Calls, entryFromPeer } from '../transport/calls.js';
import { readEntries } from '../transport/entry-frames.js';

/**
 * One store of a peer, for a device that the connection itself proves to the peer: no login, and payloads as they are stored.
 * Nothing that comes from it is verified here. All methods throw a PeerError.
 */
export class RemoteStore {
  #calls;
  #options;

  /** @param {{tenantId: string, dbId: string, storeKind: string, signal?: AbortSignal}} of */
  constructor(link, { signal, ...of }) {
    this.#calls = new Calls(link, of);
    this.#options = { signal };
  }

  async head() {
    return (await this.#calls.sync('getStoreHead', {}, this.#options)).head;
  }

  /** @returns {Promise<{entries: object[], nextCursor: object | null, hasMore: boolean}>} */
  async scan(cursor, limit) {
    const page = await this.#calls.sync('scanEntriesSince', { cursor, limit }, this.#options);
    if (!Array.isArray(page.entries) || page.entries.length > limit) {
      throw new PeerError(502, `the peer gave a page that is not one of at most ${limit} entries`);
    }
    return { ...page, entries: page.entries.map(entryFromPeer) };
  }

  async missing(ids) {
    const known = new Set((await this.#calls.sync('hasEntries', { ids }, this.#options)).ids);
    return ids.filter((id) => !known.has(id));
  }

  /** The entries with these ids, one after the other as they arrive; those that the peer does not have are left out. */
  async *entries(ids) {
    const { entries } = await readEntries(await this.#calls.entries(ids, 'none', this.#options));
    for await (const { metadata, payload } of entries) {
      yield { ...entryFromPeer(metadata), encryptedData: payload };
    }
  }

  async put(entries) {
    return this.#calls.put(entries, this.#options);
  }
}

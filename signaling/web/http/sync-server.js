import { open, openingKey } from '../crypto/aes-gcm.js';
import { decode } from '../crypto/base64url.js';
import { fromBase64, fromUtf8 } from '../crypto/encoding.js';
import { metadataFromWire, metadataToWire } from '../store/entry-codec.js';
import { answerTo } from './challenge.js';
import { decodeFrames, encodeFrames, frameLength } from './entry-frames.js';
import { HttpError } from './http-error.js';
import { send, sendJson } from './json-http.js';

/** Entries of one page of a scan, at most. */
export const PAGE = 1000;
/** Entries that are fetched with one request, at most. */
export const FETCH = 100;
/** What is sent with one request, in bytes, at most: servers behind Lambda take no more. */
export const BODY = 4_000_000;
/** A token is renewed so long before its end, in milliseconds. */
const EARLY = 60_000;

/**
 * One tenant of a server, for one device. Logs in when it has to, and once more when the server no longer takes its token.
 *
 * Entries are as stores of this kit have them: signatures as bytes, their ciphertext in `encryptedData`. Nothing of them is
 * verified here: what a server sends is to be checked before it is stored.
 *
 * Every method takes `{ signal }` last, throws an {@link HttpError} if the server refuses or does not answer, and the reason of the
 * signal if that was aborted.
 */
export class SyncServer {
  #base;
  #identity;
  #fetch;
  #now;
  #token;

  /**
   * @param {object} options
   * @param {string} options.base URL of the server
   * @param {string} options.tenantId
   * @param {import('../crypto/identity-file.js').Identity} options.identity
   * @param {typeof fetch} [options.fetch]
   * @param {() => number} [options.now] milliseconds since 1970
   */
  constructor({ base, tenantId, identity, fetch: fetcher, now = Date.now }) {
    this.tenantId = tenantId;
    this.#base = new URL(`${tenantId}/`, base).href;
    this.#identity = identity;
    this.#fetch = fetcher;
    this.#now = now;
  }

  /** A token of the server, which it may refuse at any time. */
  async login({ signal } = {}) {
    const { username, signingPublicKey } = this.#identity;
    const asked = await sendJson(this.#url('auth/challenge'), { body: { username, signingPublicKey }, signal }, this.#fetch);
    const body = await answerTo(asked.challenge, this.#identity);
    const { token } = await sendJson(this.#url('auth/authenticate'), { body, signal }, this.#fetch);
    if (typeof token !== 'string') {
      throw new HttpError(200, 'the server took the signature and gave no token');
    }
    return token;
  }

  /** @returns {Promise<{epoch: string, maxReceiptOrder: number}>} how far a store is */
  async head(dbId, kind, options) {
    const { head } = await this.#post(kind, 'getStoreHead', { dbId }, options);
    return head;
  }

  /**
   * One page of metadata, in the order of the store.
   *
   * @param {{receiptOrder: number, id: string} | null} cursor what came with the page before
   * @returns {Promise<{entries: object[], nextCursor: object | null, hasMore: boolean}>} a page may be empty and have more behind it
   */
  async scan(dbId, kind, cursor, { limit = PAGE, signal } = {}) {
    const page = await this.#post(kind, 'scanEntriesSince', { dbId, cursor, limit: Math.min(limit, PAGE) }, { signal });
    if (!Array.isArray(page.entries) || page.entries.length > PAGE) {
      throw new HttpError(200, `a page has at most ${PAGE} entries`);
    }
    return { ...page, entries: page.entries.map(metadataFromWire) };
  }

  /** The entries with these ids, of which there are at most {@link FETCH}; those that the server does not give are missing. */
  async fetch(dbId, kind, ids, { signal } = {}) {
    if (ids.length > FETCH) {
      throw new RangeError(`${ids.length} entries are asked for, the limit is ${FETCH}`);
    }
    const path = `sync/${kind}/getEntriesBinary`;
    const bytes = await this.#authorized((token) =>
      send(this.#url(path), { token, body: { dbId, ids }, signal }, this.#fetch),
    );
    const { header, entries } = decodeFrames(bytes);
    const session = await openingKey(await this.#identity.encryption.unwrap(fromBase64(header.wrappedSessionKey)));
    return Promise.all(
      entries.map(async ({ metadata: { iv, ...metadata }, payload }) => ({
        ...metadataFromWire(metadata),
        encryptedData: await open(session, fromBase64(iv), payload),
      })),
    );
  }

  /** Which of these ids the server does not have. */
  async missing(dbId, kind, ids, options) {
    const known = new Set((await this.#post(kind, 'hasEntries', { dbId, ids }, options)).ids);
    return ids.filter((id) => !known.has(id));
  }

  /**
   * Pushes entries, in as many requests as their size needs.
   *
   * @returns {Promise<{receipts: object[], rejected: {id: string, reason: string}[]}>}
   */
  async put(dbId, kind, entries, { signal } = {}) {
    const receipts = [];
    const rejected = [];
    for (const batch of batches(entries.map(framed))) {
      const body = encodeFrames({ format: 'mdb-put-v2', tenantId: this.tenantId, dbId }, batch);
      const path = `sync/${kind}/putEntriesBinary`;
      const answer = await this.#authorized((token) =>
        sendJson(this.#url(path), { token, body, signal }, this.#fetch),
      );
      receipts.push(...answer.receipts);
      rejected.push(...answer.rejected);
    }
    return { receipts, rejected };
  }

  /** A token for requests of others, such as those for tickets of signaling; ask anew for each. */
  async token() {
    const token = await (this.#token ??= this.#freshToken());
    return this.#now() < endOf(token) - EARLY ? token : (this.#token = this.#freshToken());
  }

  #post(kind, operation, body, { signal } = {}) {
    const url = this.#url(`sync/${kind}/${operation}`);
    return this.#authorized((token) => sendJson(url, { token, body, signal }, this.#fetch));
  }

  /** @param {(token: string) => Promise<T>} request @template T */
  async #authorized(request) {
    const token = await this.token();
    try {
      return await request(token);
    } catch (error) {
      if (!(error instanceof HttpError) || error.status !== 401) {
        throw error;
      }
    }
    this.#token = this.#freshToken();
    return request(await this.#token);
  }

  /** Without a signal: several requests wait for the same one. */
  #freshToken() {
    const token = this.login();
    token.catch(() => (this.#token = undefined));
    return token;
  }

  #url(path) {
    return new URL(path, this.#base).href;
  }
}

/** When a token ends, in milliseconds since 1970; of one that does not say, it has. */
function endOf(token) {
  try {
    return JSON.parse(fromUtf8(decode(token.split('.')[1]))).exp * 1000;
  } catch {
    return 0;
  }
}

function framed(entry) {
  return { metadata: metadataToWire(entry), payload: entry.encryptedData };
}

function* batches(frames) {
  let batch = [];
  let length = 0;
  for (const frame of frames) {
    const more = frameLength(frame);
    if (batch.length > 0 && length + more > BODY) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(frame);
    length += more;
  }
  if (batch.length > 0) {
    yield batch;
  }
}

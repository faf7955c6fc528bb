import { isChallenge } from '../crypto/device-key.js';
import { fromBase64, toBase64 } from '../crypto/encoding.js';
import { deviceIdOf } from '../crypto/pem.js';
import { challengeFor } from '../serve/login.js';
import { Calls, entryFromPeer } from './calls.js';
import { readEntries } from './entry-frames.js';
import { ANSWER_BYTES } from './limits.js';
import { NetworkError, networkErrorType } from './network-error.js';
import { PeerError } from './peer-error.js';

/**
 * MindooDB's `NetworkTransport` to a peer: give it to MindooDB's own `ClientNetworkContentAddressedStore`, as its HTTP transport
 * to a server. One for each database and kind; several share a link.
 *
 * A challenge that is not from the peer that the link is proven to lead to, or not for the device that logs in, is not handed to
 * the client: its signature would be a login somewhere else.
 *
 * Everything throws a `NetworkError` of the class that was given, or the reason of the signal of `setSyncAbortSignal`.
 */
export class DataChannelTransport {
  #calls;
  #peer;
  #NetworkError;
  #signal;

  /**
   * @param {import('./peer-link.js').PeerLink} link
   * @param {object} options
   * @param {string} options.peer the device at the other end, which the handshake has proved
   * @param {typeof NetworkError} [options.NetworkError] MindooDB's own class, for clients that look at it
   */
  constructor(link, { tenantId, dbId, storeKind, peer, NetworkError: errors = NetworkError }) {
    this.#calls = new Calls(link, { tenantId, dbId, storeKind });
    this.#peer = peer;
    this.#NetworkError = errors;
  }

  getIdentity() {
    return `peer:${this.#peer}`;
  }

  setSyncAbortSignal(signal) {
    this.#signal = signal;
  }

  requestChallenge(username, { signingPublicKey } = {}) {
    return this.#told(async () => {
      if (signingPublicKey === undefined) {
        throw new PeerError(400, 'a peer knows devices by their keys: give the client its signing public key');
      }
      const { challenge } = await this.#calls.login('challenge', { username, signingPublicKey }, this.#options());
      const expected = challengeFor(this.#peer, deviceIdOf(signingPublicKey));
      if (!isChallenge(challenge) || !challenge.startsWith(expected)) {
        throw new PeerError(502, 'the peer asked for a signature that could be a login somewhere else');
      }
      return challenge;
    });
  }

  authenticate(challenge, signature) {
    return this.#told(async () => {
      try {
        const body = { challenge, signature: toBase64(signature) };
        return await this.#calls.login('authenticate', body, this.#options());
      } catch (error) {
        if (error.status === 401 || error.status === 403) {
          return { success: false, error: error.message };
        }
        throw error;
      }
    });
  }

  getCapabilities(token) {
    return this.#sync(token, 'capabilities', {}, ({ capabilities }) => capabilities);
  }

  findNewEntries(token, haveIds) {
    return this.#sync(token, 'findNewEntries', { haveIds }, entriesOf);
  }

  findNewEntriesForDoc(token, haveIds, docId) {
    return this.#sync(token, 'findNewEntriesForDoc', { haveIds, docId }, entriesOf);
  }

  findEntries(token, type, creationDateFrom, creationDateUntil) {
    return this.#sync(token, 'findEntries', { type, creationDateFrom, creationDateUntil }, entriesOf);
  }

  scanEntriesSince(token, cursor, limit, filters) {
    return this.#sync(token, 'scanEntriesSince', { cursor, limit, filters }, (page) => ({ ...page, entries: entriesOf(page) }));
  }

  getIdBloomSummary(token) {
    return this.#sync(token, 'getIdBloomSummary', {}, ({ summary }) => summary);
  }

  getStoreHead(token) {
    return this.#sync(token, 'getStoreHead', {}, ({ head }) => head);
  }

  getCompactionStatus(token) {
    return this.#sync(token, 'getCompactionStatus', {}, ({ status }) => status);
  }

  planDocumentMaterialization(token, docId, options) {
    return this.#sync(token, 'planDocumentMaterialization', { docId, options }, ({ plan }) => plan);
  }

  planDocumentMaterializationBatch(token, docIds, options) {
    return this.#sync(token, 'planDocumentMaterializationBatch', { docIds, options }, ({ batchPlan }) => batchPlan);
  }

  planAttachmentReadByWalkingMetadata(token, lastChunkId, attachmentSize, options) {
    const body = { lastChunkId, attachmentSize, options };
    return this.#sync(token, 'planAttachmentReadByWalkingMetadata', body, ({ plan }) => plan);
  }

  getEntryMetadata(token, id) {
    return this.#sync(token, 'getEntryMetadata', { id }, ({ entry }) => (entry === null ? null : entryFromPeer(entry)));
  }

  hasEntries(token, ids) {
    return this.#sync(token, 'hasEntries', { ids }, (answer) => answer.ids);
  }

  getAllIds(token) {
    return this.#sync(token, 'getAllIds', {}, (answer) => answer.ids);
  }

  resolveDependencies(token, startId, options) {
    return this.#sync(token, 'resolveDependencies', { startId, options }, (answer) => answer.ids);
  }

  /** With a key for each entry. */
  async getEntries(token, ids) {
    const { entries } = await this.#entries(token, ids, 'entry');
    return entries.map(({ entry, payload }) => ({ ...entry, rsaEncryptedPayload: payload }));
  }

  /** With one key for all. */
  async getEntriesBinary(token, ids) {
    const { header, entries } = await this.#entries(token, ids, 'session');
    return {
      wrappedSessionKey: fromBase64(header.wrappedSessionKey),
      entries: entries.map(({ entry, iv, payload }) => ({ ...entry, iv: fromBase64(iv), sessionEncryptedPayload: payload })),
    };
  }

  /** The form on the wire is the same. */
  getEntriesSessionWrapped(token, ids) {
    return this.getEntriesBinary(token, ids);
  }

  putEntriesBinary(token, entries) {
    return this.#told(async () => {
      const { receipts, rejected } = await this.#calls.put(entries, this.#options(token));
      return { receipts: receipts.map(entryFromPeer), rejected };
    });
  }

  putEntries(token, entries) {
    return this.putEntriesBinary(token, entries);
  }

  #entries(token, ids, wrap) {
    return this.#told(async () => {
      const { header, entries } = await readEntries(await this.#calls.entries(ids, wrap, this.#options(token)));
      const all = [];
      let length = 0;
      for await (const { metadata, payload } of entries) {
        length += payload.length;
        if (length > ANSWER_BYTES) {
          throw new PeerError(413, `the payloads have more than ${ANSWER_BYTES} bytes; ask for fewer entries at a time`);
        }
        all.push({ entry: entryFromPeer(metadata), iv: metadata.iv, payload });
      }
      return { header, entries: all };
    });
  }

  #sync(token, operation, body, result) {
    return this.#told(async () => result(await this.#calls.sync(operation, body, this.#options(token))));
  }

  #options(token) {
    return { token, signal: this.#signal };
  }

  async #told(action) {
    try {
      return await action();
    } catch (error) {
      if (error instanceof PeerError) {
        throw new this.#NetworkError(networkErrorType(error.status), error.message);
      }
      throw error;
    }
  }
}

function entriesOf({ entries }) {
  return entries.map(entryFromPeer);
}

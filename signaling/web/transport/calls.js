import { collect, jsonBytes, parseJson } from './bodies.js';
import { entryParts, headerPart, packed } from './entry-frames.js';
import { ANSWER_BYTES, REQUEST_BYTES } from './limits.js';
import { PeerError } from './peer-error.js';
import { metadataFromWire, metadataToWire, withoutPayload } from '../store/entry-codec.js';

/** Requests of the sync protocol to one peer, for one database and kind. All methods throw a {@link PeerError}. */
export class Calls {
  #link;
  #tenantId;
  #dbId;
  #storeKind;

  constructor(link, { tenantId, dbId, storeKind }) {
    this.#link = link;
    this.#tenantId = tenantId;
    this.#dbId = dbId;
    this.#storeKind = storeKind;
  }

  /** @param {'challenge' | 'authenticate'} step */
  async login(step, body, options = {}) {
    return this.#json(`/${this.#tenantId}/auth/${step}`, [jsonBytes(body)], options);
  }

  /** A request and an answer in JSON. @param {{token?: string, signal?: AbortSignal}} [options] */
  async sync(operation, body = {}, options = {}) {
    return this.#json(this.#path(operation), [jsonBytes({ dbId: this.#dbId, ...body })], options);
  }

  /** The body of the answer with the entries, as it comes. @param {'session' | 'entry' | 'none'} wrap */
  async entries(ids, wrap, options = {}) {
    return this.#ask(this.#path('getEntriesBinary'), [jsonBytes({ dbId: this.#dbId, ids, wrap })], options);
  }

  /** @returns {Promise<{receipts: object[], rejected: {id: string, reason: string}[]}>} as on the wire */
  async put(entries, options = {}) {
    const acks = [];
    for (const batch of batches(entries.map(framed))) {
      const header = headerPart({ format: 'mdb-put-v2', tenantId: this.#tenantId, dbId: this.#dbId });
      const ack = await this.#json(this.#path('putEntriesBinary'), [header, ...batch.flat()], options);
      if (!Array.isArray(ack.receipts) || !Array.isArray(ack.rejected) || !ack.rejected.every(isRejection)) {
        throw new PeerError(502, 'the peer answered a push with something else than receipts and what it rejected');
      }
      acks.push(ack);
    }
    return { receipts: acks.flatMap(({ receipts }) => receipts), rejected: acks.flatMap(({ rejected }) => rejected) };
  }

  #path(operation) {
    return `/${this.#tenantId}/sync/${this.#storeKind}/${operation}`;
  }

  async #json(path, body, options) {
    const bytes = await collect(await this.#ask(path, body, options), ANSWER_BYTES);
    const answer = fromPeer(() => parseJson(bytes));
    if (typeof answer !== 'object' || answer === null) {
      throw new PeerError(502, 'the peer answered with something else than a JSON object');
    }
    return answer;
  }

  async #ask(path, body, { token, signal }) {
    const length = body.reduce((sum, bytes) => sum + bytes.length, 0);
    if (length > REQUEST_BYTES) {
      throw new PeerError(413, `the request has ${length} bytes, the limit is ${REQUEST_BYTES}`);
    }
    const answer = await this.#link.request({ path, ...(token && { token }) }, packed(body), { signal });
    if (answer.head.status !== 200) {
      throw await errorOf(answer);
    }
    return answer.body;
  }
}

/** Metadata that a peer sent. @throws {PeerError} 502 if it is not of the form of the protocol */
export function entryFromPeer(wire) {
  return fromPeer(() => metadataFromWire(wire));
}

function fromPeer(read) {
  try {
    return read();
  } catch (error) {
    throw new PeerError(502, `the peer sent what cannot be read: ${error.message}`);
  }
}

function isRejection(value) {
  return typeof value?.id === 'string' && typeof value.reason === 'string';
}

async function errorOf({ head, body }) {
  const status = Number.isInteger(head.status) ? head.status : 502;
  const text = await collect(body, 64 * 1024).then(parseJson).catch(() => null);
  return new PeerError(status, typeof text?.error === 'string' ? text.error : `the peer answered ${status}`);
}

function framed(entry) {
  return entryParts(metadataToWire(withoutPayload(entry)), entry.encryptedData);
}

/** As many entries in one request as it may have bytes; one that is too large alone is refused when it is sent. */
function* batches(frames) {
  let batch = [];
  let left = REQUEST_BYTES - 4096;
  for (const frame of frames) {
    const length = frame[0].length + frame[1].length;
    if (batch.length > 0 && length > left) {
      yield batch;
      batch = [];
      left = REQUEST_BYTES - 4096;
    }
    batch.push(frame);
    left -= length;
  }
  if (batch.length > 0) {
    yield batch;
  }
}

import { PeerError } from '../transport/peer-error.js';
import { readEntries } from '../transport/entry-frames.js';
import { REQUEST_BYTES } from '../transport/limits.js';
import { MalformedEntryError, metadataFromWire, metadataToWire } from '../store/entry-codec.js';

const FORMAT = 'mdb-put-v2';

/**
 * Takes a push apart and checks it, entry by entry, as a server does (protocol 3.3.4). What an entry is refused for by itself is
 * in the answer, and the others are stored; what the device must not do ends the request, and nothing of it is stored.
 */
export class Push {
  #admission;

  /** @param {import('../store/admission.js').Admission} admission */
  constructor(admission) {
    this.#admission = admission;
  }

  /**
   * Checks, and stores nothing.
   *
   * @param body of the request
   * @param {(dbId: unknown) => Promise<{store, dbId: string, revokedKeys: Set<string>}>} open lets the device in, or throws
   * @returns {Promise<{dbId: string, receipts: object[], rejected: {id: string, reason: string}[], stored: object[]}>} `stored`
   *   is what may be stored
   * @throws {PeerError} 400, 403, 413
   */
  async take(body, open) {
    const { header, entries } = await readEntries(limited(body));
    if (header.format !== FORMAT) {
      throw new PeerError(400, `Unsupported binary entry format: ${String(header.format).slice(0, 100)}`);
    }
    const database = await open(header.dbId);
    const outcome = { dbId: database.dbId, receipts: [], rejected: [], stored: [] };
    for await (const { metadata, payload } of entries) {
      await this.#takeOne(database, metadata, payload, outcome);
    }
    return outcome;
  }

  async #takeOne({ store, dbId, revokedKeys }, wire, payload, { receipts, rejected, stored }) {
    const entry = parse(wire, payload);
    if (typeof entry === 'string') {
      rejected.push({ id: String(wire.id ?? '').slice(0, 900), reason: entry });
      return;
    }
    if (revokedKeys.has(entry.decryptionKeyId)) {
      throw new PeerError(403, `Entry ${entry.id} carries a revoked decryptionKeyId and may not be pushed`);
    }
    const known = await store.getEntryMetadata(entry.id);
    if (known !== null || stored.some(({ id }) => id === entry.id)) {
      receipts.push(metadataToWire(known ?? entry));
      return;
    }
    const reason = await this.#admission.whyNot(entry, dbId);
    if (reason === undefined) {
      stored.push(entry);
      receipts.push(metadataToWire(entry));
    } else {
      rejected.push({ id: entry.id, reason });
    }
  }
}

function parse(wire, payload) {
  try {
    return { ...metadataFromWire(wire), encryptedData: payload };
  } catch (error) {
    if (error instanceof MalformedEntryError) {
      return error.message;
    }
    throw error;
  }
}

/** A body that is refused when it is too long. */
function limited(body) {
  let length = 0;
  return {
    async read() {
      const chunk = await body.read();
      length += chunk?.length ?? 0;
      if (length > REQUEST_BYTES) {
        throw new PeerError(413, `Request body too large: the limit is ${REQUEST_BYTES} bytes`);
      }
      return chunk;
    },
    cancel: () => body.cancel(),
  };
}

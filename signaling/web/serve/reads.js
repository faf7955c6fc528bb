import { jsonBytes } from '../transport/bodies.js';
import { PeerError } from '../transport/peer-error.js';
import { metadataToWire } from '../store/entry-codec.js';

const MAX_IDS = 100_000;
const PAGE = 1000;
/** Entries of a list that are made into text at a time. */
const PIECE = 64;

/** What store functions a capability stands for. */
const CAPABILITIES = {
  supportsCursorScan: 'scanEntriesSince',
  supportsIdBloomSummary: 'getIdBloomSummary',
  supportsCompactionStatus: 'getCompactionStatus',
  supportsMaterializationPlanning: 'planDocumentMaterialization',
  supportsBatchMaterializationPlanning: 'planDocumentMaterializationBatch',
  supportsAttachmentReadPlanning: 'planAttachmentReadByWalkingMetadata',
  supportsStoreHead: 'getStoreHead',
};

/**
 * The requests that read something other than payloads. Each gets the store, the body, and what hides entries under keys that
 * the reader has lost: `visible(metadata)` and `visibleIds(ids)`. The answer is a body.
 */
export const READS = {
  capabilities: async (store) => {
    const supported = Object.entries(CAPABILITIES).map(([name, method]) => [name, typeof store[method] === 'function']);
    return json({
      capabilities: {
        protocolVersion: 'sync-v5',
        ...Object.fromEntries(supported),
        supportsSessionKeyWrap: true,
        supportsBinaryEntries: true,
        supportsAccessControlV1: false,
        supportsRemoteWipeV1: false,
        supportsChangeEvents: false,
      },
    });
  },
  findNewEntries: async (store, body, { visible }) => list((await store.findNewEntries(ids(body, 'haveIds'))).filter(visible)),
  findNewEntriesForDoc: async (store, body, { visible }) =>
    list((await store.findNewEntriesForDoc(ids(body, 'haveIds'), text(body, 'docId'))).filter(visible)),
  findEntries: async (store, body, { visible }) => {
    const [from, until] = ['creationDateFrom', 'creationDateUntil'].map((name) => number(body, name));
    const found = await store.findEntries(text(body, 'type'), from, until);
    return list(found.filter(visible));
  },
  scanEntriesSince: async (store, body, { visible }) => {
    const page = await has(store, 'scanEntriesSince')(cursor(body), limit(body), body.filters ?? undefined);
    return list(page.entries.filter(visible), { nextCursor: page.nextCursor, hasMore: page.hasMore });
  },
  getStoreHead: async (store) => json({ head: await has(store, 'getStoreHead')() }),
  getIdBloomSummary: async (store) => json({ summary: await has(store, 'getIdBloomSummary')() }),
  getCompactionStatus: async (store) => json({ status: await has(store, 'getCompactionStatus')() }),
  getEntryMetadata: async (store, body, { visible }) => {
    const metadata = await store.getEntryMetadata(text(body, 'id'));
    return json({ entry: metadata !== null && visible(metadata) ? metadataToWire(metadata) : null });
  },
  hasEntries: async (store, body, { visibleIds }) => json({ ids: await visibleIds(await store.hasEntries(ids(body, 'ids'))) }),
  getAllIds: async (store, body, { visibleIds }) => json({ ids: await visibleIds(await store.getAllIds()) }),
  resolveDependencies: async (store, body, { visibleIds }) =>
    json({ ids: await visibleIds(await store.resolveDependencies(text(body, 'startId'), body.options ?? {})) }),
  planDocumentMaterialization: async (store, body) =>
    json({ plan: await has(store, 'planDocumentMaterialization')(text(body, 'docId'), body.options ?? {}) }),
  planDocumentMaterializationBatch: async (store, body) =>
    json({ batchPlan: await has(store, 'planDocumentMaterializationBatch')(ids(body, 'docIds'), body.options ?? {}) }),
  planAttachmentReadByWalkingMetadata: async (store, body) => {
    const plan = has(store, 'planAttachmentReadByWalkingMetadata');
    try {
      return json({ plan: await plan(text(body, 'lastChunkId'), body.attachmentSize, body.options ?? {}) });
    } catch (error) {
      throw error instanceof RangeError ? new PeerError(400, error.message) : error;
    }
  },
};

/** The ids of a request, which are texts and not too many. @throws {PeerError} 400 */
export function ids(body, name) {
  const value = body[name];
  if (!Array.isArray(value) || value.some((id) => typeof id !== 'string')) {
    throw new PeerError(400, `${name} must be an array of strings`);
  }
  if (value.length > MAX_IDS) {
    throw new PeerError(400, `${name} has ${value.length} elements, the limit is ${MAX_IDS}`);
  }
  return value;
}

function text(body, name) {
  if (typeof body[name] !== 'string' || body[name] === '') {
    throw new PeerError(400, `${name} is required`);
  }
  return body[name];
}

function number(body, name) {
  const value = body[name] ?? null;
  if (value !== null && !Number.isFinite(value)) {
    throw new PeerError(400, `${name} must be a number or null`);
  }
  return value;
}

function cursor({ cursor: value = null }) {
  if (value !== null && !(Number.isSafeInteger(value.receiptOrder) && typeof value.id === 'string')) {
    throw new PeerError(400, 'cursor must be null or {receiptOrder, id}');
  }
  return value;
}

function limit({ limit: value }) {
  return Number.isFinite(value) ? Math.max(1, Math.min(Math.floor(value), PAGE)) : PAGE;
}

function has(store, method) {
  if (typeof store[method] !== 'function') {
    throw new PeerError(404, `this peer does not support ${method}; its capabilities say so`);
  }
  return store[method].bind(store);
}

function json(value) {
  return [jsonBytes(value)];
}

/** `{"entries": […], …}`, made piece by piece: a list can be long. */
function* list(entries, rest = {}) {
  const pieces = Math.ceil(entries.length / PIECE);
  yield new TextEncoder().encode('{"entries":[');
  for (let piece = 0; piece < pieces; piece++) {
    const texts = entries.slice(piece * PIECE, (piece + 1) * PIECE).map((entry) => JSON.stringify(metadataToWire(entry)));
    yield new TextEncoder().encode(`${piece > 0 ? ',' : ''}${texts.join(',')}`);
  }
  const members = Object.entries(rest).map(([name, value]) => `,"${name}":${JSON.stringify(value)}`);
  yield new TextEncoder().encode(`]${members.join('')}}`);
}

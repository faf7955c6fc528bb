import { equal, ok, rejects, test } from '../harness.js';
import { concat, utf8 } from '../../crypto/encoding.js';
import { HttpError } from '../../http/http-error.js';
import { decodeFrames, encodeFrames } from '../../http/entry-frames.js';
import { MAX_ANSWER_BYTES } from '../../http/json-http.js';
import { BODY, SyncServer } from '../../http/sync-server.js';
import { person } from '../support/directory-writer.js';
import { ScriptedServer, login } from '../support/scripted-server.js';

const NOW = 1_795_341_792_000;
const HOUR = NOW / 1000 + 3600;
const HEAD = { '/getStoreHead': () => ({ head: { epoch: 'e', maxReceiptOrder: 7 } }) };

async function client(answers, now = () => NOW) {
  const scripted = new ScriptedServer(answers);
  const identity = await person('alice');
  const server = new SyncServer({ base: 'https://sync.example.org', tenantId: 'acme', identity, fetch: scripted.fetch, now });
  return { scripted, server };
}

test('one login serves many requests, asked for at the same time too', async () => {
  const { scripted, server } = await client({ ...login(HOUR), ...HEAD });
  const heads = await Promise.all([1, 2, 3].map(() => server.head('main', 'docs')));
  equal(heads[2], { epoch: 'e', maxReceiptOrder: 7 });
  equal(scripted.count('/auth/authenticate'), 1);
  equal(scripted.requests.at(-1).path, '/acme/sync/docs/getStoreHead');
});

test('a token is renewed a minute before its end', async () => {
  let now = NOW;
  const { scripted, server } = await client({ ...login(HOUR), ...HEAD }, () => now);
  await server.token();
  now = HOUR * 1000 - 61_000;
  await server.token();
  equal(scripted.count('/auth/authenticate'), 1);
  now += 2000;
  await server.token();
  equal(scripted.count('/auth/authenticate'), 2);
});

test('a token that the server no longer takes is replaced once', async () => {
  const refuse = () => new Response('{"error":"Invalid or expired token"}', { status: 401 });
  const { scripted, server } = await client({ ...login(HOUR), '/getStoreHead': refuse });
  const error = await rejects(() => server.head('main', 'docs'), /Invalid or expired token/);
  equal([error instanceof HttpError, error.status], [true, 401]);
  equal(scripted.count('/getStoreHead'), 2);
  equal(scripted.count('/auth/authenticate'), 2);
});

test('a login that fails is tried again by the next request', async () => {
  let down = true;
  const steps = login(HOUR);
  const challenge = () => (down ? new Response('{"error":"busy"}', { status: 503 }) : steps['/auth/challenge']());
  const { server } = await client({ ...steps, '/auth/challenge': challenge, ...HEAD });
  await rejects(() => server.head('main', 'docs'), /busy/);
  down = false;
  equal((await server.head('main', 'docs')).maxReceiptOrder, 7);
});

test('nothing is signed that is not a challenge', async () => {
  for (const text of ['v=0 o=- an offer', 'short', '{"entryType":"doc_delete"}', 'x'.repeat(2049), 7, null]) {
    const { scripted, server } = await client({ ...login(HOUR, text), ...HEAD });
    await rejects(() => server.head('main', 'docs'), /not a challenge/);
    equal(scripted.count('/auth/authenticate'), 0);
  }
});

test('an answer that is no JSON, or none at all, is an error that says so', async () => {
  const { server } = await client({ ...login(HOUR), '/getStoreHead': () => utf8('<html>') });
  await rejects(() => server.head('main', 'docs'), /sync\.example\.org answers something that is not JSON/);
  const { server: alone } = await client({
    '/auth/challenge': () => {
      throw new TypeError('Failed to fetch');
    },
  });
  const error = await rejects(() => alone.head('main', 'docs'), /does not answer/);
  equal(error.status, 0);
});

test('an answer without end is cut at the limit', async () => {
  const pull = (controller) => controller.enqueue(new Uint8Array(2 ** 20));
  const endless = () => new Response(new ReadableStream({ pull }));
  const { server } = await client({ ...login(HOUR), '/getStoreHead': endless });
  await rejects(() => server.head('main', 'docs'), new RegExp(`longer than the limit of ${MAX_ANSWER_BYTES}`));
});

test('an answer that breaks off is told from a complete one', async () => {
  const pull = (controller) => controller.error(new TypeError('network error'));
  const { server } = await client({ ...login(HOUR), '/getStoreHead': () => new Response(new ReadableStream({ pull })) });
  const error = await rejects(() => server.head('main', 'docs'), /answer of sync\.example\.org broke off: network error/);
  ok(error instanceof HttpError);
});

test('who gives up in the middle of an answer gets the reason', async () => {
  const stop = new AbortController();
  const pull = async (controller) => {
    stop.abort(new Error('enough'));
    controller.error(stop.signal.reason);
  };
  const { server } = await client({ ...login(HOUR), '/getStoreHead': () => new Response(new ReadableStream({ pull })) });
  await rejects(() => server.head('main', 'docs', { signal: stop.signal }), /^enough$/);
});

test('who gives up gets the reason', async () => {
  const { server } = await client({ ...login(HOUR), ...HEAD });
  await rejects(() => server.head('main', 'docs', { signal: AbortSignal.abort(new Error('enough')) }), /enough/);
});

test('a push is cut into requests that a server takes', async () => {
  const answer = ({ body }) => {
    ok(body.length <= BODY + 1000, `${body.length} bytes`);
    return { receipts: decodeFrames(body).entries.map(({ metadata }) => metadata), rejected: [] };
  };
  const { scripted, server } = await client({ ...login(HOUR), '/putEntriesBinary': answer });
  const entries = Array.from({ length: 9 }, (_, i) => ({
    id: `e${i}`,
    signature: Uint8Array.of(i),
    encryptedData: new Uint8Array(10 ** 6),
  }));
  const { receipts } = await server.put('main', 'docs', entries);
  equal(receipts.map(({ id }) => id), entries.map(({ id }) => id));
  equal(scripted.count('/putEntriesBinary'), 3);
  equal(decodeFrames(scripted.requests.at(-1).body).header, { format: 'mdb-put-v2', tenantId: 'acme', dbId: 'main' });
});

test('entries that are cut anywhere are refused', async () => {
  const bytes = encodeFrames({ a: 1 }, [{ metadata: { id: 'x' }, payload: new Uint8Array(9) }]);
  equal(decodeFrames(bytes).entries[0].metadata, { id: 'x' });
  const headerOnly = 4 + JSON.stringify({ a: 1 }).length;
  for (let length = 0; length < bytes.length; length++) {
    if (length !== headerOnly) {
      await rejects(() => decodeFrames(bytes.subarray(0, length)), /in the middle of an entry|should be a JSON object/);
    }
  }
  await rejects(() => decodeFrames(concat(Uint8Array.of(0, 0, 0, 2), utf8('[]'))), /JSON object/);
});

test('more entries than a request may ask for are not asked for', async () => {
  const { server } = await client(login(HOUR));
  await rejects(() => server.fetch('main', 'docs', new Array(101).fill('x')), /101 entries are asked for, the limit is 100/);
});

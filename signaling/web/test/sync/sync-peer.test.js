import { equal, ok, rejects, test } from '../harness.js';
import { aliceAndBob } from '../support/peers.js';
import { Author, contentOf, recordedTenant } from '../support/tenant.js';
import { collect } from '../../transport/bodies.js';
import { utf8 } from '../../crypto/encoding.js';
import { MemoryStore } from '../../store/memory-store.js';
import { WebStorageCursors } from '../../sync/cursors.js';
import { BATCH_BYTES, syncPeer } from '../../sync/sync-peer.js';

/** Counts what is read from it for peers and what is put into it. */
class CountingStore extends MemoryStore {
  given = [];
  put = [];

  async getEntries(ids) {
    const entries = await super.getEntries(ids);
    this.given.push(...entries.map(({ id }) => id));
    return entries;
  }

  async append(entries) {
    this.put.push(...entries.map(({ id }) => id));
    await super.append(entries);
  }
}

/** Alice with half of the recorded entries and Bob with the other half, and one that both have. */
async function halves() {
  const { docs } = await recordedTenant();
  const alice = new CountingStore('notes');
  const bob = new CountingStore('notes');
  await alice.putEntries(docs.slice(0, 6));
  await bob.putEntries(docs.slice(5));
  alice.put = [];
  bob.put = [];
  return { alice, bob, docs };
}

/** A connection of its own every time. */
async function connect(stores, kind = 'docs') {
  const both = await aliceAndBob({
    stores: { alice: { [`notes/${kind}`]: stores.alice }, bob: { [`notes/${kind}`]: stores.bob } },
  });
  const { tenantId, people, directory } = both.tenant;
  const sync = (options) =>
    syncPeer(both.alice.link, {
      tenantId, dbId: 'notes', local: stores.alice, peer: people.bob.id, directory, cursors: new Map(), ...options,
    });
  return { ...both, sync, directory };
}

test('two stores with different real entries become equal, and each entry travels once', async () => {
  const { alice, bob, docs } = await halves();
  const { sync } = await connect({ alice, bob });
  const { pull, push } = await sync();
  equal(await contentOf(alice), await contentOf(bob));
  equal((await contentOf(alice)).size, docs.length);
  equal([pull.entries, push.entries, pull.refused, push.refused], [4, 5, [], []]);
  equal([alice.put.length, bob.put.length], [4, 5]);
  equal(pull.bytes, docs.slice(6).reduce((sum, { encryptedData }) => sum + encryptedData.length, 0));
});

test('a second sync finds nothing to do, and asks for nothing but heads', async () => {
  const { alice, bob } = await halves();
  const cursors = new Map();
  await (await connect({ alice, bob })).sync({ cursors });
  const { sync, channels } = await connect({ alice, bob });
  alice.given = [];
  bob.given = [];
  await sync({ cursors });
  // What was pulled is behind the cursor of the push; the peer says that it has it.
  await sync({ cursors });
  const before = channels[0].sent.length;
  equal((await sync({ cursors })).push, { entries: 0, bytes: 0, refused: [] });
  ok(channels[0].sent.length - before <= 6, 'two requests of three frames');
  equal([alice.given, bob.given], [[], []]);
});

test('one direction alone leaves the other store as it is', async () => {
  const { alice, bob, docs } = await halves();
  const { sync } = await connect({ alice, bob });
  const result = await sync({ directions: ['pull'] });
  equal(Object.keys(result), ['pull']);
  equal([(await alice.getAllIds()).length, (await bob.getAllIds()).length], [docs.length, 5]);
});

test('progress rises to what there is', async () => {
  const { alice, bob } = await halves();
  const { sync } = await connect({ alice, bob });
  const seen = [];
  const { pull, push } = await sync({ progress: (event) => seen.push(event) });
  const last = (direction) => seen.filter((event) => event.direction === direction).at(-1);
  equal(last('pull'), { direction: 'pull', entries: 4, bytes: pull.bytes, scanned: 5, total: 5 });
  equal(last('push'), { direction: 'push', entries: 5, bytes: push.bytes, scanned: 10, total: 10 });
  for (const direction of ['pull', 'push']) {
    const events = seen.filter((event) => event.direction === direction);
    ok(events.every((event, i) => i === 0 || (event.bytes >= events[i - 1].bytes && event.scanned >= events[i - 1].scanned)));
    ok(events.every(({ scanned, total }) => scanned <= total));
  }
});

const MANY = 1300;

async function many(count = MANY) {
  const { people } = await recordedTenant();
  const author = new Author(people.alice);
  return Promise.all(Array.from({ length: count }, (_, i) => author.entry({ id: `e${i}` }, new Uint8Array(600).fill(i))));
}

test('more entries than a page and a request hold go through', async () => {
  const [alice, bob] = [new CountingStore('notes'), new CountingStore('notes')];
  const entries = await many();
  await bob.putEntries(entries.slice(0, 700));
  await alice.putEntries(entries.slice(650));
  alice.put = [];
  bob.put = [];
  const { sync } = await connect({ alice, bob });
  await sync();
  equal([alice.put.length, bob.put.length], [650, 600]);
  equal((await alice.getAllIds()).length, MANY);
  equal((await alice.getAllIds()).sort(), (await bob.getAllIds()).sort());
});

for (const direction of ['pull', 'push']) {
  test(`a ${direction} that is cut again and again goes on, and nothing that arrived travels or is stored again`, async () => {
    const [alice, bob] = [new CountingStore('notes'), new CountingStore('notes')];
    const [source, target] = direction === 'pull' ? [bob, alice] : [alice, bob];
    const entries = await many();
    await source.putEntries(entries);
    const cursors = new Map();
    let cuts = 0;
    for (let left = true; left; ) {
      const { sync, channels } = await connect({ alice, bob });
      const until = (await target.getAllIds()).length + 180;
      const append = target.append.bind(target);
      target.append = async (batch) => {
        await append(batch);
        if ((await target.getAllIds()).length >= until) channels[0].cut();
      };
      left = await sync({ cursors, directions: [direction] }).then(() => false, ({ status }) => status === 503 && ++cuts > 0);
      delete target.append;
    }
    ok(cuts >= 5, `it was cut ${cuts} times`);
    equal(await target.getAllIds().then((ids) => ids.length), MANY);
    equal(target.put.length, MANY, 'put into the target');
    equal(new Set(target.put).size, MANY);
  });
}

test('a sync goes on where it was, and does not look at what is before', async () => {
  const [alice, bob] = [new MemoryStore('notes'), new MemoryStore('notes')];
  await bob.putEntries(await many(600));
  const cursors = new Map();
  await (await connect({ alice, bob })).sync({ cursors, directions: ['pull'] });
  const scan = bob.scanEntriesSince.bind(bob);
  const from = [];
  bob.scanEntriesSince = (cursor, ...rest) => from.push(cursor?.receiptOrder ?? 0) && scan(cursor, ...rest);
  await bob.putEntries((await many(603)).slice(600));
  const { pull } = await (await connect({ alice, bob })).sync({ cursors, directions: ['pull'] });
  equal([pull.entries, from], [3, [600]]);
});

test('a store that is another one than the last time is looked at from the beginning', async () => {
  const { alice, bob, docs } = await halves();
  const cursors = new Map();
  await (await connect({ alice, bob })).sync({ cursors });
  const empty = new CountingStore('notes');
  const { pull } = await (await connect({ alice: empty, bob })).sync({ cursors });
  equal(pull.entries, docs.length);
  const other = new CountingStore('notes');
  const { push } = await (await connect({ alice, bob: other })).sync({ cursors });
  equal(push.entries, docs.length);
});

test('what a peer gives is verified, the rest is stored, and refused entries are tried again', async () => {
  const { alice, bob, docs } = await halves();
  const { people, directory } = await recordedTenant();
  const late = await new Author(people.mallory).entry({ id: 'late' });
  await bob.putEntries([{ ...docs[0], id: 'forged' }, late]);
  const cursors = new Map();
  const { pull } = await (await connect({ alice, bob })).sync({ cursors, directions: ['pull'] });
  equal(pull.refused, [
    { id: 'forged', reason: 'Entry forged has an invalid author signature' },
    { id: 'late', reason: 'Entry late was not signed by a trusted user' },
  ]);
  equal(await alice.hasEntries(['forged', 'late', ...docs.map(({ id }) => id)]), docs.map(({ id }) => id));

  directory.isTrustedAuthor = () => true;
  const again = await (await connect({ alice, bob })).sync({ cursors, directions: ['pull'], directory });
  equal([again.pull.entries, again.pull.refused.map(({ id }) => id)], [1, ['forged']]);
});

test('what a peer refuses is told, and offered again', async () => {
  const { alice, bob } = await halves();
  const { people } = await recordedTenant();
  await alice.putEntries([await new Author(people.mallory).entry({ id: 'unwelcome' })]);
  const cursors = new Map();
  for (let i = 0; i < 2; i++) {
    const { push } = await (await connect({ alice, bob })).sync({ cursors, directions: ['push'] });
    equal(push.refused, [{ id: 'unwelcome', reason: 'Entry unwelcome was not signed by a trusted user' }]);
  }
});

test('a peer that gives what it was not asked for, or less than it lists, or turns in circles, is noticed', async () => {
  const { alice, bob, docs } = await halves();
  const { tenant, sync } = await connect({ alice, bob });
  const other = await new Author(tenant.people.alice).entry({ id: 'other' });
  bob.getEntries = async () => [other];
  await rejects(() => sync({ directions: ['pull'] }), /sent entry other, which it was not asked for/);
  equal(await alice.hasEntries(['other']), []);

  bob.getEntries = async () => [];
  const { pull } = await sync({ directions: ['pull'] });
  equal(pull.refused.length, 4);
  ok(/was in the list of the peer, and it did not send it/.test(pull.refused[0].reason));

  bob.scanEntriesSince = async (cursor) => ({ entries: [], nextCursor: cursor, hasMore: true });
  await rejects(() => sync({ directions: ['pull'] }), /its cursor stands still/);
  equal((await alice.getAllIds()).length, docs.slice(0, 6).length);
});

test('nothing is sent to a peer that may not have it', async () => {
  const { alice, bob } = await halves();
  const { sync, directory, tenant } = await connect({ alice, bob });
  await alice.putEntries([await new Author(tenant.people.alice).entry({ id: 'secret', decryptionKeyId: 'payroll' })]);
  directory.loseKey('payroll');
  equal((await sync({ directions: ['push'] })).push.entries, 5);
  equal(await bob.hasEntries(['secret']), []);

  alice.given = [];
  const refusals = [
    [() => directory.close('notes'), /may not have database "notes"/],
    [() => directory.revoke('bob'), /not a device of the tenant/],
  ];
  for (const [forbid, pattern] of refusals) {
    forbid();
    // The directory of the peer knows nothing of it yet.
    const { sync: again } = await connect({ alice, bob: new CountingStore('notes') });
    await rejects(() => again({ directions: ['push'], directory }), pattern);
  }
  equal(alice.given, []);
});

test('nothing is taken from a device that is not of the tenant any more', async () => {
  const { alice, bob } = await halves();
  const { directory } = await recordedTenant();
  const { sync } = await connect({ alice, bob });
  directory.revoke('bob');
  await rejects(() => sync({ directions: ['pull'], directory }), /not a device of the tenant/);
  equal(alice.put, []);
});

test('a sync can be cancelled, and what has arrived is stored', async () => {
  const [alice, bob] = [new CountingStore('notes'), new CountingStore('notes')];
  await bob.putEntries(await many(300));
  const { sync } = await connect({ alice, bob });
  const cancel = new AbortController();
  const progress = ({ entries }) => entries >= 100 && cancel.abort();
  await rejects(() => sync({ signal: cancel.signal, progress, directions: ['pull'] }), /aborted/);
  const stored = (await alice.getAllIds()).length;
  ok(stored >= 100 && stored < 300, `${stored} were stored`);
});

test('50 MiB of attachments are pulled with bounded memory on both sides', async () => {
  const [alice, bob] = [new MemoryStore('notes', 'attachments'), new MemoryStore('notes', 'attachments')];
  const { people } = await recordedTenant();
  for await (const chunk of new Author(people.alice).chunks(200, 256 * 1024)) await bob.putEntries([chunk]);
  const { sync, alice: a, bob: b } = await connect({ alice, bob }, 'attachments');
  let most = 0;
  let largest = 0;
  const append = alice.append.bind(alice);
  alice.append = async (entries) => {
    largest = Math.max(largest, entries.reduce((sum, { encryptedData }) => sum + encryptedData.length, 0));
    await append(entries);
  };
  const { pull } = await sync({
    directions: ['pull'],
    progress: () => (most = Math.max(most, a.link.bufferedBytes, b.link.bufferedBytes)),
  });
  equal([pull.entries, pull.bytes], [200, 50 * 1024 * 1024]);
  ok(largest <= BATCH_BYTES + 256 * 1024, `${largest} bytes were held before they were stored`);
  ok(most <= 2 * 1024 * 1024, `${most} bytes waited in a link`);
}, { seconds: 60 });

test('a peer that answers with something else than the protocol has is noticed', async () => {
  const { alice, bob, docs } = await halves();
  const answers = {
    getStoreHead: { head: { epoch: 'e', maxReceiptOrder: 9 } },
    scanEntriesSince: { entries: [{ id: 5 }], nextCursor: null, hasMore: false },
    hasEntries: { ids: [] },
    putEntriesBinary: { receipts: [] },
  };
  const say = async (changed, directions, pattern) => {
    const { sync, bob: peer } = await connect({ alice, bob });
    peer.link.serve(async ({ path }, body) => {
      await collect(body, 1e7);
      return { head: { status: 200 }, body: [utf8(JSON.stringify({ ...answers, ...changed }[path.split('/').at(-1)]))] };
    });
    const error = await rejects(() => sync({ directions: [directions] }), pattern);
    equal(error.status, 502);
  };
  await say({}, 'pull', /cannot be read: An entry has no entryType/);
  await say({ scanEntriesSince: { entries: Array(501).fill({}) } }, 'pull', /not one of at most 500 entries/);
  await say({ scanEntriesSince: 7 }, 'pull', /something else than a JSON object/);
  await say({}, 'push', /something else than receipts/);
  await say({ putEntriesBinary: { receipts: [], rejected: [5] } }, 'push', /something else than receipts/);
  equal((await alice.getAllIds()).length, docs.slice(0, 6).length);
});

test('places are kept in the storage of the browser', () => {
  const items = new Map();
  const storage = { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) };
  new WebStorageCursors(storage).set('a', { cursor: 1 });
  equal(new WebStorageCursors(storage).get('a'), { cursor: 1 });
  equal(new WebStorageCursors(storage).get('b'), undefined);
  items.set('blindhop/cursor/a', '{');
  equal(new WebStorageCursors(storage).get('a'), undefined);
});

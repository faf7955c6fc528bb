import { cleanup, equal, ok, test } from '../harness.js';
import { aliceAndBob } from '../support/peers.js';
import { rtcPair } from '../support/rtc.js';
import { Author, contentOf, recordedTenant } from '../support/tenant.js';
import { IndexedDbStore } from '../../store/indexed-db-store.js';
import { MemoryStore } from '../../store/memory-store.js';
import { syncPeer } from '../../sync/sync-peer.js';
import { CHANNEL_HIGH_BYTES, FRAME_BYTES } from '../../transport/limits.js';

const MIB = 1024 * 1024;

async function connected(stores, kind = 'docs') {
  const { channels, cut } = await rtcPair();
  const both = await aliceAndBob({
    channels,
    stores: { alice: { [`notes/${kind}`]: stores.alice }, bob: { [`notes/${kind}`]: stores.bob } },
  });
  const { tenantId, people, directory } = both.tenant;
  const sync = (name, other, options) =>
    syncPeer(both[name].link, {
      tenantId, dbId: 'notes', local: stores[name], peer: people[other].id, directory, cursors: new Map(), ...options,
    });
  return { ...both, sync, cut, directory };
}

test('over a real data channel, two stores with different real entries become equal', async () => {
  const { docs } = await recordedTenant();
  const [alice, bob] = [new MemoryStore('notes'), new MemoryStore('notes')];
  await alice.putEntries(docs.slice(0, 6));
  await bob.putEntries(docs.slice(5));
  const { sync } = await connected({ alice, bob });
  await sync('alice', 'bob');
  equal((await contentOf(alice)).size, docs.length);
  equal(await contentOf(alice), await contentOf(bob));
});

test('over a real data channel, both sides pull at the same time', async () => {
  const { docs, people } = await recordedTenant();
  const author = new Author(people.alice);
  const [alice, bob] = [new MemoryStore('notes'), new MemoryStore('notes')];
  await alice.putEntries(docs);
  for (let i = 0; i < 500; i++) {
    await bob.putEntries([await author.entry({ id: `b${i}` }, new Uint8Array(2000).fill(i))]);
  }
  const { sync } = await connected({ alice, bob });
  const [a, b] = await Promise.all([
    sync('alice', 'bob', { directions: ['pull'] }),
    sync('bob', 'alice', { directions: ['pull'] }),
  ]);
  equal([a.pull.entries, b.pull.entries], [500, docs.length]);
  equal(await contentOf(alice), await contentOf(bob));
});

test('over a real data channel that is cut in the middle, the rest comes with the next one, and nothing twice', async () => {
  const { people } = await recordedTenant();
  const tenantId = `cut${Date.now()}`;
  const alice = await IndexedDbStore.open(tenantId, 'notes', 'attachments');
  cleanup(async () => {
    alice.close();
    await IndexedDbStore.delete(tenantId, 'notes', 'attachments');
  });
  const bob = new MemoryStore('notes', 'attachments');
  for await (const chunk of new Author(people.bob).chunks(64, 64 * 1024)) await bob.putEntries([chunk]);
  const put = [];
  const append = alice.append.bind(alice);
  alice.append = async (entries) => {
    put.push(...entries.map(({ id }) => id));
    await append(entries);
  };
  const cursors = new Map();
  const first = await connected({ alice, bob }, 'attachments');
  const progress = ({ bytes }) => bytes >= MIB && first.cut();
  const error = await first.sync('alice', 'bob', { cursors, progress }).catch((caught) => caught);
  equal([error.status, error.message], [503, 'the connection to the peer is closed']);
  const before = put.length;
  ok(before >= 16 && before < 64, `${before} of 64 entries had arrived`);
  equal((await alice.getAllIds()).length, before, 'all that arrived is stored');

  const { sync } = await connected({ alice, bob }, 'attachments');
  const { pull } = await sync('alice', 'bob', { cursors });
  equal([pull.entries, put.length, new Set(put).size], [64 - before, 64, 64]);
  equal(await contentOf(alice), await contentOf(bob));
}, { seconds: 60 });

test('over a real data channel, 50 MiB of attachments with bounded memory on both sides', async () => {
  const { people } = await recordedTenant();
  const [alice, bob] = [new MemoryStore('notes', 'attachments'), new MemoryStore('notes', 'attachments')];
  for await (const chunk of new Author(people.bob).chunks(200, 256 * 1024)) await bob.putEntries([chunk]);
  const { sync, alice: a, bob: b, channels } = await connected({ alice, bob }, 'attachments');
  const most = { alice: 0, bob: 0, channel: 0 };
  const watch = () => {
    most.alice = Math.max(most.alice, a.link.bufferedBytes);
    most.bob = Math.max(most.bob, b.link.bufferedBytes);
    most.channel = Math.max(most.channel, ...channels.map(({ bufferedAmount }) => bufferedAmount));
  };
  for (const channel of channels) {
    channel.addEventListener('message', watch);
    const send = channel.send.bind(channel);
    channel.send = (frame) => {
      send(frame);
      watch();
    };
  }
  const { pull } = await sync('alice', 'bob', { directions: ['pull'] });
  equal([pull.entries, pull.bytes], [200, 50 * MIB]);
  ok(most.channel <= CHANNEL_HIGH_BYTES + FRAME_BYTES, `${most.channel} bytes in the channel`);
  ok(most.alice <= MIB, `${most.alice} bytes at the side that reads`);
  ok(most.bob <= MIB, `${most.bob} bytes at the side that sends`);
}, { seconds: 120 });

test('over a real data channel, a device that is revoked in the middle is cut off on both sides', async () => {
  const { people } = await recordedTenant();
  const [alice, bob] = [new MemoryStore('notes', 'attachments'), new MemoryStore('notes', 'attachments')];
  for await (const chunk of new Author(people.bob).chunks(64, 64 * 1024)) await bob.putEntries([chunk]);
  const { sync, directory, alice: a, bob: b } = await connected({ alice, bob }, 'attachments');
  const progress = () => directory.revoke('alice');
  const error = await sync('alice', 'bob', { progress, directions: ['pull'] }).catch((caught) => caught);
  equal([error.status, error.message], [403, 'This device may no longer use tenant itopgolden']);
  equal([(await a.link.closed).status, (await b.link.closed).status], [403, 403]);
  ok((await alice.getAllIds()).length < 64);
}, { seconds: 60 });

import { equal, test } from '../harness.js';
import { Party } from '../support/party.js';
import { Author, contentOf, recordedTenant } from '../support/tenant.js';
import { until } from '../support/fake-system.js';
import { servePeer } from '../../serve/serve-peer.js';
import { MemoryStore } from '../../store/memory-store.js';
import { syncPeer } from '../../sync/sync-peer.js';
import { PeerLink } from '../../transport/peer-link.js';

/** A guest of a party who takes every channel that opens: serves a store on it, and pulls what the other side has. */
class Sharer {
  store = new MemoryStore('main');
  pulled = [];

  constructor(guest, directory, options) {
    this.guest = guest;
    guest.mesh.addEventListener('channel', ({ detail }) => this.#take(detail, directory, options));
  }

  #take({ channel, device }, directory, options) {
    const link = new PeerLink(channel);
    const { store } = this;
    servePeer(link, { tenantId: 'acme', stores: () => store, directory, self: this.guest.key.id, peer: device });
    const pull = { tenantId: 'acme', dbId: 'main', local: store, peer: device, directory, cursors: new Map() };
    syncPeer(link, { ...pull, directions: ['pull'], ...options }).then(
      (result) => this.pulled.push(result.pull.entries),
      (error) => this.pulled.push(error.status),
    );
  }
}

async function sharers(count, options) {
  const party = new Party();
  const { people, docs } = await recordedTenant();
  const directory = {
    adminDeviceId: people.admin.id,
    isActive: (device) => party.directory.isActive(device),
    isTrustedAuthor: (pem) => pem === people.alice.signingPublicKey || pem === people.bob.signingPublicKey,
    mayOpen: () => true,
  };
  const all = [];
  for (let number = 0; number < count; number++) all.push(new Sharer(await party.invite(number), directory, options));
  return { party, all, docs, people, join: () => Promise.all(all.map(({ guest }) => guest.mesh.join())) };
}

test('devices that meet through signed messages have the same entries a moment later', async () => {
  const { all, docs, join } = await sharers(3);
  await all[0].store.putEntries(docs.slice(0, 6));
  await all[1].store.putEntries(docs.slice(5));
  await join();
  await until(() => all.every(({ pulled }) => pulled.length === 2));
  const content = await contentOf(all[0].store);
  equal(content.size, docs.length);
  equal(await contentOf(all[1].store), content);
});

test('a channel that is lost in the middle is followed by another one, which brings the rest', async () => {
  let lose = () => {};
  const { all, people, join } = await sharers(2, { progress: ({ entries }) => entries > 0 && lose() });
  const [ann, bob] = all;
  const author = new Author(people.bob);
  for await (const chunk of author.chunks(64, 64 * 1024)) await bob.store.putEntries([chunk]);
  lose = () => {
    lose = () => {};
    ann.guest.channels[0].channel.close();
  };
  await join();
  await until(() => ann.pulled.length === 2);
  equal(ann.pulled[0], 503);
  equal((await ann.store.getStoreHead()).maxReceiptOrder, 64);
  equal(ann.guest.channels.map(({ again }) => again), [false, true]);
}, { seconds: 60 });

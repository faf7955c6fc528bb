import { servePeer } from '../../serve/serve-peer.js';
import { MemoryStore } from '../../store/memory-store.js';
import { syncPeer } from '../../sync/sync-peer.js';
import { PeerLink } from '../../transport/peer-link.js';
import { rtcPair } from './rtc.js';
import { recordedTenant } from './tenant.js';

/** People of the recorded tenant, each with a store `notes` and a real data channel to each of the others. */
export async function mesh(names, kind = 'docs') {
  const tenant = await recordedTenant();
  const { tenantId, people, directory } = tenant;
  const alone = () => ({ store: new MemoryStore('notes', kind), links: {}, sessions: [] });
  const peers = Object.fromEntries(names.map((name) => [name, alone()]));
  const end = (name, other, channel) => {
    const link = new PeerLink(channel);
    const stores = (dbId) => (dbId === 'notes' ? peers[name].store : null);
    peers[name].links[other] = link;
    peers[name].sessions.push(servePeer(link, { tenantId, stores, directory, self: people[name].id, peer: people[other].id }));
  };
  for (const [i, one] of names.entries()) {
    for (const other of names.slice(i + 1)) {
      const { channels } = await rtcPair();
      end(one, other, channels[0]);
      end(other, one, channels[1]);
    }
  }
  /** One pulls what another has. */
  const pull = (name, other, options) =>
    syncPeer(peers[name].links[other], {
      tenantId, dbId: 'notes', local: peers[name].store, peer: people[other].id, directory, cursors: new Map(),
      directions: ['pull'], ...options,
    });
  return { tenant, peers, pull };
}

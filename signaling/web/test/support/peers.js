import { PeerLink } from '../../transport/peer-link.js';
import { servePeer } from '../../serve/serve-peer.js';
import { channelPair } from './channels.js';
import { recordedTenant } from './tenant.js';

/**
 * Alice and Bob, connected by `channels`, which are in memory unless given. Each serves its stores: `stores` maps names like
 * `notes/docs` to them. `proven: false` leaves out what the handshake proves.
 */
export async function aliceAndBob({ stores, proven = true, options = {}, channels = channelPair() }) {
  const tenant = await recordedTenant();
  const [a, b] = channels;
  const ends = { alice: end('alice', 'bob', a), bob: end('bob', 'alice', b) };
  return { tenant, ...ends, channels: [a, b] };

  function end(name, other, channel) {
    const link = new PeerLink(channel);
    const told = [];
    const session = servePeer(link, {
      tenantId: tenant.tenantId,
      stores: (dbId, kind) => stores[name][`${dbId}/${kind}`] ?? null,
      directory: tenant.directory,
      self: tenant.people[name].id,
      ...(proven && { peer: tenant.people[other].id }),
      stored: (what) => told.push(what),
      ...options,
    });
    return { link, session, told };
  }
}

import { collect, jsonAnswer, parseJson } from '../transport/bodies.js';
import { PeerLink } from '../transport/peer-link.js';
import { servePeer } from '../serve/serve-peer.js';
import { syncPeer } from '../sync/sync-peer.js';

const NAME = '/demo/name';
const NAME_BYTES = 2048;

/**
 * One peer of the room: the link to it, and what goes over it. Each side pulls when they meet, and pushes what it gets later; so
 * nothing travels twice.
 *
 * Events: `change` when any of its members has changed; `stored` when entries of the peer are here.
 */
export class Peer extends EventTarget {
  /** As the mesh says it. */
  state = 'connecting';
  /** What the peer says its name is, if the directory has that name for its device. */
  name;
  received = 0;
  sent = 0;
  /** Of what is under way: `{done, total}`. */
  progress;
  /** Why the last exchange failed. */
  problem;

  #context;
  #link;
  #session;
  #work = Promise.resolve();

  /** @param {object} context `tenantId`, `identity`, `directory`, `stores` by kind */
  constructor(device, context) {
    super();
    this.device = device;
    this.#context = context;
  }

  become(state) {
    this.state = state;
    this.#changed();
  }

  /** Takes over a data channel that has opened. */
  open(channel) {
    const { tenantId, identity, directory, stores } = this.#context;
    const link = new PeerLink(channel);
    this.#link = link;
    this.#session = servePeer(withName(link, identity.username), {
      tenantId,
      stores: (dbId, kind) => (dbId === this.#context.dbId ? this.#watched(stores[kind]) : null),
      directory,
      self: identity.device.id,
      peer: this.device,
      stored: ({ entries }) => this.#stored(entries),
    });
    this.#inTurn(() => this.#askName(link));
    this.#exchange('pull');
  }

  /** Sends what the peer does not have yet, if there is a link. */
  push() {
    return this.#link?.open ? this.#exchange('push') : undefined;
  }

  /** The directory has changed. */
  check() {
    return this.#session?.check();
  }

  #exchange(direction) {
    const link = this.#link;
    return this.#inTurn(async () => {
      for (const store of Object.values(this.#context.stores)) {
        let told = 0;
        await syncPeer(link, {
          ...this.#context,
          local: store,
          peer: this.device,
          directions: [direction],
          progress: ({ entries, scanned, total }) => {
            this.#moved(direction, entries - told, { done: scanned, total });
            told = entries;
          },
        });
      }
    });
  }

  #moved(direction, entries, progress) {
    this[direction === 'pull' ? 'received' : 'sent'] += entries;
    this.progress = progress;
    this.#changed();
    if (direction === 'pull' && entries > 0) {
      this.dispatchEvent(new CustomEvent('stored'));
    }
  }

  /** The store as the peer sees it: what it takes is counted. */
  #watched(store) {
    const getEntries = async (ids) => {
      const entries = await store.getEntries(ids);
      this.sent += entries.length;
      this.#changed();
      return entries;
    };
    const get = (_, name) => {
      const member = name === 'getEntries' ? getEntries : store[name];
      return typeof member === 'function' ? member.bind(store) : member;
    };
    return new Proxy(store, { get });
  }

  #stored(entries) {
    this.received += entries;
    this.#changed();
    this.dispatchEvent(new CustomEvent('stored'));
  }

  async #askName(link) {
    const { head, body } = await link.request({ path: NAME });
    const { name } = head.status === 200 ? parseJson(await collect(body, NAME_BYTES)) : {};
    if (typeof name === 'string' && (await this.#context.directory.isOf(name, this.device))) {
      this.name = name;
      this.#changed();
    }
  }

  /** One thing after the other: two exchanges at once would send the same entries. */
  #inTurn(action) {
    this.#work = this.#work.then(action).then(
      () => this.#settled(undefined),
      (error) => this.#settled(error.message),
    );
    return this.#work;
  }

  #settled(problem) {
    this.problem = problem;
    this.progress = undefined;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}

/** A link that also tells the name of who signed in here. */
function withName(link, name) {
  return {
    serve: (handler) =>
      link.serve((head, body, signal) => (head.path === NAME ? jsonAnswer({ name }) : handler(head, body, signal))),
    close: (status, reason) => link.close(status, reason),
  };
}

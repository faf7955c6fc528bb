import { Mesh } from '../peer/mesh.js';
import { SignalingClient } from '../signaling/signaling-client.js';
import { ticketsOf } from '../signaling/ticket.js';
import { IndexedDbStore } from '../store/indexed-db-store.js';
import { WebStorageCursors } from '../sync/cursors.js';
import { Peer } from './peer.js';
import { syncWithServer } from './server-sync.js';
import { testEntries } from './test-entries.js';

const KINDS = ['docs', 'attachments'];

/**
 * What somebody does who has signed in: the stores of one database on this device, the room where its peers meet, and the server.
 *
 * Events: `change` when anything that is shown may have changed.
 */
export class Room extends EventTarget {
  /** Entries on this device, of both stores. */
  count = 0;
  /** `offline`, or what the signaling client says: `connecting`, `open`, `waiting`, `closed`. */
  connection = 'offline';
  /** Why there is no connection, in words. */
  reason = '';
  #account;
  #base;
  #stores;
  #client;
  #mesh;
  #peers = new Map();

  /** Use {@link Room.open}. */
  constructor(name, account, base, stores) {
    super();
    this.name = name;
    this.#account = account;
    this.#base = base;
    this.#stores = stores;
  }

  /** @param account what {@link signIn} gave */
  static async open(name, account, base) {
    const stores = {};
    for (const kind of KINDS) {
      stores[kind] = await IndexedDbStore.open(account.tenantId, account.dbId, kind);
    }
    const room = new Room(name, account, base, stores);
    await room.#recount();
    return room;
  }

  /** @returns {Peer[]} those who are here */
  get peers() {
    return [...this.#peers.values()];
  }

  /** Joins the room and connects with everybody in it, now and whenever somebody comes. */
  connect() {
    const { tenantId, identity, directory, server } = this.#account;
    const requestTicket = ticketsOf({ baseUrl: this.#base, tenant: tenantId, token: () => server.token() });
    this.#client = new SignalingClient({ requestTicket });
    this.#client.addEventListener('state', ({ detail }) => this.#became(detail));
    this.#client.addEventListener('change', ({ detail }) => detail.dbId === 'directory' && this.#refreshDirectory());
    this.#client.addEventListener('peer-joined', ({ detail }) => this.#peer(detail.peer.device));
    this.#client.addEventListener('peer-left', () => this.#changed());
    this.#client.addEventListener('error', ({ detail }) => this.#say(detail.message));
    this.#mesh = new Mesh({ client: this.#client, room: this.name, tenant: tenantId, key: identity.device, directory });
    this.#mesh.addEventListener('state', ({ detail }) => this.#peer(detail.device).become(detail.state));
    this.#mesh.addEventListener('channel', ({ detail }) => this.#peer(detail.device).open(detail.channel));
    this.#client.subscribe('directory', 'docs');
    this.#client.open();
    this.#mesh.join().catch((error) => this.#say(error.message));
    this.#became({ state: 'connecting' });
  }

  /** Leaves the room. Entries stay. */
  async disconnect() {
    await this.#mesh?.close();
    this.#client?.close();
    this.#peers.clear();
    this.#became({ state: 'offline' });
  }

  /** @returns what {@link syncWithServer} gives, summed up */
  async syncWithServer(progress) {
    const sum = { pulled: 0, pushed: 0, refused: 0 };
    const { server, directory } = this.#account;
    for (const store of Object.values(this.#stores)) {
      const result = await syncWithServer({ server, store, directory, progress });
      Object.keys(sum).forEach((key) => (sum[key] += result[key]));
    }
    await this.#stored();
    return sum;
  }

  async writeTestEntries(count) {
    await this.#stores.docs.putEntries(await testEntries(this.#account.identity.author, count));
    await this.#stored();
  }

  #peer(device) {
    let peer = this.#peers.get(device);
    if (peer === undefined) {
      const { tenantId, dbId, identity, directory } = this.#account;
      const cursors = new WebStorageCursors(localStorage);
      peer = new Peer(device, { tenantId, dbId, identity, directory, stores: this.#stores, cursors });
      peer.addEventListener('change', () => this.#changed());
      peer.addEventListener('stored', () => this.#stored(peer));
      this.#peers.set(device, peer);
      this.#changed();
    }
    return peer;
  }

  /** Entries are new here: the others may want them. */
  async #stored(from) {
    await this.#recount();
    this.peers.filter((peer) => peer !== from).forEach((peer) => peer.push());
  }

  async #recount() {
    const heads = await Promise.all(Object.values(this.#stores).map((store) => store.getStoreHead()));
    this.count = heads.reduce((sum, { maxReceiptOrder }) => sum + maxReceiptOrder, 0);
    this.#changed();
  }

  async #refreshDirectory() {
    const { directory, feed } = this.#account;
    const before = directory.version;
    await feed.refresh().catch((error) => this.#say(error.message));
    if (directory.version !== before) {
      await this.#mesh.checkDevices();
      await Promise.all(this.peers.map((peer) => peer.check()));
    }
  }

  #became({ state, reason, error }) {
    this.connection = state;
    this.#say(reason === 'revoked' ? 'This device may no longer use the tenant.' : (error?.message ?? ''));
  }

  #say(reason) {
    this.reason = reason;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}

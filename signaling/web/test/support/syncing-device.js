import {
  DirectoryFeed, Mesh, MemoryStore, PeerLink, SignalingClient, SyncServer, TenantDirectory, base64url, openIdentityFile, servePeer,
  syncPeer, ticketsOf,
} from '../../index.js';
import { until } from './fake-system.js';
import { recordedDirectory } from './recorded.js';
import { Author, contentOf, recordedTenant } from './tenant.js';

const BASE = `${location.origin}/`;

/** Counts the entries that one peer is given, over one channel. */
function counting(store, given) {
  const getEntries = async (ids) => {
    const entries = await store.getEntries(ids);
    given.push(...entries.map(({ id }) => id));
    return entries;
  };
  const get = (_, name) => {
    const member = name === 'getEntries' ? getEntries : store[name];
    return typeof member === 'function' ? member.bind(store) : member;
  };
  return new Proxy(store, { get });
}

/**
 * One device in this page that the local server of the same origin lets in, as an application would make it of the kit, for tests
 * that are written in Java: `globalThis.device`. It pulls what a peer has whenever a channel opens.
 */
class SyncingDevice {
  /** For each channel: `{device, given}`, and `entries` or `status` when its pull has ended. */
  channels = [];
  /** What was put into the store by peers. */
  taken = [];
  states = [];
  #identity;
  #directory;
  #feed;
  #server;
  #mesh;
  #store;
  #tenant;
  #cursors = new Map();
  #rtcs = [];
  #onProgress = () => {};
  #gate = { at: Infinity, reached: false, open: Promise.withResolvers() };

  /** The key of the administrator is known; all else is asked of the server. */
  async signIn({ identityFile, password }) {
    this.#identity = await openIdentityFile(identityFile, password);
    const { tenant } = await recordedDirectory();
    this.#tenant = tenant.tenantId;
    this.#server = new SyncServer({ base: BASE, tenantId: tenant.tenantId, identity: this.#identity });
    this.#directory = await TenantDirectory.open(tenant);
    this.#feed = new DirectoryFeed(this.#directory, this.#server);
    await this.#feed.refresh();
    return this.#identity.device.id;
  }

  /** Has these of the recorded documents. @returns {Promise<number>} how many there are in all */
  async hasDocuments(from, to) {
    const { docs } = await recordedTenant();
    this.#store = new MemoryStore('notes', 'docs');
    await this.#store.putEntries(docs.slice(from, to));
    return docs.length;
  }

  /** Has so many chunks of 64 KiB that Alice has signed: more than before, if it had some. */
  async hasChunks(count) {
    this.#store ??= new MemoryStore('notes', 'attachments');
    const { people } = await recordedTenant();
    for await (const chunk of new Author(people.alice).chunks(count, 64 * 1024)) await this.#store.putEntries([chunk]);
  }

  /** Enters the room and connects with everybody. */
  async join({ iceTransportPolicy } = {}) {
    this.#watchStore();
    const rtcs = this.#rtcs;
    class Kept extends RTCPeerConnection {
      constructor(configuration) {
        super(configuration);
        rtcs.push(this);
      }
    }
    const requestTicket = ticketsOf({ baseUrl: BASE, tenant: this.#tenant, token: () => this.#server.token() });
    const client = new SignalingClient({ requestTicket });
    const { device: key } = this.#identity;
    this.#mesh = new Mesh({
      client, key, room: 'db:notes', tenant: this.#tenant, directory: this.#directory, iceTransportPolicy, RTCPeerConnection: Kept,
    });
    client.addEventListener('state', ({ detail }) => this.states.push(detail.reason ?? detail.state));
    client.addEventListener('change', ({ detail }) => detail.dbId === 'directory' && this.#directoryChanged());
    this.#mesh.addEventListener('channel', ({ detail }) => this.#open(detail));
    client.subscribe('directory', 'docs');
    client.open();
    await this.#mesh.join();
  }

  /** All channels that are open pull what is new. */
  async pullAgain() {
    await Promise.all(this.channels.filter(({ link }) => link.open).map((channel) => this.#pull(channel)));
  }

  /** Waits until pulls from so many channels have ended, and says how: in the order of the channels. */
  async pulls(count) {
    const ended = () => this.channels.filter(({ entries, status }) => (entries ?? status) !== undefined);
    await until(() => ended().length >= count);
    return ended().map(({ device, entries, status, given }) => ({ device, entries, status, given: given.length }));
  }

  /** Waits until so many entries are here. */
  async hasEntries(count) {
    await until(async () => (await this.count()) === count);
  }

  async count() {
    return (await this.#store.getStoreHead()).maxReceiptOrder;
  }

  /** The same for equal stores. */
  async content() {
    const entries = [...(await contentOf(this.#store)).values()].map((entry) => Object.entries(entry).sort());
    const text = JSON.stringify(entries, (_, value) => (value instanceof Uint8Array ? [...value].join() : value));
    return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
  }

  /** Breaks the connection as soon as so many entries have come through it. */
  cutAfter(entries) {
    this.#onProgress = (progress) => {
      if (progress.entries < entries) return;
      this.#onProgress = () => {};
      this.#rtcs.at(-1).close();
    };
  }

  /** Takes so many entries, and no more until `goOn`. */
  stopAfter(entries) {
    this.#gate.at = entries;
  }

  async stands() {
    await until(() => this.#gate.reached);
  }

  goOn() {
    this.#gate.open.resolve();
  }

  async becomes(state) {
    await until(() => this.states.at(-1) === state);
  }

  /** Waits until the open connections are those to these devices. */
  async isConnectedWith(...devices) {
    const open = () => this.#mesh.connections.filter(({ state }) => state === 'open').map(({ device }) => device);
    await until(() => open().sort().join() === devices.sort().join());
  }

  /** Of the ways that are in use: the kinds of candidates at both ends. */
  async ways() {
    const ways = [];
    for (const rtc of this.#rtcs.filter(({ connectionState }) => connectionState === 'connected')) {
      const stats = await rtc.getStats();
      const { selectedCandidatePairId } = [...stats.values()].find(({ type }) => type === 'transport');
      const { localCandidateId, remoteCandidateId } = stats.get(selectedCandidatePairId);
      ways.push([localCandidateId, remoteCandidateId].map((id) => stats.get(id).candidateType).join('/'));
    }
    return ways;
  }

  #watchStore() {
    const append = this.#store.append.bind(this.#store);
    this.#store.append = async (entries) => {
      this.taken.push(...entries.map(({ id }) => id));
      await append(entries);
      if (this.taken.length < this.#gate.at) return;
      this.#gate.reached = true;
      await this.#gate.open.promise;
    };
  }

  #open({ channel, device }) {
    const link = new PeerLink(channel);
    const given = [];
    const store = counting(this.#store, given);
    const session = servePeer(link, {
      tenantId: this.#tenant,
      stores: (dbId, kind) => (dbId === store.getId() && kind === store.getStoreKind() ? store : null),
      directory: this.#directory,
      self: this.#identity.device.id,
      peer: device,
    });
    const opened = { device, link, session, given };
    this.channels.push(opened);
    this.#pull(opened);
  }

  async #pull(channel) {
    try {
      const { pull } = await syncPeer(channel.link, {
        tenantId: this.#tenant, dbId: 'notes', local: this.#store, peer: channel.device, directory: this.#directory,
        cursors: this.#cursors, directions: ['pull'], progress: (progress) => this.#onProgress(progress),
      });
      channel.entries = (channel.entries ?? 0) + pull.entries;
    } catch (error) {
      channel.status = error.status ?? String(error);
    }
  }

  async #directoryChanged() {
    await this.#feed.refresh();
    await this.#mesh.checkDevices();
    await Promise.all(this.channels.map(({ session }) => session.check()));
  }
}

globalThis.device = new SyncingDevice();

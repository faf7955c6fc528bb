import { isActive } from '../handshake/handshake.js';
import { Backoff } from '../signaling/backoff.js';
import { system as ofTheBrowser } from '../system.js';
import { PeerConnection } from './peer-connection.js';

/** How long a connection lives on beside the one that has taken its place, for what is under way, in milliseconds. */
const GRACE = 60_000;

/**
 * Connections to all peers of a room, one each, for as long as they are there.
 *
 * A peer, or this device, that comes back with a new session (each new connection to the signaling server has one) gets a new
 * connection; an older one to the same device stays open beside it for a minute, and for as long as it holds if none takes its
 * place. Only devices that are active in the directory are connected with.
 *
 * Events (CustomEvent): `channel` {channel, device, connection, again}: attach `onmessage` there and then; `lost` {device,
 * connection, reason}; `state` {device, connection, state}; `refused` {device, rule, message}.
 */
export class Mesh extends EventTarget {
  #client;
  #room;
  #own;
  #iceTransportPolicy;
  #system;
  #backoff;
  #current = new Map();
  #former = new Set();
  #unheard = new Set();
  #timers = new Set();
  #listening = new AbortController();

  constructor({ client, room, tenant, key, directory, iceTransportPolicy = 'all', RTCPeerConnection, system = ofTheBrowser }) {
    super();
    this.#client = client;
    this.#room = room;
    this.#own = { room, tenant, key, directory, RTCPeerConnection, system };
    this.#iceTransportPolicy = iceTransportPolicy;
    this.#system = system;
    this.#backoff = new Backoff(system);
    this.#client.addEventListener('state', ({ detail }) => detail.reason === 'revoked' && this.close(), this.#untilClosed());
    this.#on('peer-joined', ({ peer }) => this.#add(peer));
    this.#on('peer-left', ({ peer }) => this.#retire(peer));
    this.#on('signal', (message) => this.#current.get(message.from)?.accept(message));
  }

  /** Enters the room. Rejects as `SignalingClient.join` does. */
  async join() {
    this.#client.peers(this.#room).forEach((peer) => this.#add(peer));
    await this.#client.join(this.#room);
  }

  /** All that are not closed. */
  get connections() {
    return [...this.#former, ...this.#current.values()].filter(({ state }) => state !== 'closed');
  }

  /**
   * To be called when the directory has changed: ends connections to devices that are no longer active, and begins those that
   * have become so.
   */
  async checkDevices() {
    await Promise.all(this.connections.map((connection) => this.#check(connection)));
  }

  /** Says bye to everybody and leaves the room. */
  async close() {
    if (this.#listening.signal.aborted) return;
    this.#listening.abort();
    for (const timer of this.#timers) this.#system.clearTimeout(timer);
    await Promise.all(this.connections.map((connection) => connection.close()));
    this.#client.leave(this.#room);
  }

  #on(type, listener) {
    const here = ({ detail }) => detail.room === this.#room && listener(detail);
    this.#client.addEventListener(type, here, this.#untilClosed());
  }

  #untilClosed() {
    return { signal: this.#listening.signal };
  }

  #add(peer) {
    const { session } = this.#client;
    if (session === null || this.#current.has(peer.peer)) return;
    const connection = new PeerConnection({
      ...this.#own,
      session,
      peer,
      send: (signal) => this.#client.signal(this.#room, peer.peer, session, signal),
      configuration: () => ({ iceServers: this.#client.iceServers, iceTransportPolicy: this.#iceTransportPolicy }),
    });
    this.#current.set(peer.peer, connection);
    this.#watch(connection);
    this.#begin(connection);
  }

  async #begin(connection) {
    if (await isActive(this.#own.directory, connection.device)) connection.connect();
    else this.#tell('refused', connection, { rule: 'device', message: 'not active in the directory' });
  }

  #watch(connection) {
    const pass = (type) => connection.addEventListener(type, ({ detail }) => this.#tell(type, connection, detail));
    connection.addEventListener('state', ({ detail }) => this.#moved(connection, detail.state));
    connection.addEventListener('refused', ({ detail }) => detail.rule === 'device' && this.#unheard.add(connection));
    connection.addEventListener('gap', () => this.#renewLater());
    ['channel', 'lost', 'state', 'refused'].forEach(pass);
  }

  /** The peer is gone, or has another session now. */
  #retire(peer) {
    const connection = this.#current.get(peer.peer);
    if (connection === undefined) return;
    this.#current.delete(peer.peer);
    this.#unheard.delete(connection);
    connection.detach();
    if (connection.state === 'closed') return;
    this.#former.add(connection);
    this.#replace(connection.device);
    this.#check(connection);
  }

  /** What a device has said while it was not active was not heard: after that only new sessions are without a gap. */
  async #check(connection) {
    const active = await isActive(this.#own.directory, connection.device);
    if (this.#former.has(connection)) {
      if (!active) connection.close();
    } else if (!active) {
      connection.halt();
    } else if (this.#unheard.has(connection)) {
      this.#client.renew();
    } else {
      connection.connect();
    }
  }

  #moved(connection, state) {
    if (state === 'open') {
      this.#backoff.reset();
      this.#replace(connection.device);
    } else if (state === 'closed') {
      this.#former.delete(connection);
    }
  }

  /** Former connections to the device end soon if there is one of now. */
  #replace(device) {
    const now = [...this.#current.values()].some((connection) => connection.device === device && connection.state === 'open');
    if (!now) return;
    for (const connection of this.#former) {
      if (connection.device === device) this.#after(GRACE, () => connection.close());
    }
  }

  /** What a peer has said is lost; it begins again with a session that is new. */
  #renewLater() {
    this.#after(this.#backoff.next(), () => this.#client.renew());
  }

  #after(millis, action) {
    const timer = this.#system.setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, millis);
    this.#timers.add(timer);
  }

  #tell(type, connection, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail: { ...detail, device: connection.device, connection } }));
  }
}

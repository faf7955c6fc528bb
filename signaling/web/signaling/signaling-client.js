import { system as ofTheBrowser } from '../system.js';
import { Backoff } from './backoff.js';
import { Connection } from './connection.js';
import { isRoom, newSession } from './names.js';
import { Roster } from './roster.js';

/** A connection that held for so long was a good one: the waiting times begin anew. */
const GOOD = 60_000;

/** Between two attempts to come back into a room, in milliseconds. */
const REJOIN = 30_000;

/**
 * The connection to a signaling server (docs/signaling.md), for as long as it is wanted.
 *
 * A connection that breaks is made anew, after 1 s, 2 s … 60 s; one that gets old is replaced before it ends. Each has a new
 * session and a new ticket; rooms and subscriptions are taken up again. Only `revoked`, a ticket that is refused for good, and
 * `close` end it.
 *
 * It bears messages that come twice or in another order, except that `signal` events are as the server delivers them: who reads
 * them orders them (`Handshake` does).
 *
 * Events (CustomEvent, with `detail`): `state` {state, reason?, error?}, `peer-joined` and `peer-left` {room, peer},
 * `signal` {room, from, device, session, seq, kind, expires, data, signature}, `change` {dbId, storeKind, epoch,
 * maxReceiptOrder}, `error` {code, message, …} for what no call has rejected with.
 */
export class SignalingClient extends EventTarget {
  #requestTicket;
  #WebSocket;
  #system;
  #backoff;
  #state = 'idle';
  #connection = null;
  #welcome = null;
  #openedAt = 0;
  #timer = null;
  #rooms = new Map();
  #subscriptions = new Map();

  constructor({ requestTicket, WebSocket = globalThis.WebSocket, system = ofTheBrowser }) {
    super();
    this.#requestTicket = requestTicket;
    this.#WebSocket = WebSocket;
    this.#system = system;
    this.#backoff = new Backoff(system);
    this.iceServers = [];
  }

  /** `idle`, `connecting`, `open`, `waiting` (to connect again) or `closed`. */
  get state() {
    return this.#state;
  }

  /** Of the connection that is open, or null. */
  get session() {
    return this.#welcome === null ? null : this.#connection.session;
  }

  get peer() {
    return this.#welcome?.peer ?? null;
  }

  get device() {
    return this.#welcome?.device ?? null;
  }

  /** Who is in the room, without oneself. Nobody while there is no connection. */
  peers(room) {
    return this.#rooms.get(room)?.roster?.peers ?? [];
  }

  /** Connects, unless it does already. */
  open() {
    if (this.#state === 'idle') this.#connect();
  }

  /**
   * Enters the room, now and after each new connection.
   *
   * @returns {Promise<object[]>} who is there; rejects with a SignalingError if the server refuses, and if it is closed before
   */
  join(name) {
    if (!isRoom(name)) return Promise.reject(new Error(`"${name}" cannot be the name of a room`));
    if (this.#state === 'closed') return Promise.reject(new Error('the signaling client is closed'));
    const room = this.#rooms.get(name) ?? { joined: false, roster: null, waiting: [] };
    this.#rooms.set(name, room);
    if (room.joined) return Promise.resolve(this.peers(name));
    return new Promise((resolve, reject) => {
      room.waiting.push({ resolve, reject });
      if (room.waiting.length === 1 && this.#state === 'open') this.#enter(name, room);
    });
  }

  /** Leaves the room, without waiting for the server. */
  leave(name) {
    const room = this.#rooms.get(name);
    if (room === undefined) return;
    this.#rooms.delete(name);
    room.roster?.clear();
    for (const { reject } of room.waiting.splice(0)) reject(new Error(`room "${name}" was left`));
    if (this.#state === 'open') {
      this.#connection.tell({ type: 'leave', room: name }, (error) => this.#tellError(error, { room: name }));
    }
  }

  /**
   * Tells the changes of a store from now on, the first of them at once: where the store is.
   *
   * @throws nothing: what the server refuses is told as `error`
   */
  subscribe(dbId, storeKind) {
    const key = `${storeKind} ${dbId}`;
    if (this.#subscriptions.has(key) || this.#state === 'closed') return;
    this.#subscriptions.set(key, { dbId, storeKind, head: null });
    if (this.#state === 'open') this.#follow(key);
  }

  /**
   * Sends a signed signal to a peer of a room, if the session that has signed it is still that of the connection.
   *
   * @returns {boolean} whether it was sent; whether it arrives nobody knows
   */
  signal(name, to, session, signal) {
    if (this.session !== session || this.#rooms.get(name)?.joined !== true) return false;
    this.#connection.tell({ type: 'signal', room: name, to, ...signal }, (error) => this.#signalFailed(error, name));
    return true;
  }

  /** A new connection, and with it a new session, at once. */
  renew() {
    if (this.#state === 'open') this.#connection.end('renew');
  }

  /** Ends it for good. */
  close(reason = 'closed', error = undefined) {
    if (this.#state === 'closed') return;
    this.#system.clearTimeout(this.#timer);
    this.#become('closed', { reason, error });
    this.#connection?.end('closed');
    for (const name of [...this.#rooms.keys()]) this.leave(name);
    this.#subscriptions.clear();
  }

  async #connect() {
    this.#become('connecting');
    let ticket;
    try {
      ticket = await this.#requestTicket();
    } catch (error) {
      if (this.#state === 'closed') return;
      if (error?.final === true) this.close('refused', error);
      else this.#wait(error);
      return;
    }
    if (this.#state === 'closed') return;
    this.iceServers = ticket.iceServers ?? [];
    try {
      this.#connection = new Connection({
        ticket,
        session: newSession(),
        WebSocket: this.#WebSocket,
        system: this.#system,
        onWelcome: (welcome) => this.#welcomed(welcome),
        onMessage: (message) => this.#take(message),
        onEnd: (reason) => this.#ended(reason),
      });
    } catch (error) {
      this.close('refused', error);
    }
  }

  #welcomed(welcome) {
    this.#welcome = welcome;
    this.#openedAt = this.#system.now();
    this.#become('open');
    for (const [name, room] of this.#rooms) this.#enter(name, room);
    for (const key of this.#subscriptions.keys()) this.#follow(key);
  }

  #ended(reason) {
    const good = this.#welcome !== null && this.#system.now() - this.#openedAt >= GOOD;
    this.#welcome = null;
    if (this.#state === 'closed') return;
    if (good) this.#backoff.reset();
    this.#become('waiting', { reason });
    for (const room of this.#rooms.values()) {
      room.joined = false;
      room.roster?.clear();
      room.roster = null;
    }
    if (reason === 'revoked') this.close('revoked');
    else if (reason === 'renew') this.#connect();
    else this.#wait();
  }

  #wait(error) {
    this.#become('waiting', error === undefined ? {} : { reason: 'no ticket', error });
    this.#timer = this.#system.setTimeout(() => this.#connect(), this.#backoff.next());
  }

  async #enter(name, room) {
    const connection = this.#connection;
    room.roster ??= this.#rosterOf(name);
    try {
      await connection.ask({ type: 'join', room: name });
    } catch (error) {
      if (connection === this.#connection && this.#rooms.get(name) === room) this.#notEntered(name, room, error);
      return;
    }
    for (const { resolve } of room.waiting.splice(0)) resolve(this.peers(name));
  }

  /** A room that one was in before is tried again: perhaps it is one's own last connection that still fills it. */
  #notEntered(name, room, error) {
    if (this.#state !== 'open') return;
    if (room.waiting.length === 0 && error.code !== 'forbidden') {
      const wanted = () => this.#state === 'open' && this.#rooms.get(name) === room && !room.joined;
      this.#system.setTimeout(() => wanted() && this.#enter(name, room), REJOIN);
    } else {
      this.#rooms.delete(name);
    }
    if (room.waiting.length === 0) this.#tellError(error, { room: name });
    for (const { reject } of room.waiting.splice(0)) reject(error);
  }

  #rosterOf(name) {
    return new Roster({
      own: { peer: this.peer, session: this.session },
      onJoined: (peer) => this.#tell('peer-joined', { room: name, peer }),
      onLeft: (peer) => this.#tell('peer-left', { room: name, peer }),
    });
  }

  async #follow(key) {
    const { dbId, storeKind } = this.#subscriptions.get(key);
    const connection = this.#connection;
    try {
      await connection.ask({ type: 'subscribe', dbId, storeKind });
    } catch (error) {
      if (connection !== this.#connection || this.#state !== 'open') return;
      this.#subscriptions.delete(key);
      this.#tellError(error, { dbId, storeKind });
    }
  }

  #take(message) {
    const room = this.#rooms.get(message.room);
    switch (message.type) {
      case 'joined':
        if (room === undefined || !Array.isArray(message.peers)) return;
        room.joined = true;
        message.peers.forEach((peer) => room.roster?.see(peer));
        return;
      case 'peer-joined':
        room?.roster?.see(message.peer);
        return;
      case 'peer-left':
        room?.roster?.leave(message.peer);
        return;
      case 'signal':
        if (room?.roster?.see({ peer: message.from, device: message.device, session: message.session })) {
          this.#tell('signal', message);
        }
        return;
      case 'change':
        this.#changed(message);
        return;
      case 'error':
        this.#tell('error', message);
        return;
      default:
    }
  }

  /** The way of a head is forward; what is behind the known one came late, or twice. */
  #changed({ dbId, storeKind, epoch, maxReceiptOrder }) {
    const subscription = this.#subscriptions.get(`${storeKind} ${dbId}`);
    if (subscription === undefined) return;
    const { head } = subscription;
    if (head !== null && head.epoch === epoch && maxReceiptOrder <= head.maxReceiptOrder) return;
    subscription.head = { epoch, maxReceiptOrder };
    this.#tell('change', { dbId, storeKind, epoch, maxReceiptOrder });
  }

  #signalFailed(error, room) {
    if (error.code === 'peer-gone') this.#rooms.get(room)?.roster?.leave(error.detail.peer);
    else this.#tellError(error, { room });
  }

  #tellError(error, where) {
    this.#tell('error', { code: error.code ?? 'no-answer', message: error.message, ...where });
  }

  #become(state, detail = {}) {
    if (this.#state === state) return;
    this.#state = state;
    this.#tell('state', { state, ...detail });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

import { newSession } from '../../signaling/names.js';
import { seeded, soon } from './fake-system.js';

/**
 * A signaling server in the page: what docs/signaling.md says, for one tenant, as far as clients can see it.
 *
 * With `shuffle` it delivers in any order, with `repeat` some messages twice. `mangle(message, to)` makes a malicious one of
 * it: it returns (or promises) what is delivered to the connection `to` instead. `refuse(message, connection)` returns an error to answer with.
 */
export class FakeServer {
  connections = new Set();
  received = [];
  heads = new Map();
  mangle = (message) => [message];
  refuse = () => undefined;
  refuseTickets = null;
  tickets = 0;
  silent = false;
  iceServers = [];
  lifetime = 2 * 60 * 60_000;
  #random;
  #shuffle;
  #repeat;
  #system;
  #queue = [];

  constructor({ system, shuffle = false, repeat = 0, seed = 1 }) {
    this.#system = system;
    this.#shuffle = shuffle;
    this.#repeat = repeat;
    this.#random = seeded(seed);
    const server = this;
    this.WebSocket = class extends FakeSocket {
      constructor(url, protocols) {
        super(server, url, protocols);
      }
    };
  }

  /** The function of a device that asks for tickets. */
  ticketsOf(device) {
    return async () => {
      this.tickets++;
      if (this.refuseTickets !== null) throw this.refuseTickets;
      return {
        url: 'wss://signaling.invalid/',
        protocols: ['blindhop.v1', `ticket.${device}`],
        expiresAt: this.#system.now() + 60_000,
        iceServers: this.iceServers,
      };
    };
  }

  /** The messages of one type that clients have sent. */
  sent(type) {
    return this.received.filter((message) => message.type === type);
  }

  of(device) {
    return [...this.connections].find((connection) => connection.device === device);
  }

  async post(connection, message) {
    const copies = this.#random() < this.#repeat ? 2 : 1;
    for (const out of await this.mangle(structuredClone(message), connection)) {
      for (let copy = 0; copy < copies; copy++) this.#deliver(() => connection.socket.receive(out));
    }
  }

  take(connection, message) {
    this.received.push({ ...message, by: connection.device });
    if (this.silent) return;
    const error = this.refuse(message, connection);
    if (error !== undefined) {
      this.post(connection, { type: 'error', message: error.code, re: message.re, ...error });
      return;
    }
    this[`on_${message.type}`]?.(connection, message);
  }

  on_hello(connection, { session, re }) {
    Object.assign(connection, { session, peer: newSession() });
    const expiresAt = this.#system.now() + this.lifetime;
    this.post(connection, { type: 'welcome', peer: connection.peer, device: connection.device, expiresAt, re });
  }

  on_join(connection, { room, re }) {
    const others = this.others(room, connection);
    if (!connection.rooms.has(room)) {
      connection.rooms.add(room);
      for (const other of others) this.post(other, { type: 'peer-joined', room, peer: described(connection) });
    }
    this.post(connection, { type: 'joined', room, peers: others.map(described), re });
  }

  on_leave(connection, { room, re }) {
    this.depart(connection, room);
    this.post(connection, { type: 'left', room, re });
  }

  on_signal(connection, { to, re, ...signal }) {
    const receiver = this.others(signal.room, connection).find((other) => other.peer === to);
    if (receiver === undefined) {
      this.post(connection, { type: 'error', code: 'peer-gone', message: 'gone', room: signal.room, peer: to, re });
    } else {
      const { peer, device, session } = described(connection);
      this.post(receiver, { ...signal, from: peer, device, session });
    }
  }

  on_subscribe(connection, { dbId, storeKind, re }) {
    const head = this.heads.get(dbId) ?? { epoch: 'e1', maxReceiptOrder: 0 };
    this.post(connection, { type: 'change', dbId, storeKind, ...head, re });
  }

  on_ping(connection, { re }) {
    this.post(connection, { type: 'pong', re });
  }

  others(room, connection) {
    return [...this.connections].filter((other) => other !== connection && other.rooms.has(room));
  }

  depart(connection, room) {
    if (!connection.rooms.delete(room)) return;
    for (const other of this.others(room, connection)) this.post(other, { type: 'peer-left', room, peer: connection.peer });
  }

  /** Ends a connection as networks do. */
  cut(connection) {
    if (!this.connections.delete(connection)) return;
    for (const room of [...connection.rooms]) this.depart(connection, room);
    this.#deliver(() => connection.socket.closed(1006));
  }

  #deliver(action) {
    this.#queue.push(action);
    soon(() => {
      const at = this.#shuffle ? Math.floor(this.#random() * this.#queue.length) : 0;
      this.#queue.splice(at, 1)[0]?.();
    });
  }
}

function described({ peer, device, session }) {
  return { peer, device, session };
}

class FakeSocket {
  readyState = 0;
  #server;
  #connection;

  constructor(server, url, protocols) {
    this.#server = server;
    this.#connection = { socket: this, device: protocols[1].slice('ticket.'.length), rooms: new Set(), peer: null, session: null };
    soon(() => {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      server.connections.add(this.#connection);
      this.onopen?.();
    });
  }

  send(text) {
    const message = JSON.parse(text);
    soon(() => this.#server.connections.has(this.#connection) && this.#server.take(this.#connection, message));
  }

  receive(message) {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(message) });
  }

  close() {
    this.#server.cut(this.#connection);
    this.readyState = Math.max(this.readyState, 2);
  }

  closed(code) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

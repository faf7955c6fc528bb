import { Handshake } from '../handshake/handshake.js';
import { Backoff } from '../signaling/backoff.js';
import { readDescription } from './description.js';
import { Link } from './link.js';

/** The states from which it may be begun. */
const STARTING = new Set(['connecting', 'lost', 'halted']);

/**
 * The connection to one peer of a room: a data channel to a device that has proved itself.
 *
 * It offers or waits, as the sessions say: the lower one is polite, the higher one makes the first offer. A way that breaks is
 * looked for anew (ICE restart); a connection that is lost is made anew, after 1 s, 2 s … 60 s, until `close`, a `bye` of the
 * peer, or a gap in its messages, after which only new sessions help.
 *
 * Nothing reaches the browser's WebRTC that the handshake has not let through, and descriptions reach it as they were signed.
 *
 * Events (CustomEvent): `channel` {channel, device, again} whenever a channel is open: attach `onmessage` there and then;
 * `lost` {reason}; `state` {state}; `refused` {rule, message}; `gap`.
 */
export class PeerConnection extends EventTarget {
  #handshake;
  #send;
  #configuration;
  #RTCPeerConnection;
  #system;
  #polite;
  #backoff;
  #link = null;
  #channel = null;
  #state = 'connecting';
  #opened = 0;
  #timer = null;
  #detached = false;
  #work = Promise.resolve();
  #sending = Promise.resolve();

  /**
   * `configuration()` is asked for each RTCPeerConnection and each restart. `send(signal)` sends to this peer; it may fail
   * silently.
   */
  constructor({ RTCPeerConnection = globalThis.RTCPeerConnection, ...options }) {
    super();
    const { key, directory, tenant, room, session, peer, send, configuration, system } = options;
    this.peer = peer;
    this.device = peer.device;
    this.session = session;
    this.#send = send;
    this.#configuration = configuration;
    this.#RTCPeerConnection = RTCPeerConnection;
    this.#system = system;
    this.#backoff = new Backoff(system);
    this.#polite = session < peer.session;
    this.#handshake = new Handshake({
      key,
      directory,
      tenant,
      room,
      session,
      peer,
      system,
      onSignal: (signal) => this.#then(() => this.#take(signal)),
      onRefused: (refusal) => this.#tell('refused', refusal),
      onGap: () => this.#gap(),
    });
  }

  /**
   * `connecting`, `open`, `restarting`, `lost` (to be made anew), `ended` (by the peer, until it comes back), `halted` or
   * `closed`.
   */
  get state() {
    return this.#state;
  }

  /** The open one, or null. */
  get channel() {
    return this.#channel;
  }

  /** Offers, if that is this side's part. */
  connect() {
    if (this.#polite || this.#detached || this.#link !== null || !STARTING.has(this.#state)) return;
    this.#become('connecting');
    this.#begin();
  }

  /** Takes a signal of this peer as the server delivered it. */
  accept(message) {
    return this.#handshake.accept(message);
  }

  /** The sessions are over. What is open lives on as long as it holds by itself; nothing can be made anew. */
  detach() {
    this.#detached = true;
    this.#system.clearTimeout(this.#timer);
    this.#handshake.close();
    this.#link?.detach();
    if (this.#state !== 'open') this.close();
  }

  /** Ends what there is, and says so, until `connect` or an offer of the peer that is let through. */
  halt() {
    if (this.#link !== null) this.#say('bye', { type: 'bye', reason: 'refused' });
    this.#drop();
    if (this.#state !== 'closed') this.#become('halted');
  }

  /** Ends it and says so to the peer. @returns {Promise<void>} when that is sent */
  close(reason = 'closed') {
    if (this.#state === 'closed') return this.#sending;
    if (!this.#detached && this.#state !== 'ended') this.#say('bye', { type: 'bye', reason });
    this.#handshake.close();
    this.#drop();
    this.#become('closed');
    return this.#sending;
  }

  #begin() {
    this.#link = new Link({
      polite: this.#polite,
      configuration: this.#configuration,
      RTCPeerConnection: this.#RTCPeerConnection,
      system: this.#system,
      say: (kind, object) => this.#say(kind, object),
      onOpen: (channel) => this.#open(channel),
      onLost: (reason) => this.#lost(reason, true),
      onRestart: () => this.#become('restarting'),
      onMended: () => this.#become('open'),
    });
  }

  /** One signal after the other: the next one may need what this one does. */
  #then(step) {
    this.#work = this.#work.then(step).catch((error) => this.#tell('refused', { rule: 'description', message: error.message }));
  }

  async #take({ kind, data, seq }) {
    if (this.#state === 'closed') return;
    switch (kind) {
      case 'offer':
        return this.#takeOffer(readDescription(kind, data), seq);
      case 'answer': {
        const description = readDescription(kind, data);
        const taken = (await this.#link?.whileOpen(this.#link.takeAnswer(description))) ?? false;
        if (!taken) this.#tell('refused', { rule: 'answer', message: 'an answer to no offer' });
        return undefined;
      }
      case 'candidates':
        return this.#link?.whileOpen(this.#link.takeCandidates(JSON.parse(data)));
      default:
        return this.#takeBye(JSON.parse(data));
    }
  }

  async #takeOffer(description, seq) {
    // An RTCPeerConnection keeps its origin: another one is a new one, and the old one is no more.
    const known = this.#link?.remoteOrigin ?? null;
    if (this.#link === null || (known !== null && known !== description.origin)) {
      this.#drop();
      this.#become('connecting');
      this.#begin();
    }
    return this.#link.whileOpen(this.#link.takeOffer(description, seq));
  }

  #takeBye({ reason, origin }) {
    if (reason !== 'lost') {
      this.#drop();
      this.#become('ended');
    } else if (this.#link !== null && (origin === undefined || origin === this.#link.localOrigin)) {
      this.#lost('the peer has lost it', false);
    }
  }

  #open(channel) {
    this.#backoff.reset();
    this.#channel = channel;
    this.#become('open');
    this.#tell('channel', { channel, device: this.device, again: this.#opened++ > 0 });
  }

  #lost(reason, sayIt) {
    if (sayIt && !this.#detached) this.#say('bye', { type: 'bye', reason: 'lost', origin: this.#link.remoteOrigin ?? undefined });
    this.#drop();
    this.#become('lost');
    this.#tell('lost', { reason });
    if (this.#detached) this.close();
    else if (this.#state === 'lost') this.#timer = this.#system.setTimeout(() => this.connect(), this.#backoff.next());
  }

  #gap() {
    this.detach();
    this.#tell('gap');
  }

  #drop() {
    this.#system.clearTimeout(this.#timer);
    this.#link?.close();
    this.#link = null;
    this.#channel = null;
  }

  /** Signs and sends. The number is given at once, so that the order is that of the words. */
  #say(kind, object) {
    const seq = this.#handshake.nextSeq;
    const sent = this.#handshake.seal(kind, JSON.stringify(object)).then(this.#send);
    this.#sending = Promise.all([this.#sending, sent]).then(() => {});
    return seq;
  }

  #become(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.#tell('state', { state });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

import type { Listener } from '../listener.js';
import type { System } from '../system.js';
import type { Ticket } from './ticket.js';

/** Somebody in a room. `device` is a hint of the server until a signature has proved it. */
export interface Peer {
  readonly peer: string;
  readonly device: string;
  readonly session: string;
}

export type SignalKind = 'offer' | 'answer' | 'candidates' | 'bye';

/** What is sent to a peer: the members that are signed, and the signature. */
export interface Signal {
  seq: number;
  kind: SignalKind;
  /** Milliseconds since 1970. */
  expires: number;
  data: string;
  signature: string;
}

/** As the server delivers it: nothing in it is proved. */
export interface ReceivedSignal extends Signal {
  room: string;
  from: string;
  device: string;
  session: string;
}

export type ClientState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

export interface SignalingEvents {
  state: CustomEvent<{ state: ClientState; reason?: string; error?: Error }>;
  'peer-joined': CustomEvent<{ room: string; peer: Peer }>;
  'peer-left': CustomEvent<{ room: string; peer: Peer }>;
  signal: CustomEvent<ReceivedSignal>;
  change: CustomEvent<{ dbId: string; storeKind: 'docs' | 'attachments'; epoch: string; maxReceiptOrder: number }>;
  error: CustomEvent<{ code: string; message: string; [member: string]: unknown }>;
}

export interface SignalingClientOptions {
  /** Asked for each connection. If it rejects with an error whose `final` is true, the client closes. */
  requestTicket: () => Promise<Ticket>;
  WebSocket?: typeof WebSocket;
  system?: System;
}

/** The connection to a signaling server, for as long as it is wanted: docs/signaling.md. */
export class SignalingClient extends EventTarget {
  constructor(options: SignalingClientOptions);

  readonly state: ClientState;
  /** Of the connection that is open, otherwise null. Each connection has another. */
  readonly session: string | null;
  readonly peer: string | null;
  readonly device: string | null;
  /** Of the newest ticket. */
  readonly iceServers: RTCIceServer[];

  /** Connects, unless it does already. */
  open(): void;

  /** Enters the room, now and after each new connection. Rejects if the server refuses. */
  join(room: string): Promise<Peer[]>;

  /** Leaves the room, without waiting for the server. */
  leave(room: string): void;

  /** Who is in the room, without oneself. */
  peers(room: string): Peer[];

  /** `change` is told from now on; a refusal as `error`. */
  subscribe(dbId: string, storeKind: 'docs' | 'attachments'): void;

  /** Sends a signed signal if `session` is still that of the connection. Returns whether it was sent. */
  signal(room: string, to: string, session: string, signal: Signal): boolean;

  /** A new connection, and with it a new session, at once. */
  renew(): void;

  /** Ends it for good. */
  close(): void;

  addEventListener<K extends keyof SignalingEvents>(
    type: K,
    listener: Listener<SignalingEvents[K]> | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

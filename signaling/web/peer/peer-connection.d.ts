import type { Refusal } from '../handshake/handshake.js';
import type { Listener } from '../listener.js';
import type { Peer } from '../signaling/signaling-client.js';

export type ConnectionState = 'connecting' | 'open' | 'restarting' | 'lost' | 'ended' | 'halted' | 'closed';

/** What was refused: by a rule of the handshake, for its description, or as an answer to no offer. Nobody else is told. */
export interface RefusedDetail {
  rule: Refusal | 'description' | 'answer';
  message: unknown;
}

export interface PeerConnectionEvents {
  /** Attach `onmessage` there and then. `again`: there was one before. */
  channel: CustomEvent<{ channel: RTCDataChannel; device: string; again: boolean }>;
  lost: CustomEvent<{ reason: string }>;
  state: CustomEvent<{ state: ConnectionState }>;
  refused: CustomEvent<RefusedDetail>;
  gap: CustomEvent<null>;
}

/** The connection to one peer of a room: a data channel to a device that has proved itself. A `Mesh` makes them. */
export class PeerConnection extends EventTarget {
  private constructor(options: unknown);

  readonly peer: Peer;
  readonly device: string;
  /** One's own. */
  readonly session: string;
  readonly state: ConnectionState;
  /** The open one, or null. */
  readonly channel: RTCDataChannel | null;

  /** Ends it and says so to the peer. Resolves when that is sent. */
  close(reason?: string): Promise<void>;

  addEventListener<K extends keyof PeerConnectionEvents>(
    type: K,
    listener: Listener<PeerConnectionEvents[K]> | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

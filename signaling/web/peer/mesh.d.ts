import type { DeviceKey } from '../crypto/device-key.js';
import type { DeviceDirectory } from '../handshake/handshake.js';
import type { Listener } from '../listener.js';
import type { SignalingClient } from '../signaling/signaling-client.js';
import type { System } from '../system.js';
import type { ConnectionState, PeerConnection, RefusedDetail } from './peer-connection.js';

export interface MeshOptions {
  client: SignalingClient;
  room: string;
  tenant: string;
  key: DeviceKey;
  directory: DeviceDirectory;
  /** `relay` hides addresses from peers; it needs a TURN server. */
  iceTransportPolicy?: RTCIceTransportPolicy;
  RTCPeerConnection?: typeof RTCPeerConnection;
  system?: System;
}

export interface MeshEvents {
  /** To `device`, which has proved itself. Attach `onmessage` there and then. `again`: this connection had one before. */
  channel: CustomEvent<{ channel: RTCDataChannel; device: string; connection: PeerConnection; again: boolean }>;
  lost: CustomEvent<{ device: string; connection: PeerConnection; reason: string }>;
  state: CustomEvent<{ device: string; connection: PeerConnection; state: ConnectionState }>;
  refused: CustomEvent<RefusedDetail & { device: string; connection: PeerConnection }>;
}

/** Connections to all peers of a room, one each, for as long as they are there. */
export class Mesh extends EventTarget {
  constructor(options: MeshOptions);

  /** All that are not closed. */
  readonly connections: PeerConnection[];

  /** Enters the room. Rejects as `SignalingClient.join` does. */
  join(): Promise<void>;

  /** To be called when the directory has changed. */
  checkDevices(): Promise<void>;

  /** Says bye to everybody and leaves the room. */
  close(): Promise<void>;

  addEventListener<K extends keyof MeshEvents>(
    type: K,
    listener: Listener<MeshEvents[K]> | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

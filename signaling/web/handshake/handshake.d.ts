import type { DeviceKey } from '../crypto/device-key.js';
import type { Peer, ReceivedSignal, Signal, SignalKind } from '../signaling/signaling-client.js';
import type { System } from '../system.js';

/** The tenant directory as this device knows it. Anything but true is no. */
export interface DeviceDirectory {
  isActive(device: string): boolean | Promise<boolean>;
}

/** By which rule a message was refused. */
export type Refusal = 'form' | 'peer' | 'sequence' | 'expiry' | 'signature' | 'device';

export interface HandshakeOptions {
  key: DeviceKey;
  directory: DeviceDirectory;
  tenant: string;
  room: string;
  /** One's own. */
  session: string;
  peer: Pick<Peer, 'device' | 'session'>;
  system: System;
  onSignal: (signal: { kind: SignalKind; data: string; seq: number }) => void;
  onRefused?: (refusal: { rule: Refusal; message: ReceivedSignal }) => void;
  onGap: () => void;
}

/** What one session says to one other in one room, signed and checked. */
export class Handshake {
  /** @throws {Error} if the peer has one's own session */
  constructor(options: HandshakeOptions);

  /** The number that the next signal will have. */
  readonly nextSeq: number;

  /** The members of the next signal. */
  seal(kind: SignalKind, data: string): Promise<Signal>;

  /** Takes a signal as the server delivered it. Never rejects. */
  accept(message: ReceivedSignal): Promise<void>;

  close(): void;
}

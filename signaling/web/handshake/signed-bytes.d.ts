import type { SignalKind } from '../signaling/signaling-client.js';

export interface SignedParty {
  device: string;
  session: string;
}

/** What the signature of a signal is over: docs/signaling.md, "Signatures". */
export function signedBytes(signal: {
  kind: SignalKind;
  tenant: string;
  room: string;
  from: SignedParty;
  to: SignedParty;
  seq: number;
  expires: number;
  data: string;
}): Promise<Uint8Array>;

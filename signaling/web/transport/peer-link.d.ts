/** The bytes of one direction of a request. Iterate once; leaving the loop early gives the request up. */
export interface Body extends AsyncIterable<Uint8Array> {
  readonly bufferedBytes: number;
  /** The next bytes, null at the end; rejects if the body broke off. */
  read(): Promise<Uint8Array | null>;
}

export interface Message {
  head: Record<string, unknown>;
  body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export type Handler = (head: Record<string, unknown>, body: Body, signal: AbortSignal) => Message | Promise<Message>;

export interface Timers {
  setTimeout(action: () => void, ms: number): unknown;
  clearTimeout(timer: any): void;
}

/** Requests and answers over one ordered, reliable data channel, in both directions at once. */
export class PeerLink {
  constructor(channel: RTCDataChannel, options?: { maxMessageSize?: number; idleMs?: number; timers?: Timers });
  /** Bytes of bodies that wait here, to be sent or to be read, and in the channel. */
  readonly bufferedBytes: number;
  readonly open: boolean;
  /** Resolves when the link has ended, with the reason. */
  readonly closed: Promise<import('./peer-error.js').PeerError>;
  serve(handler: Handler): void;
  request(
    head: Record<string, unknown>,
    body?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    options?: { signal?: AbortSignal },
  ): Promise<{ head: Record<string, unknown>; body: Body }>;
  close(status?: number, reason?: string): void;
}

/** The answer of `POST /:tenantId/signaling/tickets`. */
export interface Ticket {
  url: string;
  protocols: string[];
  /** Milliseconds since 1970. */
  expiresAt: number;
  iceServers: RTCIceServer[];
  iceExpiresAt?: number;
}

/** The server gave no ticket. */
export class TicketError extends Error {
  readonly status: number;
  /** Asking again is of no use: 403 and 404. */
  readonly final: boolean;
}

export interface TicketOptions {
  baseUrl: string;
  tenant: string;
  /** Asked for each ticket. */
  token: () => string | Promise<string>;
  fetch?: typeof fetch;
}

/** A function that asks the sync server for a ticket. @throws {TicketError} when it is called */
export function ticketsOf(options: TicketOptions): () => Promise<Ticket>;

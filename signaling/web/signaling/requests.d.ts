/** The server says that a message was not carried out: `code` is one of docs/signaling.md. */
export class SignalingError extends Error {
  readonly code: string;
  /** The other members of the message. */
  readonly detail: Record<string, unknown>;
}

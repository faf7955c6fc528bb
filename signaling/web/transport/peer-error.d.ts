/** A request that failed, or a link that ended. `status` is that of HTTP. */
export class PeerError extends Error {
  constructor(status: number, message: string);
  readonly name: 'PeerError';
  readonly status: number;
}

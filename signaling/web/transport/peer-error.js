/**
 * A request that failed, or a link that ended. `status` is that of HTTP, with these meanings where no server answers:
 * 408 nothing moved for too long, 413 over a limit, 499 cancelled by the side that asked, 502 the peer sent what it must not,
 * 503 the link is closed.
 */
export class PeerError extends Error {
  constructor(status, message) {
    super(message);
    this.name = 'PeerError';
    this.status = status;
  }
}

import { PeerError } from '../transport/peer-error.js';

const DB_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Who the other side is, and what it may open. Asks the directory every time: a revocation counts from the next question on. */
export class Gate {
  #tenantId;
  #peer;
  #directory;
  #login;
  #end;
  #devices = new Set();

  /**
   * @param {object} of
   * @param {string | undefined} of.peer the device that the other end of the channel is proven to be
   * @param {(error: PeerError) => void} of.end ends the session
   */
  constructor({ tenantId, peer, directory, login, end }) {
    this.#tenantId = tenantId;
    this.#peer = peer;
    this.#directory = directory;
    this.#login = login;
    this.#end = end;
    if (peer !== undefined) {
      this.#devices.add(peer);
    }
  }

  /** A device that wants to log in. @throws {PeerError} 403 */
  async admit(device) {
    if (this.#peer !== undefined && device !== this.#peer) {
      throw new PeerError(403, 'The login is for another device than the one that this connection was made with');
    }
    if (!(await this.#directory.isActive(device))) {
      throw new PeerError(403, `This device has no active access grant in tenant ${this.#tenantId}`);
    }
    this.#devices.add(device);
  }

  /** Who makes a request. @throws {PeerError} 401 */
  async caller(token) {
    const device = token === undefined ? this.#peer : await this.#login.deviceOfToken(token);
    if (device === undefined) {
      throw new PeerError(401, 'Missing token: log in first');
    }
    if (device === null || (this.#peer !== undefined && device !== this.#peer)) {
      throw new PeerError(401, 'Invalid or expired token');
    }
    await this.#stillActive(device);
    return device;
  }

  /** @throws {PeerError} 400 for what is no database, 403 for one that the device may not open, 401 if it may nothing any more */
  async open(dbId, device) {
    if (typeof dbId !== 'string' || !DB_ID.test(dbId)) {
      throw new PeerError(400, 'dbId must be 1 to 64 of A-Z a-z 0-9 . _ -, the first a letter or digit');
    }
    await this.#stillActive(device);
    if (!(await this.#directory.mayOpen(dbId, device))) {
      throw new PeerError(403, `Database "${dbId}" is not in the tenant's allowed database list`);
    }
  }

  /** Ends the session if one of its devices may nothing any more. */
  async check() {
    for (const device of this.#devices) {
      if (!(await this.#directory.isActive(device))) {
        this.#revoke();
      }
    }
  }

  async #stillActive(device) {
    if (!(await this.#directory.isActive(device))) {
      throw this.#revoke();
    }
  }

  #revoke() {
    const error = new PeerError(403, `This device may no longer use tenant ${this.#tenantId}`);
    this.#end(error);
    return error;
  }
}

import { HttpError } from '../http/http-error.js';
import { FETCH } from '../http/sync-server.js';

/**
 * Brings a directory up to what a server has of it. Keeps where it stopped, so that calling it again costs one request if nothing
 * is new; calls that overlap share one refresh.
 */
export class DirectoryFeed {
  #directory;
  #server;
  #epoch;
  #cursor = null;
  #running;

  /**
   * @param {import('./tenant-directory.js').TenantDirectory} directory
   * @param {import('../http/sync-server.js').SyncServer} server
   */
  constructor(directory, server) {
    this.#directory = directory;
    this.#server = server;
  }

  /** @returns {Promise<void>} when everything is in the directory that the server had when asked */
  refresh() {
    this.#running ??= this.#pull().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #pull() {
    const head = await this.#server.head('directory', 'docs');
    if (head.epoch !== this.#epoch) {
      this.#epoch = head.epoch;
      this.#cursor = null;
    }
    while ((this.#cursor?.receiptOrder ?? 0) < head.maxReceiptOrder) {
      const { entries, nextCursor } = await this.#server.scan('directory', 'docs', this.#cursor);
      for (let i = 0; i < entries.length; i += FETCH) {
        const ids = entries.slice(i, i + FETCH).map((entry) => entry.id);
        await this.#directory.add(await this.#server.fetch('directory', 'docs', ids));
      }
      if (!(nextCursor?.receiptOrder > (this.#cursor?.receiptOrder ?? 0))) {
        throw new HttpError(200, 'the server says that there is more of the directory, and gives nothing more');
      }
      this.#cursor = nextCursor;
    }
  }
}

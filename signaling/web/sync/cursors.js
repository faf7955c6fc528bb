/** Where syncs with peers go on, kept in `localStorage` or `sessionStorage`. A `Map` does for what need not outlive the page. */
export class WebStorageCursors {
  #storage;
  #prefix;

  /** @param {Storage} storage */
  constructor(storage, prefix = 'blindhop/cursor/') {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  /** @returns what was set, undefined if it was not or cannot be read: then a sync starts from the beginning */
  get(key) {
    try {
      return JSON.parse(this.#storage.getItem(this.#prefix + key)) ?? undefined;
    } catch {
      return undefined;
    }
  }

  set(key, value) {
    this.#storage.setItem(this.#prefix + key, JSON.stringify(value));
  }
}

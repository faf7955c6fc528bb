/**
 * One direction of a sync: where it is, where it goes on the next time, and what it has done. The place is kept together with
 * the epochs of both stores; if one of them is another store now, it starts from the beginning.
 */
export class Direction {
  #name;
  #cursors;
  #key;
  #epochs;
  #total;
  #start;
  #progress;
  #held = false;

  /** Bytes and entries that were transferred and stored. */
  entries = 0;
  bytes = 0;
  /** Entries that were refused, and why. They are tried again the next time. */
  refused = [];
  /** After which entry of the source it goes on. */
  cursor = null;

  /** @param {{source: object, target: object}} heads */
  static async begin(name, { cursors, key, heads: { source, target }, progress }) {
    const direction = new Direction();
    direction.#name = name;
    direction.#cursors = cursors;
    direction.#key = `${key}/${name}`;
    direction.#epochs = { source: source.epoch, target: target.epoch };
    direction.#progress = progress;
    const kept = await cursors.get(direction.#key);
    if (kept?.source === source.epoch && kept.target === target.epoch) {
      direction.cursor = kept.cursor;
    }
    direction.#start = direction.cursor?.receiptOrder ?? 0;
    direction.#total = Math.max(0, source.maxReceiptOrder - direction.#start);
    return direction;
  }

  /** Whether there is anything behind the cursor. */
  get due() {
    return this.#total > 0;
  }

  transferred(entries) {
    this.entries += entries.length;
    this.bytes += entries.reduce((sum, { encryptedData }) => sum + encryptedData.length, 0);
    this.#tell();
  }

  /** What is refused now may be taken when a directory has caught up: the place that is kept stays before it. */
  refuse(id, reason) {
    this.refused.push({ id, reason });
    this.#held = true;
  }

  /** All entries up to the cursor are done. */
  async advance(cursor) {
    this.cursor = cursor;
    if (!this.#held && cursor !== null) {
      await this.#cursors.set(this.#key, { ...this.#epochs, cursor });
    }
    this.#tell();
  }

  get result() {
    return { entries: this.entries, bytes: this.bytes, refused: this.refused };
  }

  #tell() {
    const scanned = Math.max(0, (this.cursor?.receiptOrder ?? 0) - this.#start);
    this.#progress({
      direction: this.#name,
      entries: this.entries,
      bytes: this.bytes,
      scanned,
      total: Math.max(this.#total, scanned),
    });
  }
}

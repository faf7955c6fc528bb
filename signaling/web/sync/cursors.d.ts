import type { Cursors, Place } from './sync-peer.js';

/** Where syncs with peers go on, kept in `localStorage` or `sessionStorage`. */
export class WebStorageCursors implements Cursors {
  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, prefix?: string);
  get(key: string): Place | undefined;
  set(key: string, place: Place): void;
}

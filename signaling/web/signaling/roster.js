import { isPeer } from './names.js';

/**
 * Who is in a room, out of messages that come twice and in any order. `onJoined(peer)` and `onLeft(peer)` are called once for
 * each coming and going.
 */
export class Roster {
  #peers = new Map();
  #own;
  #onJoined;
  #onLeft;

  /** @param {{own: {peer: string, session: string}, onJoined: Function, onLeft: Function}} options */
  constructor({ own, onJoined, onLeft }) {
    this.#own = own;
    this.#onJoined = onJoined;
    this.#onLeft = onLeft;
  }

  get peers() {
    return [...this.#peers.values()];
  }

  /** Says whether this peer is, or has been made, one of the room: not for one's own, and what has not the form of a peer. */
  see(peer) {
    if (!isPeer(peer) || peer.peer === this.#own.peer || peer.session === this.#own.session) return false;
    if (!this.#peers.has(peer.peer)) {
      const known = Object.freeze({ peer: peer.peer, device: peer.device, session: peer.session });
      this.#peers.set(peer.peer, known);
      this.#onJoined(known);
    }
    return true;
  }

  leave(id) {
    const known = this.#peers.get(id);
    if (known !== undefined) {
      this.#peers.delete(id);
      this.#onLeft(known);
    }
  }

  clear() {
    for (const id of [...this.#peers.keys()]) this.leave(id);
  }
}

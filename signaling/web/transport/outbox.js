import { CHANNEL_HIGH_BYTES, CHANNEL_LOW_BYTES, WAITING_FRAMES } from './limits.js';

/**
 * What goes into a channel, and when.
 *
 * Guarantees: never more than the high mark and one frame in the channel's own buffer; small frames before bodies, in their
 * order; bodies in turns of one frame, so that a large one does not hold up a small one.
 */
export class Outbox {
  #channel;
  #small = [];
  #writers = [];
  #overflow;

  /** @param {() => void} overflow called when more small frames wait than a peer that reads can cause */
  constructor(channel, overflow) {
    this.#channel = channel;
    this.#overflow = overflow;
    channel.bufferedAmountLowThreshold = CHANNEL_LOW_BYTES;
    channel.addEventListener('bufferedamountlow', () => this.pump());
  }

  /** @param {Uint8Array} frame */
  send(frame) {
    this.#small.push(frame);
    this.pump();
    if (this.#small.length > WAITING_FRAMES) {
      this.#small = [];
      this.#overflow();
    }
  }

  /** @param writer with `nextFrame()`: a frame, or null if it has nothing that it may send now */
  wake(writer) {
    if (!this.#writers.includes(writer)) {
      this.#writers.push(writer);
    }
    this.pump();
  }

  pump() {
    while (this.#channel.readyState === 'open' && this.#channel.bufferedAmount < CHANNEL_HIGH_BYTES) {
      const frame = this.#small.shift() ?? this.#nextOfBodies();
      if (frame === null) {
        return;
      }
      this.#channel.send(frame);
    }
  }

  #nextOfBodies() {
    while (this.#writers.length > 0) {
      const writer = this.#writers.shift();
      const frame = writer.nextFrame();
      if (frame !== null) {
        this.#writers.push(writer);
        return frame;
      }
    }
    return null;
  }
}

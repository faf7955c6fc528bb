/**
 * Two ends that behave like an ordered, reliable RTCDataChannel, in memory: what one sends the other gets later, and until
 * then it is in `bufferedAmount`. `hold()` makes the line stand still, `release()` lets it go on.
 */
export function channelPair() {
  const a = new FakeChannel();
  const b = new FakeChannel();
  a.other = b;
  b.other = a;
  return [a, b];
}

class FakeChannel extends EventTarget {
  readyState = 'open';
  binaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  /** The most that was ever in the buffer. */
  peak = 0;
  /** Every message that was sent. */
  sent = [];
  #queue = [];
  #held = false;
  #running = false;

  send(message) {
    if (this.readyState !== 'open') {
      throw new DOMException('the channel is not open', 'InvalidStateError');
    }
    const copy = typeof message === 'string' ? message : message.slice().buffer;
    this.sent.push(copy);
    this.#queue.push(copy);
    this.bufferedAmount += sizeOf(copy);
    this.peak = Math.max(this.peak, this.bufferedAmount);
    this.#run();
  }

  hold() {
    this.#held = true;
  }

  release() {
    this.#held = false;
    this.#run();
  }

  close() {
    if (this.readyState === 'open') {
      this.#held = false;
      this.readyState = 'closing';
      this.#run();
    }
  }

  /** The line is cut: what is on its way is lost. */
  cut() {
    this.#queue = [];
    this.#shut();
    this.other.#queue = [];
    this.other.#shut();
  }

  async #run() {
    if (this.#running) {
      return;
    }
    this.#running = true;
    await null;
    while (this.#queue.length > 0 && !this.#held) {
      const message = this.#queue.shift();
      const before = this.bufferedAmount;
      this.bufferedAmount -= sizeOf(message);
      if (before > this.bufferedAmountLowThreshold && this.bufferedAmount <= this.bufferedAmountLowThreshold) {
        this.dispatchEvent(new Event('bufferedamountlow'));
      }
      if (this.other.readyState === 'open') {
        this.other.dispatchEvent(new MessageEvent('message', { data: message }));
      }
      await null;
    }
    this.#running = false;
    if (this.readyState === 'closing' && this.#queue.length === 0) {
      this.#shut();
      this.other.#shut();
    }
  }

  #shut() {
    if (this.readyState !== 'closed') {
      this.readyState = 'closed';
      this.dispatchEvent(new Event('close'));
    }
  }
}

function sizeOf(message) {
  return typeof message === 'string' ? message.length : message.byteLength;
}

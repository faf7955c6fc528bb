import { ok, test } from '../harness.js';
import { channelPair } from '../support/channels.js';
import { randomOf } from '../support/recorded.js';
import { ManualTimers, settle } from '../support/timers.js';
import { collect } from '../../transport/bodies.js';
import {
  ANSWER, CANCEL, DATA, END, HELLO, REQUEST, YOURS, encodeCredit, encodeFrame, encodeHead, hello,
} from '../../transport/frame.js';
import { FRAME_BYTES, OPEN_REQUESTS, WINDOW_BYTES } from '../../transport/limits.js';
import { PeerLink } from '../../transport/peer-link.js';

const RUNS = 40;

/** Frames that fit together; of a rude peer only more or less. */
class Peer {
  #random;
  #rude;
  #asked = 0;

  constructor(random) {
    this.#random = random;
    this.#rude = random(3) > 0;
  }

  frame() {
    return this.#rude && this.#random(25) === 0 ? this.#wild() : this.#tame();
  }

  #tame() {
    const random = this.#random;
    const mine = !this.#rude || random(2) === 0;
    const request = mine ? 1 + random(Math.max(1, this.#asked)) : 1 + random(3);
    const flag = mine ? 0 : YOURS;
    const step = this.#rude ? random(6) : [0, 3, 5][random(3)];
    switch (this.#asked === 0 ? 0 : step) {
      case 0:
        return encodeFrame(REQUEST, ++this.#asked, encodeHead({ n: random(10) }));
      case 1:
        return encodeFrame(ANSWER | YOURS, 1 + random(3), encodeHead({ status: 200 }));
      case 2:
        return encodeFrame(END | flag, request);
      case 3:
        return encodeFrame(CANCEL | flag, request, new Uint8Array(2 + random(20)).fill(65));
      default:
        return encodeFrame(DATA | flag, request, new Uint8Array(1 + random(this.#rude ? FRAME_BYTES : 2000)));
    }
  }

  #wild() {
    const random = this.#random;
    const content = [encodeCredit(random(2) ? random(1000) : 0xffffffff), new Uint8Array(random(30)), encodeHead({})][random(3)];
    const frame = encodeFrame(random(9) | (random(2) * YOURS), random(30), content);
    frame[random(frame.length)] ^= random(256);
    return frame;
  }
}

for (const seed of [1, 2, 3]) {
  test(`whatever a peer sends, a link lives on or says why it ended, and holds no more than it may (seed ${seed})`, async () => {
    const random = randomOf(seed);
    let [ended, frames] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      const [a, b] = channelPair();
      const link = new PeerLink(a, { timers: new ManualTimers() });
      link.serve(async (head, body) => (head.n > 5 ? new Promise(() => {}) : { head: {}, body: [await collect(body, 1e6)] }));
      const ask = async () => collect((await link.request({}, [new Uint8Array(1000)])).body, 1e6);
      const asked = Array.from({ length: 3 }, () => ask().catch(() => {}));
      b.send(encodeFrame(HELLO, 0, hello()));
      const peer = new Peer(random);
      for (let i = 0; i < 60 && b.readyState === 'open'; i++) {
        b.send(peer.frame());
        frames++;
        if (random(8) === 0) await settle();
        ok(link.bufferedBytes <= (OPEN_REQUESTS + 3) * WINDOW_BYTES + 1_000_000, `run ${run}: ${link.bufferedBytes} bytes`);
      }
      await settle();
      if (!link.open) {
        const { status, message } = await link.closed;
        ended += status === 502 ? 1 : 0;
        ok(status === 502 ? /^the peer sent /.test(message) : frames > 0, message);
      }
      link.close();
      await Promise.all(asked);
    }
    ok(ended > 0 && ended < RUNS && frames > RUNS * 8, `${ended} of ${RUNS} links ended after ${frames} frames`);
  }, { seconds: 60 });
}

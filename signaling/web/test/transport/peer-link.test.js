import { equal, ok, rejects, test } from '../harness.js';
import { channelPair } from '../support/channels.js';
import { ManualTimers, settle } from '../support/timers.js';
import {
  ANSWER, BYE, CREDIT, DATA, END, HELLO, REQUEST, YOURS, decodeFrame, decodeReason, encodeCredit, encodeFrame, encodeHead, hello,
} from '../../transport/frame.js';
import { collect } from '../../transport/bodies.js';
import { CHANNEL_HIGH_BYTES, FRAME_BYTES, OPEN_REQUESTS, WINDOW_BYTES } from '../../transport/limits.js';
import { PeerLink } from '../../transport/peer-link.js';
import { PeerError } from '../../transport/peer-error.js';

const MIB = 1024 * 1024;

function links(options) {
  const [a, b] = channelPair();
  const timers = new ManualTimers();
  return { a, b, timers, asks: new PeerLink(a, { timers, ...options }), answers: new PeerLink(b, { timers, ...options }) };
}

const ok200 = (body = []) => ({ head: { status: 200 }, body });
const bytes = (length, seed = 1) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 17 + (i >> 8)) & 0xff);

/** Chunks of a body, counted as they are taken. */
function produced(count, size, seen) {
  return (async function* () {
    try {
      for (let i = 0; i < count; i++) {
        seen.made = i + 1;
        yield bytes(size, i);
      }
    } finally {
      seen.over = true;
    }
  })();
}

async function echo(head, body) {
  return { head: { status: 200, ...head }, body: [await collect(body, 64 * MIB)] };
}

test('a request is answered with its head and its body', async () => {
  const { asks, answers } = links();
  answers.serve(echo);
  for (const length of [0, 1, FRAME_BYTES - 5, FRAME_BYTES - 4, FRAME_BYTES, 3 * WINDOW_BYTES + 7]) {
    const { head, body } = await asks.request({ path: '/x' }, [bytes(length)]);
    equal(head, { status: 200, path: '/x' });
    equal(await collect(body, 64 * MIB), bytes(length));
  }
});

test('nothing that is sent is larger than a message of the channel may be', async () => {
  const { a, b, asks, answers } = links({ maxMessageSize: 9000 });
  answers.serve(echo);
  const { body } = await asks.request({}, [bytes(50_000)]);
  equal(await collect(body, MIB), bytes(50_000));
  equal(Math.max(...[...a.sent, ...b.sent].map((message) => message.byteLength)), 9000);
  await rejects(() => links({ maxMessageSize: 8196 }), /takes messages of 8196 bytes, at least 8197 are needed/);
});

test('both sides ask at once, and many requests are under way together', async () => {
  const { asks, answers } = links();
  asks.serve(echo);
  answers.serve(echo);
  const one = async (link, i) => {
    const { body } = await link.request({ i }, [bytes(40_000, i)]);
    equal(await collect(body, MIB), bytes(40_000, i), `body ${i}`);
  };
  await Promise.all(Array.from({ length: 60 }, (_, i) => one(i % 2 ? asks : answers, i)));
});

test('a small answer does not wait for a large one', async () => {
  const { asks, answers } = links();
  const seen = {};
  answers.serve((head) => ok200(head.large ? produced(100, 64 * 1024, seen) : [bytes(100)]));
  const large = await asks.request({ large: true });
  const reading = collect(large.body, 64 * MIB);
  const small = await asks.request({});
  equal((await collect(small.body, MIB)).length, 100);
  ok(!seen.over, 'the large answer should still be under way');
  equal((await reading).length, 100 * 64 * 1024);
});

test('a reader that does not read stops the writer at the window', async () => {
  const { a, b, asks, answers } = links();
  const seen = {};
  answers.serve(() => ok200(produced(1000, 64 * 1024, seen)));
  const { body } = await asks.request({});
  await settle();
  equal(body.bufferedBytes, WINDOW_BYTES);
  ok(seen.made <= WINDOW_BYTES / (64 * 1024) + 1, `${seen.made} chunks were made for a window of four`);
  ok(asks.bufferedBytes <= WINDOW_BYTES, 'the side that reads holds a window');
  ok(answers.bufferedBytes <= 64 * 1024, 'the side that writes holds one chunk');
  asks.close();
  await settle();
  ok(a.peak <= CHANNEL_HIGH_BYTES + FRAME_BYTES && b.peak <= CHANNEL_HIGH_BYTES + FRAME_BYTES);
});

test('50 MiB go through with bounded memory on both sides', async () => {
  const { b, asks, answers } = links();
  const seen = {};
  answers.serve(() => ok200(produced(200, 256 * 1024, seen)));
  const { body } = await asks.request({});
  let length = 0;
  let most = 0;
  for await (const chunk of body) {
    length += chunk.length;
    most = Math.max(most, asks.bufferedBytes, answers.bufferedBytes);
  }
  equal(length, 50 * MIB);
  ok(most <= WINDOW_BYTES + 256 * 1024 + CHANNEL_HIGH_BYTES + FRAME_BYTES, `${most} bytes were held at a time`);
  ok(b.peak <= CHANNEL_HIGH_BYTES + FRAME_BYTES, `${b.peak} bytes were in the channel`);
});

test('a line that stands still stops the writer', async () => {
  const { b, asks, answers } = links();
  const seen = {};
  answers.serve(() => ok200(produced(1000, 16 * 1024, seen)));
  const { body } = await asks.request({});
  b.hold();
  await settle();
  ok(b.bufferedAmount <= CHANNEL_HIGH_BYTES + FRAME_BYTES, `${b.bufferedAmount} bytes wait in the channel`);
  const before = seen.made;
  await settle();
  equal(seen.made, before);
  b.release();
  equal((await collect(body, 64 * MIB)).length, 1000 * 16 * 1024);
});

test('cancelling stops the producer on the other side', async () => {
  const { asks, answers } = links();
  const seen = {};
  let aborted;
  answers.serve((head, body, signal) => {
    signal.addEventListener('abort', () => {
      aborted = signal.reason;
    });
    return ok200(produced(1000, 64 * 1024, seen));
  });
  const cancel = new AbortController();
  const { body } = await asks.request({}, [], { signal: cancel.signal });
  await body.read();
  cancel.abort();
  await rejects(() => collect(body, 64 * MIB), /aborted/);
  await settle();
  ok(seen.over, 'the producer goes on');
  equal(aborted.status, 499);
  equal(answers.bufferedBytes, 0);
});

test('leaving the loop over an answer cancels it', async () => {
  const { asks, answers } = links();
  const seen = {};
  answers.serve(() => ok200(produced(1000, 64 * 1024, seen)));
  const { body } = await asks.request({});
  for await (const chunk of body) {
    ok(chunk.length > 0);
    break;
  }
  await settle();
  ok(seen.over, 'the producer goes on');
});

test('a request can be cancelled before it is answered, and while it waits for its turn', async () => {
  const { asks, answers } = links();
  answers.serve(() => new Promise(() => {}));
  const cancel = new AbortController();
  const ask = () => asks.request({}, [], { signal: cancel.signal });
  const all = Array.from({ length: OPEN_REQUESTS + 2 }, () => rejects(ask, /aborted/));
  await settle();
  cancel.abort();
  await Promise.all(all);
  await rejects(() => asks.request({}, [], { signal: cancel.signal }), /aborted/);

  const atOnce = new AbortController();
  const begun = rejects(() => links().asks.request({}, [], { signal: atOnce.signal }), /aborted/);
  atOnce.abort();
  await begun;
});

test('an error keeps its status and text; what was not meant for others stays here', async () => {
  const { asks, answers } = links();
  answers.serve((head) => {
    throw head.known ? new PeerError(403, 'not this database') : new Error('secret path');
  });
  const known = await asks.request({ known: true });
  equal([known.head.status, new TextDecoder().decode(await collect(known.body, MIB))], [403, '{"error":"not this database"}']);
  const unknown = await asks.request({});
  equal([unknown.head.status, new TextDecoder().decode(await collect(unknown.body, MIB))], [500, '{"error":"internal error"}']);
});

test('an answer that breaks off half-way is not taken for a whole one', async () => {
  const { asks, answers } = links();
  answers.serve(() =>
    ok200(
      (async function* () {
        yield bytes(10);
        throw new PeerError(403, 'no longer');
      })(),
    ),
  );
  const { body } = await asks.request({});
  const error = await rejects(() => collect(body, MIB), /no longer/);
  equal(error.status, 403);
});

test('a request can be answered before all of it was read', async () => {
  const { asks, answers } = links();
  const seen = {};
  answers.serve(async (head, body) => {
    await collect(body, 100_000);
    return ok200();
  });
  const { head, body } = await asks.request({}, produced(1000, 64 * 1024, seen));
  equal(head.status, 413);
  ok(/longer than 100000 bytes/.test(new TextDecoder().decode(await collect(body, MIB))));
  await settle();
  ok(seen.over, 'the rest of the request is still being made');
  equal([asks.bufferedBytes, answers.bufferedBytes], [0, 0]);
  ok(asks.open && answers.open);
});

test('what is left of a request that was answered is not taken for its end', async () => {
  const { asks, answers } = links();
  let reading;
  answers.serve((head, body) => {
    reading = collect(body, 64 * MIB).catch((error) => error);
    return ok200();
  });
  const sending = (async function* () {
    yield bytes(10);
    await new Promise(() => {});
  })();
  await asks.request({}, sending);
  equal((await reading).status, 499);
});

test('a request whose body cannot be made fails with the reason, and is cancelled', async () => {
  const { asks, answers } = links();
  let got;
  answers.serve(async (head, body) => {
    got = await collect(body, MIB).catch((error) => error);
    return ok200();
  });
  const broken = (async function* () {
    yield bytes(10);
    throw new Error('the disk is gone');
  })();
  await rejects(() => asks.request({}, broken), /the disk is gone/);
  await settle();
  equal([got.status, got.message], [500, 'internal error']);
});

test('more than so many requests wait at the side that asks', async () => {
  const { asks, answers } = links();
  let open = 0;
  let most = 0;
  answers.serve(async () => {
    most = Math.max(most, ++open);
    await null;
    open--;
    return ok200([bytes(10)]);
  });
  const one = async () => collect((await asks.request({})).body, MIB);
  await Promise.all(Array.from({ length: 5 * OPEN_REQUESTS }, one));
  ok(most <= OPEN_REQUESTS, `${most} were open at a time`);
});

test('a peer that does not answer, or stops sending, or stops taking, is given up', async () => {
  const { timers, asks, answers } = links({ idleMs: 1000 });
  answers.serve((head) => {
    if (head.silent) {
      return new Promise(() => {});
    }
    return ok200(
      (async function* () {
        yield bytes(10);
        await new Promise(() => {});
      })(),
    );
  });
  const silent = rejects(() => asks.request({ silent: true }), /the peer did not answer for 1000 ms/);
  await settle();
  timers.advance(1000);
  equal((await silent).status, 408);

  const { body } = await asks.request({});
  await body.read();
  const stalled = rejects(() => body.read(), /the peer sent nothing for 1000 ms/);
  timers.advance(1000);
  await stalled;

  const stuck = rejects(() => asks.request({ silent: true }, produced(10, WINDOW_BYTES, {})), /for 1000 ms/);
  await settle();
  timers.advance(1000);
  await stuck;
  equal(timers.running, 0, 'timers left');
});

test('a slow reader is not a peer that stands still', async () => {
  const { timers, asks, answers } = links({ idleMs: 1000 });
  answers.serve(() => ok200([bytes(10), bytes(10)]));
  const { body } = await asks.request({});
  await settle();
  timers.advance(5000);
  equal((await collect(body, MIB)).length, 20);
});

test('closing tells the other side why, and ends what is under way on both', async () => {
  const { asks, answers } = links();
  answers.serve(() => ok200(produced(1000, 64 * 1024, {})));
  const { body } = await asks.request({});
  answers.close(403, 'this device may no longer use tenant acme');
  const error = await rejects(() => collect(body, 64 * MIB), /may no longer/);
  equal(error.status, 403);
  equal((await asks.closed).status, 403);
  equal((await answers.closed).status, 403);
  await rejects(() => asks.request({}), /may no longer/);
  await rejects(() => answers.request({}), /may no longer/);
});

test('a cut line ends what is under way on both sides', async () => {
  const { a, asks, answers } = links();
  const seen = {};
  answers.serve(() => ok200(produced(1000, 64 * 1024, seen)));
  const { body } = await asks.request({});
  a.cut();
  const error = await rejects(() => collect(body, 64 * MIB), /the connection to the peer is closed/);
  equal(error.status, 503);
  await settle();
  ok(seen.over, 'the producer goes on');
  equal([asks.open, answers.open], [false, false]);
});

/** A link, and the bare channel of a peer that sends what it likes. */
function rude() {
  const [a, b] = channelPair();
  const link = new PeerLink(a, { timers: new ManualTimers() });
  const got = [];
  b.addEventListener('message', ({ data }) => got.push(decodeFrame(data)));
  return { link, got, say: (...frame) => b.send(encodeFrame(...frame)), channel: b };
}

const AFTER_HELLO = [
  ['a second HELLO', [[HELLO, 0, hello()]], /a second HELLO/],
  ['data for what was never asked', [[DATA | YOURS, 5, bytes(3)]], /request 5, which was never made/],
  ['data for a request that it never made', [[DATA, 5, bytes(3)]], /request 5, which was never made/],
  ['a head that is no JSON', [[REQUEST, 1, bytes(10)]], /a head that is not JSON/],
  ['a request twice', [[REQUEST, 3, encodeHead({})], [REQUEST, 3, encodeHead({})]], /request 3 after request 3/],
  ['an end twice', [[REQUEST, 1, encodeHead({})], [END, 1], [END, 1]], /a second end/],
  ['data after the end', [[REQUEST, 1, encodeHead({})], [END, 1], [DATA, 1, bytes(1)]], /data after the end/],
  ['too much credit', [[REQUEST, 1, encodeHead({})], [CREDIT, 1, encodeCredit(0xffffffff)]], /credit of 4294967295 bytes/],
  [
    'more data than it has credit for',
    [[REQUEST, 1, encodeHead({})], ...Array(WINDOW_BYTES / FRAME_BYTES + 1).fill([DATA, 1, bytes(FRAME_BYTES)])],
    /more data than it had credit for/,
  ],
];

for (const [name, frames, pattern] of AFTER_HELLO) {
  test(`a peer is cut off that sends ${name}`, async () => {
    const peer = rude();
    peer.link.serve(() => new Promise(() => {}));
    peer.say(HELLO, 0, hello());
    frames.forEach((frame) => peer.say(...frame));
    const error = await peer.link.closed;
    ok(pattern.test(error.message), error.message);
    equal(error.status, 502);
    await settle();
    const bye = peer.got.at(-1);
    equal(bye.type, BYE);
    ok(pattern.test(decodeReason(bye.content).message));
    equal(peer.channel.readyState, 'closed');
  });
}

test('a peer is cut off that answers wrongly', async () => {
  const answers = [
    [(say) => say(DATA | YOURS, 1, bytes(1)), /the body of an answer before the answer/],
    [(say) => say(END | YOURS, 1), /the body of an answer before the answer/],
    [(say) => { say(ANSWER | YOURS, 1, encodeHead({})); say(ANSWER | YOURS, 1, encodeHead({})); }, /a second start/],
  ];
  for (const [act, pattern] of answers) {
    const { link, say } = rude();
    say(HELLO, 0, hello());
    const request = link.request({}).catch((error) => error);
    await settle();
    act(say);
    const error = await link.closed;
    ok(pattern.test(error.message), error.message);
    await request;
  }
});

test('a peer is cut off that sends text', async () => {
  const { link, say, channel } = rude();
  say(HELLO, 0, hello());
  channel.send('hello');
  ok(/a message that is not binary/.test((await link.closed).message));
});

test('a peer is cut off that does not begin with HELLO', async () => {
  const { link, say } = rude();
  say(REQUEST, 1, encodeHead({}));
  ok(/something else than HELLO first/.test((await link.closed).message));
});

test('a peer that opens too many requests is told so', async () => {
  const { link, say, got } = rude();
  link.serve(() => new Promise(() => {}));
  say(HELLO, 0, hello());
  for (let i = 1; i <= OPEN_REQUESTS + 1; i++) say(REQUEST, i, encodeHead({}));
  await settle();
  const refused = got.at(-1);
  equal([refused.request, decodeReason(refused.content).status], [OPEN_REQUESTS + 1, 429]);
  ok(link.open);
});

test('a peer that asks and never reads the answers is cut off before memory is', async () => {
  const { link, say, channel } = rude();
  link.serve(() => new Promise(() => {}));
  say(HELLO, 0, hello());
  channel.other.hold();
  for (let i = 1; i < 60_000 && link.open; i++) {
    say(REQUEST, i, encodeHead({}));
    if (i % 500 === 0) await settle();
  }
  ok(/requests without reading the answers/.test((await link.closed).message));
});

test('what comes for a request that is over is ignored', async () => {
  const { link, say } = rude();
  say(HELLO, 0, hello());
  const cancel = new AbortController();
  const request = rejects(() => link.request({}, [], { signal: cancel.signal }), /aborted/);
  await settle();
  cancel.abort();
  await request;
  say(ANSWER | YOURS, 1, encodeHead({ status: 200 }));
  say(DATA | YOURS, 1, bytes(100));
  say(CREDIT | YOURS, 1, encodeCredit(0xffffffff));
  await settle();
  ok(link.open);
});

test('a link whose peer serves nothing says so', async () => {
  const { asks } = links();
  const { head } = await asks.request({ path: '/x' });
  equal(head.status, 404);
});

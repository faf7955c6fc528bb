import { equal, ok, rejects, test } from '../harness.js';
import { concat, fromBase64, toHex, utf8 } from '../../crypto/encoding.js';
import { AutomergeDocument } from '../../automerge/document.js';
import { AutomergeLimits } from '../../automerge/limits.js';
import { MalformedChunkError } from '../../automerge/malformed-chunk.js';
import { change, chunk, deflate, hex } from '../support/chunks.js';
import { signed, unsigned } from '../support/change-writer.js';
import { randomOf, recorded, recordedDirectory } from '../support/recorded.js';

const SEED = 20260;

async function refuses(bytes, pattern) {
  const error = await rejects(async () => {
    const document = new AutomergeDocument();
    await document.apply(await bytes);
    document.root();
  }, pattern);
  ok(error instanceof MalformedChunkError, 'expected a malformed chunk');
}

async function originals() {
  const { plaintexts } = await recordedDirectory();
  const random = await recorded('automerge-3.4.json');
  return [...plaintexts.slice(0, 8).map(({ bytes }) => bytes), ...random.slice(0, 6).map((d) => fromBase64(d.snapshot))];
}

test('mutated chunks give a value or are refused', async () => {
  console.log(`hostile-chunk: seed ${SEED}`);
  const random = randomOf(SEED);
  const chunks = await originals();
  let refused = 0;
  for (let i = 0; i < 2000; i++) {
    const bytes = await mutate(chunks[random(chunks.length)], random);
    try {
      const document = new AutomergeDocument();
      await document.apply(bytes);
      document.root();
    } catch (error) {
      ok(error instanceof MalformedChunkError && error.message !== '', `mutant ${i}: ${error.stack}`);
      refused++;
    }
  }
  ok(refused > 300 && refused < 2000, `${refused} were refused`);
}, { seconds: 90 });

test('a wrong checksum is refused', async () => {
  const bytes = (await originals())[0].slice();
  bytes[4] ^= 1;
  await refuses(bytes, /checksum/);
});

test('an empty payload and a truncated one are refused', async () => {
  const [bytes] = await originals();
  for (let length = 0; length < bytes.length; length++) {
    await refuses(bytes.slice(0, length), /.+/);
  }
});

test('a run of 2^60 operations is refused', async () => {
  await refuses(change('01420a80808080808080801001'), /operations of a change are more than/);
});

test('a run of 2^60 references is refused', async () => {
  await refuses(change('031503420270097f016b7f017f8080808080808010'), /the number of references|beyond 2\^53/);
});

test('an inflation bomb is refused', async () => {
  const bomb = await deflate(new Uint8Array(AutomergeLimits.MAX_INFLATED_BYTES + 1));
  await refuses(chunk(2, bomb), /inflates to more than the limit/);
});

test('what should be deflated and is not is refused', async () => {
  await refuses(chunk(2, hex('ffffffff')), /not DEFLATE/);
});

test('announced counts are not believed', async () => {
  await refuses(chunk(1, hex('ffffffff7f')), /the number of hashes/);
  await refuses(chunk(1, hex('00ffffffff7f')), /the length of an actor id/);
  await refuses(chunk(0, hex('ffffffff7f')), /the number of actors/);
  await refuses(change('ffffffff7f'), /the number of columns/);
});

test('an operation that contains itself is refused', async () => {
  await refuses(change('04010202021503' + '4202' + '7f007f017f016b7f00'), /refers to a later one/);
});

test('a reference to nothing is refused', async () => {
  await refuses(change('0401021302340142027f007f01007f01'), /half an object/);
  await refuses(change('0242023401' + '7f0100'), /list by name/);
});

test('a document nested too deep is refused when it is read', async () => {
  // makeMap "k" again and again, each in the one before: all but the first name their object.
  const levels = AutomergeLimits.MAX_DEPTH + 1;
  const counters = Uint8Array.from({ length: levels - 1 }, (_, i) => i + 1);
  const objectActors = concat(hex('0001'), signed(levels - 1), hex('00'));
  const objectCounters = concat(hex('0001'), signed(-(levels - 1)), counters);
  const run = (value) => concat(signed(levels), hex(value));
  const columns = [[0x01, objectActors], [0x02, objectCounters], [0x15, run('016b')], [0x42, run('00')]];
  await refuses(change(toHex(table(columns))), /levels deep/);
});

test('two different changes with the same number are refused', async () => {
  const document = new AutomergeDocument();
  await document.apply(await change('00'));
  await document.apply(await change('00'));
  await rejects(async () => document.apply(await change('02150342027f016b7f01')), /two different changes number 1/);
});

test('keys that objects have by themselves are only keys', async () => {
  const document = new AutomergeDocument();
  const key = concat(hex('7f09'), utf8('__proto__'));
  await document.apply(await change(toHex(table([[0x15, key], [0x42, hex('7f00')]]))));
  equal(Object.keys(document.root()), ['__proto__']);
  equal({}.polluted, undefined);
});

function table(columns) {
  const list = columns.flatMap(([specification, data]) => [specification, ...unsigned(data.length)]);
  return concat(Uint8Array.from([columns.length, ...list]), ...columns.map(([, data]) => data));
}

/** Changes some bytes and, mostly, repairs length and checksum, so that more than those are tested. */
async function mutate(original, random) {
  let header = 9;
  while (original[header++] >= 0x80);
  let contents = original.slice(header);
  for (let i = random(3); i >= 0 && contents.length > 2; i--) {
    contents = mutated(contents, random(contents.length), random);
  }
  const repaired = await chunk(random(20) === 0 ? random(4) : original[8], contents);
  return random(20) === 0 ? repaired.slice(0, random(repaired.length)) : repaired;
}

function mutated(contents, at, random) {
  const [before, after] = [contents.slice(0, at), contents.slice(at)];
  switch (random(4)) {
    case 0:
      after[0] ^= 1 << random(8);
      return concat(before, after);
    case 1:
      after[0] = random(256);
      return concat(before, after);
    case 2:
      return concat(before, after.slice(random(4)));
    default:
      return concat(before, Uint8Array.from({ length: 1 + random(9) }, () => random(256)), after);
  }
}

import { equal, ok, test } from '../harness.js';
import { fromBase64 } from '../../crypto/encoding.js';
import { AutomergeDocument } from '../../automerge/document.js';
import { readChunks } from '../../automerge/chunk.js';
import { parseChange } from '../../automerge/change.js';
import { chunk, deflate, hex } from '../support/chunks.js';
import { plain, randomOf, recorded, recordedDirectory } from '../support/recorded.js';

async function documentOf(chunks) {
  const document = new AutomergeDocument();
  for (const bytes of chunks) {
    await document.apply(bytes);
  }
  return document;
}

async function changesByDocument() {
  const { plaintexts, materialized } = await recordedDirectory();
  return Object.entries(materialized).map(([docId, value]) => ({
    value,
    changes: plaintexts.filter((entry) => entry.docId === docId).map(({ bytes }) => bytes),
  }));
}

test('every directory document is what the reference materialised', async () => {
  const documents = await changesByDocument();
  equal(documents.length, 6);
  for (const { value, changes } of documents) {
    const document = await documentOf(changes);
    equal(plain(document.root()), value);
    ok(!document.hasWaitingChanges);
  }
});

test('the order of the changes does not matter, and one that comes again changes nothing', async () => {
  const random = randomOf(1);
  for (const { value, changes } of await changesByDocument()) {
    const shuffled = changes.map((bytes) => ({ bytes, at: random(1000) })).sort((a, b) => a.at - b.at);
    const document = await documentOf([...shuffled, ...shuffled].map(({ bytes }) => bytes));
    equal(plain(document.root()), value);
  }
});

test('the hash of a change ends the id of its entry', async () => {
  for (const { id, bytes } of (await recordedDirectory()).plaintexts) {
    const [only] = await readChunks(bytes);
    ok(id.endsWith(parseChange(only).hash), id);
  }
});

test('the seed change of custom ids has the hash that their entries share', async () => {
  const [only] = await readChunks(
    hex(
      '856f4a83b55efb45012f000800000000000000c0010100000005150e34014202560270' +
        '027f0c5f6174746163686d656e7473017f027f007f00',
    ),
  );
  const { hash, actors, sequence, dependencies } = parseChange(only);
  equal(
    { hash, actors, sequence, dependencies },
    {
      hash: 'b55efb45769e62bff921fd6f4fbb325a446d788ded077ec2a625c32e7631a190',
      actors: ['00000000000000c0'],
      sequence: 1,
      dependencies: [],
    },
  );
});

test('random documents of three writers have the value that the library of clients gives them', async () => {
  for (const { changes, value } of await recorded('automerge-3.4.json')) {
    equal(plain((await documentOf(changes.map(fromBase64))).root()), value);
  }
});

test('snapshots and later changes have it too, also where changes came before the snapshot', async () => {
  for (const { changes, snapshot, later, atSnapshot, value } of await recorded('automerge-3.4.json')) {
    const fresh = await documentOf([fromBase64(snapshot)]);
    equal(plain(fresh.root()), atSnapshot);
    const grown = await documentOf([snapshot, ...later].map(fromBase64));
    equal(plain(grown.root()), value);
    ok(!grown.hasWaitingChanges);
    const mixed = await documentOf([...[...changes].reverse(), snapshot, ...later].map(fromBase64));
    equal(plain(mixed.root()), value);
  }
});

test('a deflated change is the change', async () => {
  const [{ changes, value }] = await changesByDocument();
  const deflated = [];
  for (const bytes of changes) {
    const [{ contents }] = await readChunks(bytes);
    const inner = contents.rest();
    const whole = await chunk(1, inner);
    const packed = await chunk(2, await deflate(inner));
    packed.set(whole.subarray(4, 8), 4);
    deflated.push(packed);
  }
  equal(plain((await documentOf(deflated)).root()), value);
});

test('a change waits for what it builds on', async () => {
  const [{ changes }] = await changesByDocument();
  const document = await documentOf([changes[1]]);
  ok(document.hasWaitingChanges);
  equal(plain(document.root()), {});
});

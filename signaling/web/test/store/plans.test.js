import { equal, rejects, test } from '../harness.js';
import { bloomSummary } from '../../store/bloom.js';
import { planAttachment } from '../../store/attachment-plan.js';
import { planDocument } from '../../store/document-plan.js';
import { fromBase64, toHex } from '../../crypto/encoding.js';

test('Bloom filters have the bits of the reference', async () => {
  const short = ({ bitCount, hashCount, bitsetBase64 }) => [bitCount, hashCount, bitsetBase64];
  equal(short(bloomSummary([])), [64, 2, 'AAAAAAAAAAA=']);
  equal(short(bloomSummary(['a'])), [64, 44, 'VVVVVVVVVVU=']);
  equal(short(bloomSummary(['a', 'b', 'doc1_d_0_abc'])), [64, 15, 'p3QJ31gH99g=']);
  const hundred = bloomSummary(Array.from({ length: 100 }, (_, i) => `id${i}`));
  const bits = fromBase64(hundred.bitsetBase64);
  equal([hundred.bitCount, hundred.hashCount], [959, 7]);
  equal(
    toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bits))),
    '94247e2ba2b46ddbd49825dfb593890263ff6d74731dd082229b13180816138f',
  );
});

const entry = (id, dependencyIds, more = {}) => ({ id, entryType: 'doc_change', dependencyIds, createdAt: 1, ...more });

test('a document is read in the order of its changes, equal ones by id', () => {
  const entries = [entry('d', ['b', 'c']), entry('c', ['a']), entry('b', ['a']), entry('a', [])];
  equal(planDocument('x', entries), { docId: 'x', snapshotEntryId: null, entryIdsToApply: ['a', 'b', 'c', 'd'] });
});

test('the snapshot that covers most is taken, of equal ones the newer', () => {
  const snapshot = (id, heads, createdAt) => entry(id, [], { entryType: 'doc_snapshot', snapshotHeadEntryIds: heads, createdAt });
  const entries = [
    entry('a', []), entry('b', ['a']), entry('c', ['b']), entry('d', ['c']),
    snapshot('s1', ['b'], 9), snapshot('s2', ['c'], 1), snapshot('s3', ['c'], 2), snapshot('s4', ['gone'], 99),
  ];
  equal(planDocument('x', entries, { includeDiagnostics: true }), {
    docId: 'x', snapshotEntryId: 's3', entryIdsToApply: ['d'],
    diagnostics: { headEntryIds: ['d'], coveredLatestEntryCount: 3, uncoveredLatestEntryCount: 1 },
  });
  equal(planDocument('x', [snapshot('s1', ['b'], 1), snapshot('s2', ['b'], 3), snapshot('s3', ['b'], 3)]).snapshotEntryId, 's2');
});

test('a ring of dependencies does not hide a change', () =>
  equal(planDocument('x', [entry('b', ['a']), entry('a', ['b']), entry('c', ['a', 'b'])]).entryIdsToApply, ['a', 'b', 'c']));

const chunk = (originalSize, ...dependencyIds) => ({ entryType: 'attachment_chunk', originalSize, dependencyIds });
const CHUNKS = { c1: chunk(10), c2: chunk(10, 'c1'), c3: chunk(5, 'c2') };
const chunkOf = async (id) => CHUNKS[id] ?? null;

test('the chunks of some bytes of an attachment are found from the last one back', async () => {
  equal(await planAttachment(chunkOf, 'c3', 25, { startByte: 12, endByteExclusive: 21 }), {
    attachmentSize: 25, startByte: 12, endByteExclusive: 21, offsetInFirstChunk: 2,
    chunkPlans: [
      { id: 'c2', startByte: 10, endByteExclusive: 20, originalSize: 10 },
      { id: 'c3', startByte: 20, endByteExclusive: 25, originalSize: 5 },
    ],
  });
  equal((await planAttachment(chunkOf, 'c3', 25, { startByte: 3, endByteExclusive: 3 })).chunkPlans, []);
});

test('bytes that are not in an attachment, and chains that do not fit, are refused', async () => {
  const beyond = { startByte: 3, endByteExclusive: 26 };
  await rejects(() => planAttachment(chunkOf, 'c3', 25, beyond), /bytes 3 to 26 are not in an attachment of 25/);
  await rejects(() => planAttachment(chunkOf, 'c3', 25, { startByte: -1 }), /are not in an attachment/);
  await rejects(() => planAttachment(chunkOf, 'c3', 26, { startByte: 0 }), /the chunk before the first one is not a chunk/);
  await rejects(() => planAttachment(chunkOf, 'c3', 4, { startByte: 0 }), /chunk c3 is longer than what is left/);
  await rejects(() => planAttachment(chunkOf, 'nothing', 4, { startByte: 0 }), /nothing is not a chunk/);
});

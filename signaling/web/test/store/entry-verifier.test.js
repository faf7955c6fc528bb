import { equal, ok, test } from '../harness.js';
import { EntryVerifier } from '../../store/entry-verifier.js';
import { MAX_PAYLOAD } from '../../store/entry-limits.js';
import { signingBytes } from '../../store/signing-bytes.js';
import { toHex } from '../../crypto/encoding.js';
import { Author, recordedTenant } from '../support/tenant.js';

const BASE = {
  entryType: 'doc_change', id: 'd1_d_0_ab', docId: 'd1', decryptionKeyId: 'default', createdAt: 1700000000000,
  dependencyIds: ['x', 'y'], contentHash: '00ff', createdByPublicKey: 'PEM',
};
const sha256 = async (bytes) => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

test('the signed bytes are those of the reference', () =>
  equal(
    toHex(signingBytes(BASE)),
    '010000000a646f635f6368616e67650000000964315f645f305f616200000002643100000007646566' +
      '61756c740000018bcfe56800000000020000000178000000017900000004303066660000000350454d',
  ));

test('the blocks at the end of the signed bytes are those of the reference', async () => {
  const recipients = { epoch: 1, bundle: 'QUJD', wraps: [{ kind: 'user', keyFingerprint: 'fp', wrapped: 'd3JhcA==' }] };
  const attachmentRefs = [{ attachmentId: 'a1', lastChunkId: 'c9', size: 5 }];
  const variants = [
    [{ attachmentRefs }, '6169521b65af274075ba5dbbe59183a888ccae1ac7affdb4c939342c42180d58'],
    [{ recipients }, '89dcfa4236ded508c4f14d9d573656afe23b022c02ff4108520c00f2d6665ee9'],
    [{ provenance: { sourceTenantId: 't', sourceDbId: 'db', source: BASE } },
      'fdcd9d694db430d8c9571c1e73da6a7cb260d9b8979687233009afd5dcd2b31d'],
  ];
  for (const [block, hash] of variants) {
    equal(await sha256(signingBytes({ ...BASE, ...block })), hash);
  }
});

test('blocks with nothing in them leave no trace', () =>
  equal(signingBytes({ ...BASE, attachmentRefs: [], recipients: { wraps: [] } }), signingBytes(BASE)));

test('recorded entries of two authors are what they say', async () => {
  const { docs, attachments } = await recordedTenant();
  const verifier = new EntryVerifier();
  for (const entry of [...docs, ...attachments]) {
    equal(await verifier.whyNot(entry, { metadataSignatureRequired: true }), undefined, entry.id);
    const { metadataSignature, ...older } = entry;
    equal(await verifier.whyNot(older), undefined, 'by the signature over the payload');
  }
});

test('whatever is changed in an entry, it is refused', async () => {
  const { docs, people } = await recordedTenant();
  const entry = docs.find(({ dependencyIds }) => dependencyIds.length > 0);
  const changes = {
    entryType: 'doc_delete', id: 'other', docId: 'other', decryptionKeyId: 'other', createdAt: entry.createdAt + 1,
    dependencyIds: [], createdByPublicKey: people.mallory.signingPublicKey,
    attachmentRefs: [{ attachmentId: 'a', lastChunkId: 'b', size: 1 }], metadataSignature: new Uint8Array(64),
    provenance: { sourceTenantId: 't', sourceDbId: 'd', source: {} }, recipients: { wraps: [1] },
  };
  const verifier = new EntryVerifier();
  for (const [member, value] of Object.entries(changes)) {
    const reason = await verifier.whyNot({ ...entry, [member]: value });
    ok(/has an invalid author signature$/.test(reason), `${member}: ${reason}`);
  }
});

test('a payload that is not the one that was hashed is refused', async () => {
  const { docs } = await recordedTenant();
  const reason = await new EntryVerifier().whyNot({ ...docs[0], encryptedData: Uint8Array.of(1) });
  equal(reason, `Entry ${docs[0].id} content hash does not match its payload`);
});

test('the older signature is not enough where the tenant wants the newer one', async () => {
  const { docs } = await recordedTenant();
  const { metadataSignature, ...older } = docs[0];
  ok(/must carry a v2 metadata signature/.test(await new EntryVerifier().whyNot(older, { metadataSignatureRequired: true })));
});

test('what is too large or of no form is refused, with the limit', async () => {
  const { people } = await recordedTenant();
  const author = new Author(people.alice);
  const cases = [
    [{ id: 'x'.repeat(901) }, /id has 901 bytes, the limit is 900/],
    [{ id: '' }, /id is empty/],
    [{ id: 'a\ud800b' }, /id is not well-formed Unicode/],
    [{ id: 'a', entryType: 'x'.repeat(65) }, /entryType has 65 bytes, the limit is 64/],
    [{ id: 'a', contentHash: 'A'.repeat(64) }, /contentHash must be 64 lowercase hex digits/],
    [{ id: 'a', dependencyIds: Array(10_001).fill('x') }, /dependencyIds has 10001 elements, the limit is 10000/],
    [{ id: 'a', dependencyIds: [''] }, /an id in dependencyIds is empty/],
  ];
  for (const [members, pattern] of cases) {
    const reason = await new EntryVerifier().whyNot(await author.entry(members));
    ok(pattern.test(reason), reason);
  }
  const large = await author.entry({ id: 'a' }, new Uint8Array(MAX_PAYLOAD + 1));
  ok(/its payload has 4194305 bytes, the limit is 4194304/.test(await new EntryVerifier().whyNot(large)));
});

test('copies of copies are followed to a depth, and no further', async () => {
  const { people } = await recordedTenant();
  const author = new Author(people.alice);
  let source = BASE;
  for (let depth = 0; depth < 32; depth++) {
    source = { ...BASE, provenance: { sourceTenantId: 't', sourceDbId: 'd', source } };
  }
  equal(await new EntryVerifier().whyNot(await author.entry({ id: 'a', provenance: source.provenance })), undefined);
  const deeper = { ...(await author.entry({ id: 'a' })), provenance: { sourceTenantId: 't', sourceDbId: 'd', source } };
  ok(/invalid author signature/.test(await new EntryVerifier().whyNot(deeper)));
});

import { equal, rejects, test } from '../harness.js';
import { metadataFromWire, metadataToWire, withoutPayload } from '../../store/entry-codec.js';
import { recordedTenant } from '../support/tenant.js';

test('metadata comes back from the wire as it went', async () => {
  const { docs } = await recordedTenant();
  for (const entry of docs) {
    const metadata = { ...withoutPayload(entry), receivedDateSignature: Uint8Array.of(1), receivedAt: 5, receiptOrder: 7 };
    equal(metadataFromWire(JSON.parse(JSON.stringify(metadataToWire(metadata)))), metadata);
  }
});

test('what the protocol does not have does not travel', async () => {
  const { docs } = await recordedTenant();
  const wire = metadataToWire(withoutPayload(docs[0]));
  equal(metadataToWire({ ...withoutPayload(docs[0]), receiptScheme: 'x', attachmentId: 'y' }), wire);
  equal(metadataFromWire({ ...wire, __proto__: null, surprise: 1 }), withoutPayload(docs[0]));
});

test('the texts of recipients keep their order, which is signed', () => {
  const text = '{"wraps":[{"b":1,"a":2}],"epoch":1}';
  const wire = { ...MINIMAL, recipients: JSON.parse(text) };
  equal(JSON.stringify(metadataFromWire(wire).recipients), text);
});

const MINIMAL = {
  entryType: 't', id: 'i', contentHash: 'h', docId: 'd', dependencyIds: [], createdAt: 1, createdByPublicKey: 'k',
  decryptionKeyId: 'y', signature: 'AAAA',
};

test('metadata of another form is refused, and the entry and the member are named', async () => {
  const broken = [
    [{ signature: undefined }, /Entry i has no signature/], [{ signature: '?' }, /no signature, or one that is not base64/],
    [{ createdAt: 1.5 }, /no createdAt/], [{ createdAt: '1' }, /no createdAt/], [{ dependencyIds: [1] }, /no dependencyIds/],
    [{ id: 7 }, /An entry has no id/], [{ attachmentRefs: [{}] }, /no attachmentRefs/], [{ provenance: [] }, /no provenance/],
    [{ recipients: {} }, /no recipients/], [{ receiptOrder: 'x' }, /no receiptOrder/],
    [{ metadataSignature: 5 }, /no metadataSignature/],
  ];
  for (const [members, pattern] of broken) {
    await rejects(() => metadataFromWire({ ...MINIMAL, ...members }), pattern);
  }
  await rejects(() => metadataFromWire([]), /is not a JSON object/);
  await rejects(() => metadataFromWire(null), /is not a JSON object/);
});

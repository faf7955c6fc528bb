import { equal, ok, test } from '../harness.js';
import { deviceIdOf } from '../../crypto/pem.js';
import { TenantDirectory } from '../../directory/tenant-directory.js';
import { DirectoryWriter, keyPair, person } from '../support/directory-writer.js';
import { randomOf, recordedDirectory } from '../support/recorded.js';

const SEED = 20260;

async function bobsRevocation() {
  const writer = new DirectoryWriter(await person('admin'));
  const bob = await person('bob');
  const granted = await writer.grant('bob', [keyPair(bob)]);
  const revoked = await writer.grant('bob', [], { revoked: [keyPair(bob)] });
  return { writer, bob, granted, revoked, directory: await TenantDirectory.open(writer.tenant) };
}

test('what was revoked stays revoked, whatever comes again', async () => {
  const { directory, bob, granted, revoked } = await bobsRevocation();
  await directory.add([granted]);
  ok(directory.isActive(bob.device.id));
  await directory.add([revoked]);
  ok(!directory.isActive(bob.device.id));
  await directory.add([granted]);
  ok(!directory.isActive(bob.device.id));
});

test('a snapshot that is said to cover a revocation covers nothing', async () => {
  const { directory, bob, granted, revoked, writer } = await bobsRevocation();
  const snapshot = await writer.change('grant_bob', {}, { type: 'doc_snapshot' });
  await directory.add([granted, revoked, { ...snapshot, snapshotHeadEntryIds: [revoked.id] }]);
  ok(!directory.isActive(bob.device.id));
});

test('a document of which a part is held back gives nobody access', async () => {
  const { directory, bob, granted, writer } = await bobsRevocation();
  const later = await writer.change('grant_bob', { note: 'later' });
  await directory.add([granted, later]);
  ok(!directory.isActive(bob.device.id));
  equal(directory.unreadable.map(({ docId }) => docId), ['grant_bob']);
});

test('an entry without the signature over its metadata does not count: a server could have made a deletion of it', async () => {
  const { directory, bob, granted, revoked } = await bobsRevocation();
  const { metadataSignature: _, ...stripped } = revoked;
  const refused = await directory.add([granted, { ...stripped, entryType: 'doc_delete' }]);
  equal(refused, [{ id: revoked.id, reason: `Entry ${revoked.id} must carry a v2 metadata signature (tenant requires v2 as of the configured cutoff)` }]);
  ok(directory.isActive(bob.device.id));
});

test('every member that is signed is', async () => {
  const { directory, granted } = await bobsRevocation();
  const changes = {
    entryType: 'doc_delete',
    id: 'another',
    docId: 'another',
    decryptionKeyId: 'default',
    createdAt: granted.createdAt + 1,
    dependencyIds: ['another'],
    contentHash: '0'.repeat(64),
    metadataSignature: granted.signature,
    encryptedData: granted.encryptedData.map((byte) => byte ^ 1),
    attachmentRefs: [{ attachmentId: 'a', lastChunkId: 'b', size: 1 }],
    recipients: { epoch: 1, bundle: '', wraps: [{ kind: 'user', keyFingerprint: 'x', wrapped: 'y' }] },
  };
  for (const [member, value] of Object.entries(changes)) {
    const refused = await directory.add([{ ...granted, [member]: value }]);
    equal(refused.length, 1, member);
  }
});

test('a member with a grant of his own making grants nothing', async () => {
  const { directory, writer, bob, granted } = await bobsRevocation();
  const mine = await writer.change('mine', { form: 'useroperation', type: 'grantaccess', userKeyPairs: [keyPair(bob)] }, { by: bob });
  const posed = { ...mine, createdByPublicKey: granted.createdByPublicKey };
  equal((await directory.add([mine, posed])).length, 2);
  ok(!directory.isActive(bob.device.id));
});

test('a payload under a key that nobody gave makes its document unreadable, and no other', async () => {
  const { directory, writer, bob, granted } = await bobsRevocation();
  const sealed = await writer.change('odd', { form: 'group' }, { key: new Uint8Array(32).fill(9) });
  equal(await directory.add([granted, sealed]), []);
  ok(directory.isActive(bob.device.id));
  equal(directory.unreadable.map(({ docId }) => docId), ['odd']);
});

test('damaged entries of the recorded directory are refused one by one, and grant nobody anything', async () => {
  console.log(`hostile-server: seed ${SEED}`);
  const random = randomOf(SEED);
  const { tenant, entries, people } = await recordedDirectory();
  const directory = await TenantDirectory.open(tenant);
  for (let i = 0; i < 300; i++) {
    const original = entries[random(entries.length)];
    const entry = structuredClone(original);
    const member = Object.keys(entry)[random(Object.keys(entry).length)];
    entry[member] = [null, 1, -1.5, 'x', [], {}, undefined, [null]][random(8)];
    const same = JSON.stringify(entry[member]) === JSON.stringify(original[member]);
    const unsigned = ['signature', 'receiptOrder', 'originalSize', 'encryptedSize', 'entryVersion', 'snapshotHeadHashes'];
    if (!same && !unsigned.includes(member) && !member.startsWith('received')) {
      equal((await directory.add([entry])).length, 1, member);
    }
  }
  ok(!directory.isActive(deviceIdOf(people.alice.signingPublicKey)));
});

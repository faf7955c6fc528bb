import { equal, ok, test } from '../harness.js';
import { deviceIdOf } from '../../crypto/pem.js';
import { TenantDirectory } from '../../directory/tenant-directory.js';
import { plain, recordedDirectory } from '../support/recorded.js';

async function opened() {
  const { tenant, entries, people, materialized } = await recordedDirectory();
  const directory = await TenantDirectory.open(tenant);
  const refused = await directory.add(entries);
  const id = (name) => deviceIdOf(people[name].signingPublicKey);
  return { directory, entries, refused, people, materialized, id };
}

test('every document is what the reference materialised', async () => {
  const { directory, materialized } = await opened();
  for (const [docId, value] of Object.entries(materialized)) {
    equal(plain(directory.document(docId).root), value, docId);
  }
  equal(directory.unreadable, []);
});

test('what a member pushed into the directory is no part of it', async () => {
  const { directory, refused } = await opened();
  equal(refused.length, 1);
  ok(refused[0].reason.endsWith('is by somebody else than the administrator'), refused[0].reason);
  equal(directory.document('probe2'), undefined);
});

test('alice is in, bob was revoked, carol is to be wiped, mallory was never there', async () => {
  const { directory, people, id } = await opened();
  const standing = (name) => [
    directory.isActive(id(name)),
    directory.isTrustedAuthor(people[name].signingPublicKey),
    directory.mayOpen('notes', id(name)),
  ];
  equal(standing('alice'), [true, true, true]);
  equal(standing('admin'), [true, true, true]);
  for (const name of ['bob', 'carol', 'mallory']) {
    equal(standing(name), [false, false, false], name);
  }
});

test('the key that secrets are wrapped with is that of the device, and only while it is in force', async () => {
  const { directory, people, id } = await opened();
  equal(directory.encryptionKeyOf(id('alice')), people.alice.encryptionPublicKey);
  equal(directory.encryptionKeyOf(id('bob')), undefined);
});

test('a name is believed if the directory has its hash for the device', async () => {
  const { directory, people, id } = await opened();
  ok(await directory.isOf(people.alice.username, id('alice')));
  ok(await directory.isOf('CN=Alice/O=Interop', id('alice')), 'case does not matter');
  ok(await directory.isOf(people.bob.username, id('bob')), 'of a revoked device too');
  ok(!(await directory.isOf(people.alice.username, id('bob'))));
  ok(!(await directory.isOf(people.mallory.username, id('mallory'))));
});

test('bob had access until the administrator took it', async () => {
  const { tenant, entries, people } = await recordedDirectory();
  const directory = await TenantDirectory.open(tenant);
  const bob = deviceIdOf(people.bob.signingPublicKey);
  const states = [];
  for (const entry of entries) {
    await directory.add([entry]);
    if (states.at(-1) !== directory.isActive(bob)) {
      states.push(directory.isActive(bob));
    }
  }
  equal(states, [false, true, false]);
});

test('entries that are here already change nothing', async () => {
  const { directory, entries } = await opened();
  const { version } = directory;
  await directory.add([...entries].reverse());
  equal(directory.version, version);
});

test('the floor of metadata signatures is that of the default policy', async () => {
  equal((await opened()).directory.metadataSignatureSince, 1767225600110);
});

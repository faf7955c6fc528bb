import { equal, ok, test } from '../harness.js';
import { TenantDirectory } from '../../directory/tenant-directory.js';
import { nameHashes } from '../../directory/username-hash.js';
import { DirectoryWriter, keyPair, person } from '../support/directory-writer.js';

const everyone = (members) => ({ users_hashes: ['$everyone'], ...members });

/** A directory with alice in it, and what `write` adds. */
async function tenant(write) {
  const writer = new DirectoryWriter(await person('admin'));
  const alice = await person('alice');
  const directory = await TenantDirectory.open(writer.tenant);
  const hash = async (name) => (await nameHashes(writer.tenant.tenantId, name)).at(-1);
  const entries = await write(writer, hash);
  equal(await directory.add([await writer.grant('alice', [keyPair(alice)]), ...entries]), []);
  return { directory, device: alice.device.id, writer };
}

test('without a policy every member opens every database', async () => {
  const { directory, device } = await tenant(async () => []);
  ok(directory.mayOpen('main', device));
});

test('a list of databases is for everybody but the administrator, and not for the directories', async () => {
  const { directory, device } = await tenant(async (writer) => [
    await writer.policy('acl_defaultpolicy', 'defaultpolicy', {
      databaseCreationPolicy: 'directory-restricted',
      allowedDbIds: ['main'],
    }),
  ]);
  equal(['main', 'other', 'directory', 'userdirectory'].map((dbId) => directory.mayOpen(dbId, device)), [true, false, true, true]);
  ok(directory.mayOpen('other', directory.adminDeviceId));
});

test('a rule denies to whom it names, and a rule that allows does not help against it', async () => {
  const { directory, device } = await tenant(async (writer, hash) => [
    await writer.policy('acl_defaultpolicy', 'defaultpolicy', { denyDocRead: false }),
    await writer.policy('acl_rule_no', 'doc_read', {
      ruleId: 'no',
      dbid: 'secret',
      users_hashes: [await hash('alice')],
      action: 'deny',
    }),
    await writer.policy('acl_rule_yes', 'doc_read', everyone({ ruleId: 'yes', dbid: '*', action: 'allow' })),
  ]);
  equal(directory.whyClosed('secret', device), 'denied by rule no');
  ok(directory.mayOpen('main', device));
});

test('what is denied by default is open to whom a rule allows it, through a group of groups too', async () => {
  const { directory, device } = await tenant(async (writer, hash) => [
    await writer.policy('acl_defaultpolicy', 'defaultpolicy', { denyDocRead: true }),
    await writer.change('g1', { form: 'group', type: 'group', groupName: 'Inner', members_hashes: [await hash('alice')] }),
    await writer.change('g2', { form: 'group', type: 'group', groupName: 'outer', members_hashes: [await hash('inner')] }),
    await writer.policy('acl_rule_outer', 'doc_read', {
      ruleId: 'outer',
      dbid: 'main',
      users_hashes: [await hash('outer')],
      action: 'allow',
    }),
  ]);
  ok(directory.mayOpen('main', device));
  equal(directory.whyClosed('other', device), 'denied by baseline policy for doc_read');
});

test('the policy of a database wins over that of the tenant, and a master switch over both', async () => {
  const { directory, device, writer } = await tenant(async (written) => [
    await written.policy('acl_defaultpolicy', 'defaultpolicy', { denyDocRead: true }),
    await written.policy('acl_dbpolicy__53ales', 'defaultpolicy', { denyDocRead: false }),
  ]);
  equal(['Sales', 'sales'].map((dbId) => directory.mayOpen(dbId, device)), [true, false]);
  await directory.add([await writer.change('acl_defaultpolicy', { disableAllAccessChecksAndPolicies: true })]);
  ok(directory.mayOpen('sales', device));
});

test('a deleted policy stays in force, a deleted rule does not', async () => {
  const { directory, device, writer } = await tenant(async (written) => [
    await written.policy('acl_defaultpolicy', 'defaultpolicy', { denyDocRead: true }),
    await written.policy('acl_rule_all', 'doc_read', everyone({ ruleId: 'all', action: 'allow' })),
  ]);
  ok(directory.mayOpen('main', device));
  await directory.add([await writer.change('acl_defaultpolicy', {}, { type: 'doc_delete' })]);
  ok(directory.mayOpen('main', device));
  await directory.add([await writer.change('acl_rule_all', {}, { type: 'doc_delete' })]);
  ok(!directory.mayOpen('main', device));
});

test('what cannot be read denies what it could have denied', async () => {
  const lost = { key: new Uint8Array(32).fill(1) };
  const { directory, device, writer } = await tenant(async (written) => [
    await written.policy('acl_defaultpolicy', 'defaultpolicy', { denyDocRead: false }),
    await written.change('acl_dbpolicy_main', {}, lost),
  ]);
  equal(['main', 'other'].map((dbId) => directory.mayOpen(dbId, device)), [false, true]);
  await directory.add([await writer.change('acl_rule_lost', {}, lost)]);
  ok(!directory.mayOpen('other', device));
  ok(directory.mayOpen('other', directory.adminDeviceId));
});

test('keys that were taken back from a person are named', async () => {
  const { directory, device } = await tenant(async (writer, hash) => [
    await writer.policy('acl_keydistribution_k1', 'keydistribution', {
      keyId: 'k1',
      pullfrom_users_hashes: [await hash('alice')],
    }),
    await writer.policy('acl_keydistribution_k2', 'keydistribution', { keyId: 'k2', pullfrom_users_hashes: ['other'] }),
  ]);
  equal(directory.revokedKeyIds('main', device), new Set(['k1']));
  equal(directory.revokedKeyIds('directory', device), new Set());
});

test('a device that is to be wiped is not active, even if another grant lists it', async () => {
  const { directory, writer } = await tenant(async () => []);
  const bob = await person('bob');
  await directory.add([await writer.grant('bob', [keyPair(bob)])]);
  ok(directory.isActive(bob.device.id));
  await directory.add([await writer.grant('bobby', [], { wipe: [bob.signingPublicKey] })]);
  ok(!directory.isActive(bob.device.id));
});

import { equal, ok, test } from '../harness.js';
import { mesh } from '../support/mesh.js';
import { Author, contentOf } from '../support/tenant.js';

const others = (names, name) => names.filter((other) => other !== name);

test('three peers in a mesh converge, whoever has what', async () => {
  const names = ['alice', 'bob', 'carol'];
  const { tenant, peers, pull } = await mesh(names);
  const author = new Author(tenant.people.bob);
  await peers.alice.store.putEntries(tenant.docs);
  for (let i = 0; i < 300; i++) {
    await peers.bob.store.putEntries([await author.entry({ id: `b${i}` }, new Uint8Array(700).fill(i))]);
  }
  await Promise.all(names.flatMap((name) => others(names, name).map((other) => pull(name, other))));
  const content = await contentOf(peers.alice.store);
  equal(content.size, tenant.docs.length + 300);
  equal(await contentOf(peers.bob.store), content);
  equal(await contentOf(peers.carol.store), content);
});

test('what one peer has reaches another through a third that is connected to both', async () => {
  const { tenant, peers, pull } = await mesh(['alice', 'bob', 'carol']);
  await peers.alice.store.putEntries(tenant.docs);
  await pull('bob', 'alice');
  await pull('carol', 'bob');
  equal(await contentOf(peers.carol.store), await contentOf(peers.alice.store));
});

test('of four peers one is revoked in the middle: it is cut off everywhere, and the other three converge', async () => {
  const names = ['admin', 'alice', 'bob', 'carol'];
  const { tenant, peers, pull } = await mesh(names, 'attachments');
  const author = new Author(tenant.people.alice);
  for await (const chunk of author.chunks(64, 64 * 1024)) await peers.alice.store.putEntries([chunk]);
  const revoke = async () => {
    tenant.directory.revoke('bob');
    await Promise.all(names.flatMap((name) => peers[name].sessions.map((session) => session.check())));
  };
  const progress = ({ entries }) => entries >= 16 && tenant.directory.isActive(tenant.people.bob.id) && revoke();
  const pullAndTell = (name, other) => {
    const options = name === 'bob' && other === 'alice' ? { progress } : {};
    return pull(name, other, options).then(() => undefined, (error) => ({ name, other, error }));
  };
  const outcomes = await Promise.all(names.flatMap((name) => others(names, name).map((other) => pullAndTell(name, other))));
  const failures = outcomes.filter((outcome) => outcome !== undefined);
  ok(failures.some(({ name, other }) => name === 'bob' && other === 'alice'), 'bob got everything');
  ok(failures.every(({ name, other }) => name === 'bob' || other === 'bob'), 'others were cut off');
  ok(failures.every(({ error }) => error.status === 403), failures.map(({ error }) => error.message).join('; '));
  ok((await peers.bob.store.getAllIds()).length < 64, 'bob has everything');
  for (const other of others(names, 'bob')) {
    equal((await peers.bob.links[other].closed).status, 403);
    equal((await peers[other].links.bob.closed).status, 403);
  }
  for (const name of others(names, 'bob')) {
    for (const other of others(others(names, 'bob'), name)) await pull(name, other);
    equal(await contentOf(peers[name].store), await contentOf(peers.alice.store), name);
  }
}, { seconds: 60 });

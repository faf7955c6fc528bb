import { equal, ok, rejects, test } from '../harness.js';
import { DirectoryFeed } from '../../directory/directory-feed.js';
import { TenantDirectory } from '../../directory/tenant-directory.js';
import { DirectoryWriter, keyPair, person } from '../support/directory-writer.js';

/** A server in memory: entries in their order, at most two a page. */
class PagedServer {
  entries = [];
  epoch = 'one';
  calls = [];

  async head() {
    this.calls.push('head');
    return { epoch: this.epoch, maxReceiptOrder: this.entries.length };
  }

  async scan(dbId, kind, cursor) {
    this.calls.push('scan');
    const from = cursor?.receiptOrder ?? 0;
    const entries = this.entries.slice(from, from + 2);
    const order = from + entries.length;
    return { entries, nextCursor: { receiptOrder: order, id: 'x' }, hasMore: order < this.entries.length };
  }

  async fetch(dbId, kind, ids) {
    this.calls.push('fetch');
    return this.entries.filter(({ id }) => ids.includes(id));
  }
}

async function opened() {
  const writer = new DirectoryWriter(await person('admin'));
  const people = [await person('alice'), await person('bob')];
  const server = new PagedServer();
  for (const one of people) {
    server.entries.push(await writer.grant(one.username, [keyPair(one)]));
  }
  server.entries.push(await writer.change('other', { form: 'note' }));
  const directory = await TenantDirectory.open(writer.tenant);
  return { writer, people, server, directory, feed: new DirectoryFeed(directory, server) };
}

test('everything that a server has is pulled page by page, and then one request tells that nothing is new', async () => {
  const { people, server, directory, feed } = await opened();
  await feed.refresh();
  equal(people.map(({ device }) => directory.isActive(device.id)), [true, true]);
  equal(server.calls, ['head', 'scan', 'fetch', 'scan', 'fetch']);
  server.calls = [];
  await feed.refresh();
  equal(server.calls, ['head']);
});

test('what is new is pulled from where it stopped', async () => {
  const { writer, people, server, directory, feed } = await opened();
  await feed.refresh();
  server.entries.push(await writer.grant(people[1].username, [], { revoked: [keyPair(people[1])] }));
  server.calls = [];
  await feed.refresh();
  equal(server.calls, ['head', 'scan', 'fetch']);
  ok(!directory.isActive(people[1].device.id));
});

test('a server that begins anew is read anew, and takes nothing away', async () => {
  const { people, server, directory, feed } = await opened();
  await feed.refresh();
  server.epoch = 'two';
  server.entries = server.entries.slice(0, 1);
  await feed.refresh();
  ok(directory.isActive(people[1].device.id));
});

test('calls that overlap are one refresh', async () => {
  const { server, feed } = await opened();
  await Promise.all([feed.refresh(), feed.refresh()]);
  equal(server.calls.filter((call) => call === 'head').length, 1);
});

test('a server that promises more and gives nothing is not asked for ever', async () => {
  const { server, feed } = await opened();
  server.scan = async () => ({ entries: [], nextCursor: null, hasMore: true });
  await rejects(() => feed.refresh(), /gives nothing more/);
});

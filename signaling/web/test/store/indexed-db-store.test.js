import { cleanup, equal, test } from '../harness.js';
import { IndexedDbStore } from '../../store/indexed-db-store.js';
import { contentOf, recordedTenant } from '../support/tenant.js';
import { storeContract } from './contract.js';

let tenants = 0;

async function fresh() {
  const tenantId = `t${++tenants}`;
  const store = await IndexedDbStore.open(tenantId, 'notes', 'docs');
  cleanup(async () => {
    store.close();
    await IndexedDbStore.delete(tenantId, 'notes', 'docs');
  });
  return { tenantId, store };
}

storeContract('in IndexedDB', async () => (await fresh()).store);

test('what is in IndexedDB is there when it is opened again, with its epoch', async () => {
  const { tenantId, store } = await fresh();
  const { docs } = await recordedTenant();
  await store.putEntries(docs);
  const [head, content] = [await store.getStoreHead(), await contentOf(store)];
  store.close();
  const again = await IndexedDbStore.open(tenantId, 'notes', 'docs');
  cleanup(() => again.close());
  equal(await again.getStoreHead(), head);
  equal(await contentOf(again), content);
});

test('two pages that use the same store agree on its orders', async () => {
  const { tenantId, store } = await fresh();
  const other = await IndexedDbStore.open(tenantId, 'notes', 'docs');
  cleanup(() => other.close());
  const { docs } = await recordedTenant();
  await Promise.all(docs.map((entry, i) => (i % 2 ? store : other).putEntries([entry])));
  equal((await store.scanEntriesSince(null)).entries.map(({ receiptOrder }) => receiptOrder), docs.map((_, i) => i + 1));
  equal(await contentOf(other), await contentOf(store));
});

test('stores of other tenants, databases and kinds are other stores', async () => {
  const { tenantId, store } = await fresh();
  const { docs } = await recordedTenant();
  await store.putEntries(docs);
  for (const place of [['other', 'notes', 'docs'], [tenantId, 'notes', 'attachments'], [tenantId, 'more', 'docs']]) {
    const other = await IndexedDbStore.open(...place);
    cleanup(async () => {
      other.close();
      await IndexedDbStore.delete(...place);
    });
    equal(await other.getAllIds(), []);
  }
});

test('a put that fails leaves nothing behind', async () => {
  const { store } = await fresh();
  const { docs } = await recordedTenant();
  await store.putEntries([docs[0], { ...docs[1], recipients: () => {} }]).then(
    () => equal('stored', 'refused'),
    () => {},
  );
  equal(await store.getAllIds(), []);
  await store.putEntries(docs);
  equal((await store.getAllIds()).length, docs.length);
});

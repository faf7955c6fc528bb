import { equal, ok, test } from '../harness.js';
import { Author, contentOf, recordedTenant } from '../support/tenant.js';

/**
 * What every store does that has the shape of MindooDB's `ContentAddressedStore`.
 *
 * @param {string} name
 * @param {() => Promise<object>} open an empty store of documents in database `notes`
 */
export function storeContract(name, open) {
  const storeTest = (sentence, body) =>
    test(`${name}: ${sentence}`, async () => {
      const tenant = await recordedTenant();
      const store = await open();
      await body(store, tenant);
    });
  const stored = (sentence, body) =>
    storeTest(sentence, async (store, tenant) => {
      await store.putEntries(tenant.docs);
      await body(store, tenant);
    });
  const idsOf = (entries) => entries.map(({ id }) => id);

  storeTest('an empty one has a head, and nothing else', async (store) => {
    const head = await store.getStoreHead();
    equal(head.maxReceiptOrder, 0);
    ok(head.epoch.length > 10);
    equal(await store.getStoreHead(), head);
    equal([store.getId(), store.getStoreKind()], ['notes', 'docs']);
    equal(await store.getAllIds(), []);
    equal(await store.scanEntriesSince(null, 10), { entries: [], nextCursor: null, hasMore: false });
    equal(await store.getEntries(['x']), []);
    equal(await store.getEntryMetadata('x'), null);
  });

  stored('what was put is there, byte for byte, in the order of putting', async (store, { docs }) => {
    equal(await store.getAllIds(), idsOf(docs));
    const entries = await store.getEntries(idsOf(docs));
    equal(entries, docs.map((entry, i) => ({ ...entry, receiptOrder: i + 1 })));
    const { encryptedData, ...metadata } = entries[3];
    equal(await store.getEntryMetadata(docs[3].id), metadata);
    equal((await store.getStoreHead()).maxReceiptOrder, docs.length);
  });

  stored('an id is stored once, and the first one wins', async (store, { docs, people }) => {
    const other = await new Author(people.alice).entry({ id: docs[0].id }, Uint8Array.of(9));
    const { epoch } = await store.getStoreHead();
    await store.putEntries([other, docs[1]]);
    await store.putEntries([]);
    equal(await store.getStoreHead(), { epoch, maxReceiptOrder: docs.length });
    equal((await store.getEntries([docs[0].id]))[0].encryptedData, docs[0].encryptedData);
  });

  storeTest('an id twice in one put is stored once', async (store, { docs }) => {
    await store.putEntries([docs[0], docs[0], docs[1]]);
    equal((await store.scanEntriesSince(null)).entries.map(({ receiptOrder }) => receiptOrder), [1, 2]);
  });

  storeTest('puts at the same time get different orders', async (store, { docs }) => {
    await Promise.all(docs.map((entry) => store.putEntries([entry])));
    const { entries } = await store.scanEntriesSince(null);
    equal(entries.map(({ receiptOrder }) => receiptOrder), docs.map((_, i) => i + 1));
    equal(new Set(idsOf(entries)).size, docs.length);
  });

  stored('what is asked for is given in the order of the question, what is not here is left out', async (store, { docs }) => {
    const [first, second] = idsOf(docs);
    equal(await store.hasEntries([second, 'nothing', first]), [second, first]);
    equal(idsOf(await store.getEntries([second, 'nothing', first])), [second, first]);
  });

  stored('pages follow each other without a gap', async (store, { docs }) => {
    const seen = [];
    let page = { nextCursor: null, hasMore: true };
    while (page.hasMore) {
      page = await store.scanEntriesSince(page.nextCursor, 3);
      ok(page.entries.length <= 3);
      seen.push(...page.entries);
    }
    equal(idsOf(seen), idsOf(docs));
    equal(await store.scanEntriesSince(page.nextCursor, 3), { entries: [], nextCursor: page.nextCursor, hasMore: false });
    const beyond = { receiptOrder: 1000, id: 'z' };
    equal(await store.scanEntriesSince(beyond, 3), { entries: [], nextCursor: beyond, hasMore: false });
  });

  stored('a page that ends with the last entry has nothing behind it', async (store, { docs }) => {
    equal((await store.scanEntriesSince(null, docs.length)).hasMore, false);
    equal((await store.scanEntriesSince(null, Number.MAX_SAFE_INTEGER)).entries.length, docs.length);
  });

  stored('scans and searches take filters', async (store, { docs }) => {
    const [{ docId, createdAt }] = docs;
    const ofDoc = docs.filter((entry) => entry.docId === docId);
    equal(idsOf((await store.scanEntriesSince(null, 100, { docId })).entries), idsOf(ofDoc));
    const filtered = await store.scanEntriesSince(null, 1, { entryTypes: ['doc_delete'] });
    equal(filtered.entries.map(({ entryType }) => entryType), ['doc_delete']);
    equal(filtered.hasMore, false);
    const creates = docs.filter(({ entryType }) => entryType === 'doc_create');
    equal(idsOf(await store.findEntries('doc_create', null, null)), idsOf(creates));
    equal(idsOf(await store.findEntries('doc_create', createdAt, createdAt + 1)).includes(docs[0].id), true);
    equal(idsOf(await store.findEntries('doc_create', null, createdAt)).includes(docs[0].id), false);
    equal(idsOf(await store.findNewEntries(idsOf(docs).slice(1))), [docs[0].id]);
    equal(idsOf(await store.findNewEntriesForDoc([docs[0].id], docId)), idsOf(ofDoc.slice(1)));
  });

  stored('dependencies are followed back, the start last', async (store, { docs }) => {
    const change = docs.find(({ dependencyIds }) => dependencyIds.length > 0);
    equal(await store.resolveDependencies(change.id), [...change.dependencyIds, change.id]);
    equal(await store.resolveDependencies(change.id, { includeStart: false }), change.dependencyIds);
    equal(await store.resolveDependencies(change.id, { maxDepth: 0 }), [change.id]);
    equal(await store.resolveDependencies('nothing'), []);
  });

  stored('plans are made from what is here', async (store, { docs }) => {
    const { docId } = docs[0];
    const plan = await store.planDocumentMaterialization(docId);
    equal(plan.snapshotEntryId, null);
    equal(new Set(plan.entryIdsToApply), new Set(idsOf(docs.filter((entry) => entry.docId === docId))));
    equal(await store.planDocumentMaterializationBatch([docId, 'nothing']), {
      plans: [plan, { docId: 'nothing', snapshotEntryId: null, entryIdsToApply: [] }],
    });
    equal((await store.getIdBloomSummary()).totalIds, docs.length);
  });

  storeTest('a purged document is gone, payloads that others use are not, and no order is used again', async (store, tenant) => {
    const author = new Author(tenant.people.alice);
    const shared = Uint8Array.of(5, 5, 5);
    await store.putEntries([
      await author.entry({ id: 'a', docId: 'one' }, shared),
      await author.entry({ id: 'b', docId: 'two' }, shared),
      await author.entry({ id: 'c', docId: 'two' }, Uint8Array.of(6)),
    ]);
    const { epoch } = await store.getStoreHead();
    await store.purgeDocHistory('two');
    equal(await store.getAllIds(), ['a']);
    equal((await store.getEntries(['a']))[0].encryptedData, shared);
    equal(await store.getStoreHead(), { epoch, maxReceiptOrder: 3 });
    await store.putEntries([await author.entry({ id: 'c', docId: 'two' }, Uint8Array.of(6))]);
    equal((await store.getEntries(['c']))[0].receiptOrder, 4);
  });

  storeTest('copies of what is put and given can be changed without changing the store', async (store, { docs }) => {
    const entry = { ...docs[0], encryptedData: docs[0].encryptedData.slice() };
    await store.putEntries([entry]);
    entry.encryptedData[0] ^= 1;
    equal((await store.getEntries([entry.id]))[0].encryptedData, docs[0].encryptedData);
  });

  stored('another one with the same entries has the same content', async (store, { docs }) => {
    const other = await open();
    await other.putEntries([...docs].reverse());
    equal(await contentOf(other), await contentOf(store));
  });
}

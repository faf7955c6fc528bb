import { equal, ok, rejects, test } from '../harness.js';
import { aliceAndBob } from '../support/peers.js';
import { settle } from '../support/timers.js';
import { Author, recordedTenant } from '../support/tenant.js';
import { toBase64, utf8 } from '../../crypto/encoding.js';
import { MemoryStore } from '../../store/memory-store.js';
import { metadataToWire, withoutPayload } from '../../store/entry-codec.js';
import { RemoteStore } from '../../sync/remote-store.js';
import { collect, jsonBytes, parseJson } from '../../transport/bodies.js';
import { entryParts, headerPart } from '../../transport/entry-frames.js';
import { REQUEST_BYTES } from '../../transport/limits.js';

const OPERATIONS = [
  'capabilities', 'findNewEntries', 'findNewEntriesForDoc', 'findEntries', 'scanEntriesSince', 'getStoreHead',
  'getIdBloomSummary', 'getCompactionStatus', 'getEntryMetadata', 'hasEntries', 'getAllIds', 'resolveDependencies', 'planDocumentMaterialization',
  'planDocumentMaterializationBatch', 'planAttachmentReadByWalkingMetadata', 'getEntriesBinary',
];

const NO_CHUNK = { lastChunkId: 'x', attachmentSize: 1, options: { startByte: 0 } };

/** Bob serves some documents in `notes`; `ask` is what Alice asks him. */
async function bobServes({ store, ...options } = {}) {
  const notes = store ?? new MemoryStore('notes', 'docs');
  const bob = {
    'notes/docs': notes,
    'directory/docs': new MemoryStore('directory'),
    'userdirectory/docs': new MemoryStore('userdirectory'),
  };
  const both = await aliceAndBob({ stores: { alice: {}, bob }, ...options });
  await notes.putEntries(store ? [] : both.tenant.docs);
  const { tenantId } = both.tenant;
  const ask = async (path, body, token) => {
    const head = { path: `/${tenantId}/${path}`, ...(token && { token }) };
    const answer = await both.alice.link.request(head, Array.isArray(body) ? body : [jsonBytes(body)]);
    return { status: answer.head.status, value: parseJson(await collect(answer.body, 1e8)) };
  };
  const put = (dbId, ...entries) =>
    ask('sync/docs/putEntriesBinary', [headerPart({ format: 'mdb-put-v2', dbId }), ...entries.flatMap(partsOf)]);
  const remote = new RemoteStore(both.alice.link, { tenantId, dbId: 'notes', storeKind: 'docs' });
  return { ...both, notes, ask, put, remote };
}

function partsOf(entry) {
  return entryParts(metadataToWire(withoutPayload(entry)), entry.encryptedData);
}

const all = async (generator) => {
  const list = [];
  for await (const each of generator) list.push(each);
  return list;
};

test('a proven device reads a store of its peer', async () => {
  const { remote, tenant } = await bobServes();
  const ids = tenant.docs.map(({ id }) => id);
  equal((await remote.head()).maxReceiptOrder, ids.length);
  equal((await remote.scan(null, 100)).entries.map(({ id }) => id), ids);
  equal(await remote.missing(['x', ids[0]]), ['x']);
  const given = await all(remote.entries([ids[2], 'x', ids[0]]));
  equal(given, [{ ...tenant.docs[2], receiptOrder: 3 }, { ...tenant.docs[0], receiptOrder: 1 }]);
});

test('small entries share frames, both ways', async () => {
  const { remote, tenant, channels } = await bobServes();
  const before = channels.map(({ sent }) => sent.length);
  await all(remote.entries(tenant.docs.map(({ id }) => id)));
  await remote.put(tenant.docs);
  const [asked, answered] = channels.map(({ sent }, i) => sent.length - before[i]);
  ok(asked <= 8 && answered <= 8, `${asked} and ${answered} frames for ten small entries each way`);
});

test('every read of the protocol is answered as a server does', async () => {
  const { ask, tenant, notes } = await bobServes();
  const [{ id, docId }] = tenant.docs;
  const ids = tenant.docs.map((entry) => entry.id);
  const sync = async (operation, body) => {
    const { status, value } = await ask(`sync/docs/${operation}`, { dbId: 'notes', ...body });
    equal(status, 200, operation);
    return value;
  };
  const listed = (entries) => entries.map((entry) => entry.id);
  const { capabilities } = await sync('capabilities');
  equal(capabilities.protocolVersion, 'sync-v5');
  for (const [name, supported] of [['CursorScan', true], ['StoreHead', true], ['BinaryEntries', true], ['CompactionStatus', false]]) {
    equal(capabilities[`supports${name}`], supported, name);
  }
  equal(listed((await sync('findNewEntries', { haveIds: [id] })).entries), ids.slice(1));
  equal((await sync('findNewEntriesForDoc', { haveIds: [id], docId })).entries.every((entry) => entry.docId === docId), true);
  equal((await sync('findEntries', { type: 'doc_delete', creationDateFrom: null, creationDateUntil: null })).entries.length, 1);
  const page = await sync('scanEntriesSince', { cursor: null, limit: 2 });
  equal([listed(page.entries), page.nextCursor, page.hasMore], [ids.slice(0, 2), { receiptOrder: 2, id: ids[1] }, true]);
  equal((await sync('scanEntriesSince', { cursor: { receiptOrder: 99, id: 'z' } })).entries, []);
  equal(await sync('getStoreHead'), { head: await notes.getStoreHead() });
  equal(await sync('getIdBloomSummary'), { summary: await notes.getIdBloomSummary() });
  equal((await sync('getEntryMetadata', { id })).entry, metadataToWire({ ...withoutPayload(tenant.docs[0]), receiptOrder: 1 }));
  equal(await sync('getEntryMetadata', { id: 'x' }), { entry: null });
  equal(await sync('hasEntries', { ids: ['x', id] }), { ids: [id] });
  equal(await sync('getAllIds'), { ids });
  equal((await sync('resolveDependencies', { startId: ids[1] })).ids.at(-1), ids[1]);
  equal((await sync('planDocumentMaterialization', { docId })).plan, await notes.planDocumentMaterialization(docId));
  const { batchPlan } = await sync('planDocumentMaterializationBatch', { docIds: ['x'] });
  equal(batchPlan.plans, [{ docId: 'x', snapshotEntryId: null, entryIdsToApply: [] }]);
});

test('a request that is not of the form is refused, and says what is wrong', async () => {
  const { ask } = await bobServes();
  const cases = [
    ['sync/docs/getStoreHead', {}, 400, /dbId must be 1 to 64/],
    ['sync/docs/getStoreHead', { dbId: '../x' }, 400, /dbId must be/],
    ['sync/docs/getStoreHead', [utf8('{')], 400, /Invalid JSON body/],
    ['sync/docs/getStoreHead', [utf8('[]')], 400, /must be a JSON object/],
    ['sync/docs/hasEntries', { dbId: 'notes', ids: [1] }, 400, /ids must be an array of strings/],
    ['sync/docs/hasEntries', { dbId: 'notes', ids: Array(100_001).fill('') }, 400, /100001 elements, the limit is 100000/],
    ['sync/docs/getEntryMetadata', { dbId: 'notes' }, 400, /id is required/],
    ['sync/docs/findEntries', { dbId: 'notes', type: 'x', creationDateFrom: 'y' }, 400, /creationDateFrom must be a number/],
    ['sync/docs/scanEntriesSince', { dbId: 'notes', cursor: 5 }, 400, /cursor must be null or/],
    ['sync/docs/getEntriesBinary', { dbId: 'notes', ids: [], wrap: 'x' }, 400, /wrap must be/],
    ['sync/docs/planAttachmentReadByWalkingMetadata', { ...NO_CHUNK, dbId: 'notes' }, 400, /x is not a chunk/],
    ['sync/docs/getCompactionStatus', { dbId: 'notes' }, 404, /does not support getCompactionStatus/],
    ['sync/docs/events', { dbId: 'notes' }, 404, /does not answer events/],
    ['sync/docs/toString', { dbId: 'notes' }, 404, /does not answer toString/],
    ['sync/other/getStoreHead', { dbId: 'notes' }, 404, /no such path/],
    ['sync/docs/getStoreHead', { dbId: 'other' }, 404, /"other" \(docs\) is not served/],
    ['sync/docs/getStoreHead', [new Uint8Array(REQUEST_BYTES + 1)], 413, /longer than 5242880 bytes/],
  ];
  for (const [path, body, status, pattern] of cases) {
    const { status: was, value } = await ask(path, body);
    equal(was, status, path);
    ok(pattern.test(value.error), value.error);
  }
});

test('another tenant is not here, whatever it asks', async () => {
  const { alice, ask } = await bobServes();
  for (const path of ['/other/sync/docs/getStoreHead', '/other/auth/challenge']) {
    const { head, body } = await alice.link.request({ path }, [jsonBytes({ dbId: 'notes' })]);
    equal([head.status, parseJson(await collect(body, 1000)).error], [404, 'Tenant other not found on this peer']);
  }
  equal((await ask('sync/docs/getStoreHead', { dbId: 'notes' })).status, 200);
});

test('without a proof and without a token nothing is answered', async () => {
  const { ask, put, tenant } = await bobServes({ proven: false });
  for (const operation of OPERATIONS) {
    const { status, value } = await ask(`sync/docs/${operation}`, { dbId: 'notes' });
    equal([status, value.error], [401, 'Missing token: log in first'], operation);
  }
  equal((await put('notes', tenant.docs[0])).status, 401);
});

test('a database that the directory closes is closed for every request', async () => {
  const { ask, put, tenant } = await bobServes();
  tenant.directory.close('notes');
  for (const operation of OPERATIONS) {
    const { status, value } = await ask(`sync/docs/${operation}`, { dbId: 'notes' });
    equal([status, value.error], [403, 'Database "notes" is not in the tenant\'s allowed database list'], operation);
  }
  equal((await put('notes', tenant.docs[0])).status, 403);
});

test('entries under a key that the reader has lost are not shown and not given', async () => {
  const { ask, put, remote, tenant, notes } = await bobServes();
  const secret = await new Author(tenant.people.alice).entry({ id: 'secret', decryptionKeyId: 'payroll' });
  await notes.putEntries([secret]);
  tenant.directory.loseKey('payroll');
  const sync = async (operation, body) => (await ask(`sync/docs/${operation}`, { dbId: 'notes', ...body })).value;
  const shown = JSON.stringify(
    await Promise.all([
      // The cursor of a page names its last entry, shown or not.
      sync('scanEntriesSince', { cursor: null }).then(({ entries }) => entries),
      sync('findNewEntries', { haveIds: [] }),
      sync('findNewEntriesForDoc', { haveIds: [], docId: 'd1' }),
      sync('findEntries', { type: 'doc_change' }),
      sync('getEntryMetadata', { id: 'secret' }),
      sync('hasEntries', { ids: ['secret'] }),
      sync('getAllIds'),
      sync('resolveDependencies', { startId: 'secret' }),
      all(remote.entries(['secret'])),
    ]),
  );
  ok(!shown.includes('secret'), shown);
  const { status, value } = await put('notes', { ...secret, id: 'another' });
  equal([status, value.error], [403, 'Entry another carries a revoked decryptionKeyId and may not be pushed']);
});

const login = async ({ ask }, person, { sign = new Author(person), pem = person.signingPublicKey } = {}) => {
  const asked = await ask('auth/challenge', { username: 'somebody', signingPublicKey: pem });
  if (asked.status !== 200) return asked;
  const { challenge } = asked.value;
  const signature = toBase64(await sign.sign(utf8(challenge)));
  return { challenge, signature, ...(await ask('auth/authenticate', { challenge, signature })) };
};

test('a device logs in over the channel and uses its token', async () => {
  const served = await bobServes({ proven: false });
  const { tenant, ask } = served;
  const { status, value } = await login(served, tenant.people.alice);
  equal([status, value.success], [200, true]);
  equal((await ask('sync/docs/getStoreHead', { dbId: 'notes' }, value.token)).status, 200);
  const { exp, deviceSigningKey } = JSON.parse(atob(value.token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  equal(deviceSigningKey, tenant.people.alice.signingPublicKey);
  ok(exp * 1000 > Date.now());
});

test('a challenge names both devices, and is good once', async () => {
  const served = await bobServes({ proven: false });
  const { people } = served.tenant;
  const { challenge, signature } = await login(served, people.alice);
  ok(challenge.startsWith(`blindhop-peer.${people.bob.id}.${people.alice.id}.`), challenge);
  const again = await served.ask('auth/authenticate', { challenge, signature });
  equal([again.status, again.value.error], [401, 'Challenge not found or expired']);
});

test('logins and tokens that are not right are refused', async () => {
  let now = 1_000_000;
  const served = await bobServes({ proven: false, options: { now: () => now } });
  const { tenant, ask } = served;
  const { alice, mallory } = tenant.people;
  const refused = async (action, status, pattern) => {
    const answer = await action;
    equal(answer.status, status);
    ok(pattern.test(answer.value.error), answer.value.error);
  };
  await refused(login(served, alice, { sign: new Author(mallory) }), 401, /Invalid signature/);
  await refused(login(served, mallory), 403, /no active access grant/);
  await refused(ask('auth/challenge', { username: 'cn=alice/o=interop' }), 400, /signingPublicKey must be/);
  await refused(ask('auth/challenge', { signingPublicKey: alice.encryptionPublicKey }), 400, /must be the PEM of an Ed25519 key/);
  await refused(ask('auth/authenticate', { challenge: 'x', signature: 'y' }), 401, /not found or expired/);

  const { challenge } = (await ask('auth/challenge', { signingPublicKey: alice.signingPublicKey })).value;
  now += 5 * 60 * 1000;
  const signature = toBase64(await new Author(alice).sign(utf8(challenge)));
  await refused(ask('auth/authenticate', { challenge, signature }), 401, /not found or expired/);

  const { token } = (await login(served, alice)).value;
  const head = (with_) => ask('sync/docs/getStoreHead', { dbId: 'notes' }, with_);
  const [start, middle, end] = token.split('.');
  const [changed, unsigned] = [`${start}.${middle.slice(0, -2)}AA.${end}`, `${start}.${middle}.${'A'.repeat(43)}`];
  for (const wrong of [`${start}.${middle}`, `${token}.x`, changed, unsigned, 'x.y.?', 'x']) {
    await refused(head(wrong), 401, /Invalid or expired token/);
  }
  const other = await bobServes({ proven: false, options: { now: () => now } });
  await refused(other.ask('sync/docs/getStoreHead', { dbId: 'notes' }, token), 401, /Invalid or expired token/);
  equal((await head(token)).status, 200);
  now += 60 * 60 * 1000;
  await refused(head(token), 401, /Invalid or expired token/);
});

test('who has not logged in cannot make a peer keep much', async () => {
  const { ask } = await bobServes({ proven: false });
  const { status, value } = await ask('auth/challenge', { signingPublicKey: 'x'.repeat(40_000) });
  equal([status, value.error], [413, 'the body is longer than 32768 bytes, which is the limit']);
});

test('who is proven to be one device cannot log in as another', async () => {
  const served = await bobServes();
  const { status, value } = await login(served, served.tenant.people.carol, { sign: new Author(served.tenant.people.alice) });
  equal(status, 403);
  ok(/login is for another device/.test(value.error));
});

test('payloads go unwrapped to a proven device alone', async () => {
  const served = await bobServes({ proven: false });
  const { token } = (await login(served, served.tenant.people.alice)).value;
  const { status, value } = await served.ask('sync/docs/getEntriesBinary', { dbId: 'notes', ids: [], wrap: 'none' }, token);
  equal(status, 403);
  ok(/only to a device that the connection itself proves/.test(value.error));
});

test('a pushed entry that is right is stored, and told', async () => {
  const { put, notes, bob, tenant } = await bobServes({ store: new MemoryStore('notes') });
  const { status, value } = await put('notes', ...tenant.docs);
  equal([status, value.success, value.rejected], [200, true, []]);
  equal(value.receipts.map(({ id }) => id), tenant.docs.map(({ id }) => id));
  equal(await notes.getEntries([tenant.docs[0].id]), [{ ...tenant.docs[0], receiptOrder: 1 }]);
  equal(bob.told, [{ dbId: 'notes', storeKind: 'docs', entries: tenant.docs.length }]);
});

test('an entry that is here already is acknowledged with what is stored', async () => {
  const { put, tenant, bob } = await bobServes();
  const { value } = await put('notes', { ...tenant.docs[1], encryptedData: Uint8Array.of(1) });
  equal(value.rejected, []);
  equal(value.receipts, [metadataToWire({ ...withoutPayload(tenant.docs[1]), receiptOrder: 2 })]);
  equal(bob.told, []);
});

test('entries that are wrong are refused one by one, and the others stored', async () => {
  const { put, notes, tenant } = await bobServes({ store: new MemoryStore('notes') });
  const { people, docs } = tenant;
  const { metadataSignature, ...older } = docs[6];
  tenant.directory.metadataSignatureSince = 0;
  const { status, value } = await put(
    'notes',
    docs[0],
    { ...docs[1], createdAt: 1 },
    { ...docs[2], encryptedData: Uint8Array.of(1) },
    await new Author(people.mallory).entry({ id: 'by-mallory' }),
    { ...docs[4], contentHash: 'ABC' },
    older,
    docs[3],
  );
  equal(status, 200);
  equal(value.rejected, [
    { id: docs[1].id, reason: `Entry ${docs[1].id} has an invalid author signature` },
    { id: docs[2].id, reason: `Entry ${docs[2].id} content hash does not match its payload` },
    { id: 'by-mallory', reason: 'Entry by-mallory was not signed by a trusted user' },
    { id: docs[4].id, reason: `Entry ${docs[4].id} is refused: contentHash must be 64 lowercase hex digits` },
    {
      id: docs[6].id,
      reason: `Entry ${docs[6].id} must carry a v2 metadata signature (tenant requires v2 as of the configured cutoff)`,
    },
  ]);
  equal(await notes.getAllIds(), [docs[0].id, docs[3].id]);
});

test('an entry of no form is refused by itself', async () => {
  const { ask, tenant, notes } = await bobServes({ store: new MemoryStore('notes') });
  const { createdAt, ...wire } = metadataToWire(withoutPayload(tenant.docs[0]));
  const entries = [...entryParts(wire, tenant.docs[0].encryptedData), ...entryParts({}, Uint8Array.of(1))];
  const body = [headerPart({ format: 'mdb-put-v2', dbId: 'notes' }), ...entries];
  const { value } = await ask('sync/docs/putEntriesBinary', body);
  equal(value.rejected.map(({ id }) => id), [tenant.docs[0].id, '']);
  ok(/has no createdAt/.test(value.rejected[0].reason));
  equal(await notes.getAllIds(), []);
});

test('an entry of a revoked author is refused, whoever brings it', async () => {
  const { put, tenant } = await bobServes({ store: new MemoryStore('notes') });
  const carols = { ...tenant.docs[0] };
  tenant.directory.revoke('carol');
  carols.createdByPublicKey = tenant.people.carol.signingPublicKey;
  equal((await put('notes', carols)).value.rejected[0].reason, `Entry ${carols.id} was not signed by a trusted user`);
});

test('only the administrator writes the directory, and peers nothing of the user directory', async () => {
  const { put, tenant } = await bobServes();
  const { value } = await put('directory', tenant.docs[0]);
  equal(value.rejected, [{ id: tenant.docs[0].id, reason: `Entry ${tenant.docs[0].id} was not signed by a trusted user` }]);
  const { status, value: refusal } = await put('userdirectory', tenant.docs[0]);
  equal(status, 403);
  ok(/is not taken from peers/.test(refusal.error));
});

test('a push that is cut, too large or of another format stores nothing', async () => {
  const { ask, tenant, notes } = await bobServes({ store: new MemoryStore('notes') });
  const header = headerPart({ format: 'mdb-put-v2', dbId: 'notes' });
  const entry = partsOf(tenant.docs[0]);
  const huge = new Uint8Array(4);
  new DataView(huge.buffer).setUint32(0, 0xffffffff);
  const cases = [
    [[header, ...entry, entry[0]], 400, /ends in the middle/],
    [[header, ...entry, entry[0].slice(0, 2)], 400, /ends in the middle/],
    [[header, ...entry, huge], 413, /a part of 4294967295 bytes/],
    [[headerPart({ format: 'x' })], 400, /Unsupported binary entry format: x/],
    [[], 400, /should be a JSON object/],
    [[headerPart([])], 400, /should be a JSON object/],
    [[header, ...Array(90_000).fill(entry).flat()], 413, /Request body too large: the limit is 5242880 bytes/],
  ];
  for (const [body, status, pattern] of cases) {
    const answer = await ask('sync/docs/putEntriesBinary', body);
    equal(answer.status, status, String(pattern));
    ok(pattern.test(answer.value.error), answer.value.error);
  }
  equal(await notes.getAllIds(), []);
});

test('a device that is revoked gets nothing more, and the link ends on both sides', async () => {
  const { ask, alice, bob, tenant } = await bobServes();
  tenant.directory.revoke('alice');
  await rejects(() => ask('sync/docs/getStoreHead', { dbId: 'notes' }), /may no longer use tenant itopgolden/);
  equal([(await alice.link.closed).status, (await bob.link.closed).status], [403, 403]);
});

test('a device that is revoked in the middle of an answer does not get the rest of it', async () => {
  const { remote, tenant } = await bobServes();
  const got = [];
  tenant.directory.onAsked = () => {
    if (tenant.directory.asked > 6) tenant.directory.revoke('alice');
  };
  await rejects(async () => {
    for await (const entry of remote.entries(tenant.docs.map(({ id }) => id))) got.push(entry);
  }, /may no longer use tenant/);
  ok(got.length < tenant.docs.length, `${got.length} were given`);
});

test('a device that is revoked in the middle of a push has stored nothing', async () => {
  const { put, tenant, notes } = await bobServes({ store: new MemoryStore('notes') });
  const trusted = tenant.directory.isTrustedAuthor.bind(tenant.directory);
  tenant.directory.isTrustedAuthor = (pem) => {
    const trusts = trusted(pem);
    tenant.directory.revoke('alice');
    return trusts;
  };
  await rejects(() => put('notes', tenant.docs[0]), /may no longer use tenant/);
  equal(await notes.getAllIds(), []);
});

test('a change of the directory ends the session of a device that asks nothing', async () => {
  const { bob, alice, tenant } = await bobServes();
  await bob.session.check();
  ok(alice.link.open);
  tenant.directory.revoke('alice');
  await bob.session.check();
  ok(/may no longer use/.test((await alice.link.closed).message));
});

test('a push is held up by another one, so that only one is in memory', async () => {
  const store = new MemoryStore('notes');
  let under = 0;
  let most = 0;
  store.putEntries = async (entries) => {
    most = Math.max(most, ++under);
    await settle();
    await store.append(entries);
    under--;
  };
  const { put, tenant } = await bobServes({ store });
  await Promise.all(tenant.docs.map((entry) => put('notes', entry)));
  equal([most, (await store.getAllIds()).length], [1, tenant.docs.length]);
});

test('the recorded tenant has what these tests need', async () => {
  const { docs, attachments } = await recordedTenant();
  equal([docs.length, attachments.length], [10, 1]);
});

import { equal, ok, rejects, test } from '../harness.js';
import { aliceAndBob } from '../support/peers.js';
import { Author } from '../support/tenant.js';
import { fromBase64, utf8 } from '../../crypto/encoding.js';
import { MemoryStore } from '../../store/memory-store.js';
import { withoutPayload } from '../../store/entry-codec.js';
import { DataChannelTransport } from '../../transport/data-channel-transport.js';
import { NetworkError } from '../../transport/network-error.js';

async function transport({ of = 'notes', peer, entries = true, ...options } = {}) {
  const store = new MemoryStore('notes', 'docs');
  const both = await aliceAndBob({ stores: { alice: {}, bob: { 'notes/docs': store } }, ...options });
  const { tenant, alice } = both;
  await store.putEntries(entries ? tenant.docs : []);
  const client = new DataChannelTransport(alice.link, {
    tenantId: tenant.tenantId, dbId: of, storeKind: 'docs', peer: peer ?? tenant.people.bob.id,
  });
  const logIn = async () => {
    const { alice: person } = tenant.people;
    const challenge = await client.requestChallenge('cn=alice/o=interop', { signingPublicKey: person.signingPublicKey });
    return client.authenticate(challenge, await new Author(person).sign(utf8(challenge)));
  };
  return { ...both, store, client, logIn };
}

const RSA = { name: 'RSA-OAEP', hash: 'SHA-256' };
const rsaKeyOf = ({ privateKeys }) => crypto.subtle.importKey('pkcs8', fromBase64(privateKeys.encryption), RSA, false, ['decrypt']);
const rsa = async (key, bytes) => new Uint8Array(await crypto.subtle.decrypt('RSA-OAEP', key, bytes));
const aes = async (raw, iv, bytes) => {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes));
};

for (const proven of [true, false]) {
  test(`a client logs in and reads, on a connection that is ${proven ? '' : 'not '}proven to the other side`, async () => {
    const { client, logIn, tenant } = await transport({ proven });
    const { success, token } = await logIn();
    ok(success);
    const two = tenant.docs.slice(0, 2).map((entry, i) => ({ ...withoutPayload(entry), receiptOrder: i + 1 }));
    equal((await client.scanEntriesSince(token, null, 2)).entries, two);
    equal((await client.getStoreHead(token)).maxReceiptOrder, tenant.docs.length);
    equal((await client.getCapabilities(token)).supportsBinaryEntries, true);
    equal(await client.getEntryMetadata(token, 'x'), null);
  });
}

test('payloads come wrapped for the device that logged in, and open to what is stored', async () => {
  const { client, logIn, tenant } = await transport();
  const { token } = await logIn();
  const ids = tenant.docs.map(({ id }) => id);
  const key = await rsaKeyOf(tenant.people.alice);

  const { wrappedSessionKey, entries } = await client.getEntriesBinary(token, ids);
  const session = await rsa(key, wrappedSessionKey);
  for (const [i, { iv, sessionEncryptedPayload, receiptOrder, ...metadata }] of entries.entries()) {
    equal({ ...metadata, encryptedData: await aes(session, iv, sessionEncryptedPayload) }, tenant.docs[i]);
  }
  equal(new Set(entries.map(({ iv }) => String(iv))).size, entries.length, 'different IVs');

  const [older] = await client.getEntries(token, ids.slice(0, 1));
  const wrapped = older.rsaEncryptedPayload;
  const length = (wrapped[0] << 8) | wrapped[1];
  const own = await rsa(key, wrapped.subarray(2, 2 + length));
  equal(await aes(own, wrapped.subarray(2 + length, 14 + length), wrapped.subarray(14 + length)), tenant.docs[0].encryptedData);
});

test('what is pushed is acknowledged, in as many requests as it needs', async () => {
  const { client, logIn, tenant, store } = await transport({ entries: false });
  const { token } = await logIn();
  const author = new Author(tenant.people.alice);
  const entries = [];
  for await (const entry of author.chunks(40, 256 * 1024)) entries.push(entry);
  const { receipts, rejected } = await client.putEntriesBinary(token, [...tenant.docs, ...entries]);
  equal([receipts.length, rejected], [50, []]);
  equal((await store.getStoreHead()).maxReceiptOrder, 50);
  equal((await client.putEntries(token, tenant.docs)).receipts[0].signature, tenant.docs[0].signature);
});

test('an entry that does not fit into a request is refused here', async () => {
  const { client, logIn, tenant } = await transport();
  const { token } = await logIn();
  const entry = await new Author(tenant.people.alice).entry({ id: 'large' }, new Uint8Array(6 * 1024 * 1024));
  equal((await rejects(() => client.putEntriesBinary(token, [entry]), /the limit is 5242880/)).type, 'PAYLOAD_TOO_LARGE');
});

test('errors have the types that a client of MindooDB looks at', async () => {
  const { client, logIn, tenant, alice } = await transport();
  const { token } = await logIn();
  const type = async (action) => {
    const error = await rejects(action);
    ok(error instanceof NetworkError);
    return error.type;
  };
  equal(await type(() => client.getStoreHead('x.y.z')), 'INVALID_TOKEN');
  equal(await type(() => client.getCompactionStatus(token)), 'USER_NOT_FOUND');
  equal(await type(() => client.hasEntries(token, [5])), 'SERVER_ERROR');
  equal(await type(() => client.requestChallenge('cn=alice/o=interop')), 'SERVER_ERROR');
  tenant.directory.close('notes');
  equal(await type(() => client.getStoreHead(token)), 'USER_REVOKED');
  alice.link.close();
  equal(await type(() => client.getStoreHead(token)), 'NETWORK_ERROR');
});

test('a wrong signature is no exception, but a login that failed', async () => {
  const { client, tenant } = await transport();
  const challenge = await client.requestChallenge(undefined, { signingPublicKey: tenant.people.alice.signingPublicKey });
  equal(await client.authenticate(challenge, new Uint8Array(64)), { success: false, error: 'Invalid signature' });
});

test('a challenge that would be a login somewhere else is not handed to the client', async () => {
  const { client, bob, tenant } = await transport();
  const { alice, bob: bobs, carol } = tenant.people;
  const challenges = [
    '0190a5c4-7b1e-7c3a-9c53-2b7c1d7f0001',
    `blindhop-peer.${carol.id}.${alice.id}.AAAAAAAAAAAAAAAAAAAAAA`,
    `blindhop-peer.${bobs.id}.${carol.id}.AAAAAAAAAAAAAAAAAAAAAA`,
    `blindhop-peer.${bobs.id}.${alice.id}.{"entryType":"doc_change"}`,
    5,
  ];
  for (const challenge of challenges) {
    bob.link.serve(() => ({ head: { status: 200 }, body: [utf8(JSON.stringify({ challenge }))] }));
    const asked = () => client.requestChallenge('x', { signingPublicKey: alice.signingPublicKey });
    await rejects(asked, /could be a login somewhere else/);
  }
});

test('cancelling a sync cancels what is under way', async () => {
  const { client, logIn, tenant, store } = await transport();
  const { token } = await logIn();
  store.getStoreHead = () => new Promise(() => {});
  const cancel = new AbortController();
  client.setSyncAbortSignal(cancel.signal);
  const asked = rejects(() => client.getStoreHead(token), /aborted/);
  cancel.abort();
  equal((await asked).name, 'AbortError');
  client.setSyncAbortSignal(undefined);
  equal((await client.getAllIds(token)).length, tenant.docs.length);
});

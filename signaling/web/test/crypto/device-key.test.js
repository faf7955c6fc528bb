import { encode } from '../../crypto/base64url.js';
import { DeviceKey } from '../../crypto/device-key.js';
import { isSignedBy } from '../../crypto/ed25519.js';
import { signedBytes } from '../../handshake/signed-bytes.js';
import { equal, ok, rejects, test } from '../harness.js';
import { numberedKey, spkiOf } from '../support/keys.js';

const text = new TextEncoder();

async function offerBytes(key) {
  return signedBytes({
    kind: 'offer',
    tenant: 'acme',
    room: 'db:main',
    from: { device: key.id, session: encode(new Uint8Array(16)) },
    to: { device: (await numberedKey(1)).id, session: encode(new Uint8Array(16).fill(1)) },
    seq: 0,
    expires: 0,
    data: '{"type":"offer","sdp":""}',
  });
}

test('a key signs the bytes of the kit, and its id is its public half', async () => {
  const key = await numberedKey(0);
  const bytes = await offerBytes(key);
  ok(await isSignedBy(key.id, await key.sign(bytes), bytes));
  equal(key.id, 'A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg');
});

test('a key signs the challenge of a login', async () => {
  const key = await numberedKey(0);
  const challenge = 'v1.dGVzdA.0f8fad5b-d9cb-469f-a165-70867728950e_';
  ok(await isSignedBy(key.id, await key.signChallenge(challenge), text.encode(challenge)));
});

test('a challenge that is the bytes of an offer is not signed', async () => {
  const key = await numberedKey(0);
  const bytes = await offerBytes(key);
  for (const decoder of ['utf-8', 'latin1', 'utf-16le']) {
    await rejects(() => key.signChallenge(new TextDecoder(decoder).decode(bytes)), /not a challenge/);
  }
  await rejects(() => key.signChallenge(bytes), /not a challenge/);
});

test('a challenge that is a description, an entry or a receipt is not signed', async () => {
  const key = await numberedKey(0);
  const things = [
    'v=0\r\no=- 46117 2 IN IP4 127.0.0.1\r\n',
    '{"type":"offer","sdp":"v=0"}',
    '{"entryType":"doc_create","id":"a_d_0_b","contentHash":"00"}',
    'doc_create|a_d_0_b|0123456789abcdef0123456789abcdef|1767225660000',
    'receipt:v1:acme:main:docs:7:1767225660000',
    'a challenge with spaces in it',
    'short',
    'x'.repeat(2049),
    'line-1-of-a-challenge\n',
    'ÿblindhop-signal-v1-and-more',
  ];
  for (const thing of things) await rejects(() => key.signChallenge(thing), /not a challenge/);
});

test('bytes that the kit has not made are not signed', async () => {
  const key = await numberedKey(0);
  for (const bytes of [new Uint8Array(), text.encode('a-challenge-of-a-login'), text.encode('blindhop-signal-v1'), text.encode('{"a":1}')]) {
    await rejects(() => key.sign(bytes), /only bytes that begin with 0xFF/);
  }
});

test('keys that do not belong together are refused, and what is no key', async () => {
  const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
  const pkcs8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20, ...seed);
  await rejects(() => DeviceKey.import(pkcs8, spkiOf(new Uint8Array(32).fill(7))), /does not belong/);
  await rejects(() => DeviceKey.import(pkcs8.subarray(1), spkiOf(new Uint8Array(32))), /PKCS#8/);
  await rejects(() => DeviceKey.import(pkcs8, new Uint8Array(44)), /SPKI/);
});

test('the private half cannot be read', async () => {
  const key = await numberedKey(0);
  equal(JSON.stringify(key), `{"id":"${key.id}"}`);
  ok(Object.isFrozen(key));
});

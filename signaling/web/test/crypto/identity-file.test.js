import { equal, ok, rejects, test } from '../harness.js';
import { DecryptionError, sealWithIv } from '../../crypto/aes-gcm.js';
import { isSignedBy } from '../../crypto/ed25519.js';
import { concat, utf8 } from '../../crypto/encoding.js';
import { MalformedIdentityError, openIdentityFile, usernameIn } from '../../crypto/identity-file.js';
import { MalformedKeyError, deviceIdOf, parsePem } from '../../crypto/pem.js';
import { signingBytes } from '../../store/signing-bytes.js';
import { recorded } from '../support/recorded.js';

const alice = () => recorded('alice.identity.json');

async function changed(change) {
  const file = JSON.parse(await alice());
  change(file);
  return JSON.stringify(file);
}

test('an identity of the reference opens with its password', async () => {
  const json = await alice();
  const identity = await openIdentityFile(json, 'alice-pass');
  equal(usernameIn(json), 'cn=alice/o=interop');
  equal(identity.username, 'cn=alice/o=interop');
  equal(identity.device.id, deviceIdOf(identity.signingPublicKey));
  const challenge = 'a-challenge-of-a-server';
  ok(await isSignedBy(identity.device.id, await identity.device.signChallenge(challenge), utf8(challenge)));
});

test('what is wrapped for the device opens, alone and in a container', async () => {
  const { encryption } = await openIdentityFile(await alice(), 'alice-pass');
  const spki = parsePem(encryption.publicPem);
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const wrapping = await crypto.subtle.importKey('spki', spki, algorithm, false, ['encrypt']);
  const key = crypto.getRandomValues(new Uint8Array(32));
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(algorithm.name, wrapping, key));
  equal(await encryption.unwrap(wrapped), key);
  const container = concat(Uint8Array.of(wrapped.length >> 8, wrapped.length & 255), wrapped, await sealWithIv(key, utf8('hello')));
  equal(await encryption.openHybrid(container), utf8('hello'));
  for (const length of [0, 1, 2, 100, container.length - 1]) {
    ok((await rejects(() => encryption.openHybrid(container.subarray(0, length)))) instanceof DecryptionError, `cut at ${length}`);
  }
});

test('a wrong password is told from a broken file', async () => {
  const wrong = await rejects(async () => openIdentityFile(await alice(), 'bob-pass'), /password is wrong/);
  ok(wrong instanceof DecryptionError);
  const broken = await rejects(() => openIdentityFile('{"username":', 'x'), /not JSON/);
  ok(broken instanceof MalformedIdentityError);
});

test('what is missing is named', async () => {
  for (const member of ['username', 'userSigningKeyPair', 'userEncryptionKeyPair']) {
    const json = await changed((file) => delete file[member]);
    ok((await rejects(() => openIdentityFile(json, 'alice-pass'), new RegExp(member))) instanceof MalformedIdentityError);
  }
  for (const member of ['ciphertext', 'iv', 'tag', 'salt']) {
    const json = await changed((file) => delete file.userSigningKeyPair.privateKey[member]);
    ok((await rejects(() => openIdentityFile(json, 'alice-pass'), new RegExp(member))) instanceof MalformedKeyError);
  }
});

test('more iterations than the limit are refused before they are done', async () => {
  const json = await changed((file) => (file.userSigningKeyPair.privateKey.iterations = 10_000_001));
  await rejects(() => openIdentityFile(json, 'alice-pass'), /10000001 PBKDF2 iterations, the limit is 10000000/);
});

test('fewer iterations than the least are read as the least, which is what their writer did', async () => {
  const json = await changed((file) => (file.userSigningKeyPair.privateKey.iterations = 1));
  equal((await openIdentityFile(json, 'alice-pass')).username, 'cn=alice/o=interop');
});

test('halves of pairs that do not belong together are refused', async () => {
  const bob = JSON.parse(await recorded('bob.identity.json'));
  for (const pair of ['userSigningKeyPair', 'userEncryptionKeyPair']) {
    const json = await changed((file) => (file[pair].publicKey = bob[pair].publicKey));
    ok((await rejects(() => openIdentityFile(json, 'alice-pass'), /pair|belong/)) instanceof MalformedKeyError);
  }
});

test('a file that is too long is not looked at', async () => {
  await rejects(() => openIdentityFile(' '.repeat(100_001), 'x'), /at most 100000 characters/);
});

test('an entry that is written carries both signatures of its author', async () => {
  const { author, device } = await openIdentityFile(await alice(), 'alice-pass');
  const payload = crypto.getRandomValues(new Uint8Array(40));
  const metadata = { entryType: 'doc_create', id: 'd_1', docId: 'd', dependencyIds: [], createdAt: 5, decryptionKeyId: 'k' };
  const entry = await author.write(metadata, payload);
  ok(await isSignedBy(device.id, entry.signature, payload));
  ok(await isSignedBy(device.id, entry.metadataSignature, signingBytes(entry)));
});

import { equal, rejects, test } from '../harness.js';
import { toBase64 } from '../../crypto/encoding.js';
import { parsePem } from '../../crypto/pem.js';
import { discoverTenants } from '../../http/discovery.js';
import { person } from '../support/directory-writer.js';
import { ScriptedServer } from '../support/scripted-server.js';

const BASE = 'https://sync.example.org/';
const CHALLENGE = { '/device/challenge': () => ({ challenge: '0198c0de-challenge' }) };

async function wrapped(key, { publicPem }) {
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const reader = await crypto.subtle.importKey('spki', parsePem(publicPem), algorithm, false, ['encrypt']);
  return toBase64(new Uint8Array(await crypto.subtle.encrypt(algorithm.name, reader, key)));
}

async function asked(tenants) {
  const identity = await person('alice');
  const scripted = new ScriptedServer({ ...CHALLENGE, '/device/discover': () => ({ tenants }) });
  return discoverTenants(BASE, identity, { fetch: scripted.fetch });
}

test('the tenants of a device come with what it needs, newest key first', async () => {
  const alice = await person('alice');
  const keys = [new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)];
  const wraps = await Promise.all(keys.map((key) => wrapped(key, alice.encryption)));
  const tenants = await asked([
    { tenantId: 'one', adminSigningPublicKey: 'PEM', wrappedPublicInfosKey: wraps[0] },
    { tenantId: 'two', adminSigningPublicKey: 'PEM', wrappedPublicInfosKey: wraps[0], wrappedPublicInfosKeys: wraps },
  ]);
  equal(tenants, [
    { tenantId: 'one', adminSigningPublicKey: 'PEM', publicInfosKeys: [keys[0]] },
    { tenantId: 'two', adminSigningPublicKey: 'PEM', publicInfosKeys: keys },
  ]);
});

test('a key for another device does not open', async () => {
  const bob = await person('bob');
  const wrap = await wrapped(new Uint8Array(32), bob.encryption);
  await rejects(
    () => asked([{ tenantId: 'one', adminSigningPublicKey: 'PEM', wrappedPublicInfosKey: wrap }]),
    /not wrapped for this device/,
  );
});

test('an answer without what is needed is an error', async () => {
  await rejects(() => asked([{ tenantId: 'one' }]), /does not say what this device needs/);
  await rejects(() => asked('none'), /does not say in which tenants/);
});

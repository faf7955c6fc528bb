// Runs origin-proof.js on a stand-in for CloudFront: node --test origin-proof.test.mjs
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import test from 'node:test';

const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const script = fs
  .readFileSync(new URL('../origin-proof.js', import.meta.url), 'utf8')
  .replace("import cf from 'cloudfront';", '')
  .replace("import crypto from 'crypto';", '');

function handlerWith(kvs) {
  return new Function('cf', 'crypto', 'Date', `${script}; return handler;`)(
    { kvs: () => kvs },
    crypto,
    { now: () => 1767225600999 },
  );
}

const event = (headers) => ({
  viewer: { ip: '203.0.113.7' },
  request: { method: 'POST', uri: '/acme/sync', headers },
});

test('the header is the one that the function accepts', async () => {
  const request = await handlerWith({ get: async (name) => (name === 'origin-key' ? KEY : assert.fail(name)) })(event({}));
  assert.equal(
    request.headers['x-blindhop-origin'].value,
    'v1;t=1767225600;a=203.0.113.7;s=hn_Jg9U2BG7AEIMj4HtyerA9LN3hxNHVwOhptHRoEXo', // the same vector is in OriginGateTest.java
  );
});

test('a header that a client sent is replaced', async () => {
  const sent = { 'x-blindhop-origin': { value: 'forged', multiValue: [{ value: 'forged' }] } };
  const request = await handlerWith({ get: async () => KEY })(event(sent));
  assert.match(request.headers['x-blindhop-origin'].value, /^v1;/);
  assert.equal(request.headers['x-blindhop-origin'].multiValue, undefined);
});

test('without a key nothing passes', async () => {
  const handler = handlerWith({ get: async () => Promise.reject(new Error('KeyNotFound')) });
  await assert.rejects(handler(event({})));
});

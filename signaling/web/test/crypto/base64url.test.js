import { equal, rejects, test } from '../harness.js';
import { decode, encode } from '../../crypto/base64url.js';

test('bytes of every length come back', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    equal(decode(encode(bytes)), bytes);
  }
});

test('there is no padding, and the alphabet is that of URLs', () => {
  equal(encode(Uint8Array.of(0xfb, 0xff, 0xfe, 0xff)), '-__-_w');
});

test('a text that is not the only one for its bytes is refused', async () => {
  for (const text of ['_x', '_w==', 'a', 'a+b/', 'ab\n']) {
    await rejects(() => decode(text), /base64url/);
  }
});

test('a secure context has what the kit needs: WebCrypto with Ed25519, and WebRTC', async () => {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  equal((await crypto.subtle.sign('Ed25519', pair.privateKey, new Uint8Array(3))).byteLength, 64);
  equal(typeof RTCPeerConnection, 'function');
});

import { equal, ok, test } from '../harness.js';
import { isThisMachineOnly, whyUnsupported } from '../../demo/support.js';

test('this browser has what the page needs', async () => {
  equal(await whyUnsupported(), '');
});

test('what is missing is named', async () => {
  const without = { isSecureContext: true, crypto: { subtle: {} }, DecompressionStream };
  equal(await whyUnsupported(without), 'This browser has no Ed25519 signatures and no WebRTC. A newer one has.');
  ok((await whyUnsupported({ isSecureContext: false })).includes('https://'));
});

test('addresses of the machine itself are known', () => {
  const local = (url) => isThisMachineOnly(new URL(url));
  equal(['http://127.0.0.1:80/', 'http://localhost/', 'http://[::1]:1/', 'http://a.localhost/'].map(local), [true, true, true, true]);
  equal(['https://example.org/', 'http://192.168.0.2/', 'https://localhost.example.org/'].map(local), [false, false, false]);
});

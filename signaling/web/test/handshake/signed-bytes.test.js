import { encode } from '../../crypto/base64url.js';
import { signedBytes } from '../../handshake/signed-bytes.js';
import { equal, rejects, test } from '../harness.js';
import { numberedKey } from '../support/keys.js';

const HEX = `
ff626c696e64686f702d7369676e616c2d763100000003627965000000046163
6d650000000764623a6d61696e0000002003a107bff3ce10be1d70dd18e74bc0
9967e4d6309ba50d5f1ddc8664125531b80000002029acbae141bccaf0b22e1a
94d34d0bc7361e526d0bfe12c89794bc9322966dd700000010a1a1a1a1a1a1a1
a1a1a1a1a1a1a1a1a100000010b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2000000
080000000000000007000000080000019b76db9260000000205c38d12b869b79
33ae3be7b90313690bcc89600d4c9bcec9c138d3cb7dc5b996`.replaceAll('\n', '');

async function example() {
  const [sender, receiver] = [await numberedKey(0), await numberedKey(1)];
  return {
    sender,
    signal: {
      kind: 'bye',
      tenant: 'acme',
      room: 'db:main',
      from: { device: sender.id, session: encode(new Uint8Array(16).fill(0xa1)) },
      to: { device: receiver.id, session: encode(new Uint8Array(16).fill(0xb2)) },
      seq: 7,
      expires: 1767225660000,
      data: '{"type":"bye","reason":"closed"}',
    },
  };
}

test('the example of docs/signaling.md comes out byte for byte', async () => {
  const { sender, signal } = await example();
  const bytes = await signedBytes(signal);
  equal(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), HEX);
  equal(
    encode(await sender.sign(bytes)),
    'xBB8jZ2bSPisZAv2yDlv3o9kK6AmrmWIp0pUBMR7kO_s6Ma5YuwgcGO1Snh_AnHi9yX0KJnkFujvLpgt6B7uDw',
  );
});

test('the tenant is signed in lower case', async () => {
  const { signal } = await example();
  equal(await signedBytes({ ...signal, tenant: 'ACME' }), await signedBytes(signal));
});

test('numbers have all their 53 bits, and no others are signed', async () => {
  const { signal } = await example();
  const bytes = await signedBytes({ ...signal, seq: 2 ** 53 - 1 });
  equal([...bytes.slice(161, 169)], [0, 0x1f, 255, 255, 255, 255, 255, 255].slice(0, 8));
  await rejects(() => signedBytes({ ...signal, seq: 0.5 }));
});

import { equal, rejects, test } from '../harness.js';
import {
  ANSWER, BYE, CANCEL, CREDIT, DATA, END, HELLO, REQUEST, YOURS,
  checkHello, decodeCredit, decodeFrame, decodeHead, decodeReason, encodeCredit, encodeFrame, encodeHead, encodeReason, hello,
} from '../../transport/frame.js';
import { HEAD_BYTES, MAX_FRAME_BYTES } from '../../transport/limits.js';
import { PeerError } from '../../transport/peer-error.js';

const decoded = (type, request, content) => decodeFrame(encodeFrame(type, request, content).buffer);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

test('the frames of the documentation have the bytes that it shows', () => {
  equal(hex(encodeFrame(HELLO, 0, hello())), '000000000042485001');
  equal(
    hex(encodeFrame(REQUEST, 1, encodeHead({ path: '/acme/sync/docs/getStoreHead' }))),
    `0100000001${hex(new TextEncoder().encode('{"path":"/acme/sync/docs/getStoreHead"}'))}`,
  );
  equal(hex(encodeFrame(DATA, 1, new TextEncoder().encode('{"dbId":"main"}'))), '03000000017b2264624964223a226d61696e227d');
  equal(hex(encodeFrame(END, 1)), '0400000001');
  equal(hex(encodeFrame(ANSWER | YOURS, 1, encodeHead({ status: 200 }))), '82000000017b22737461747573223a3230307d');
  equal(hex(encodeFrame(CREDIT | YOURS, 1, encodeCredit(131072))), '850000000100020000');
  equal(hex(encodeFrame(CANCEL, 1, encodeReason(new PeerError(499, 'cancelled')))), '060000000101f363616e63656c6c6564');
});

test('a frame is read as it was written', () => {
  const content = Uint8Array.of(1, 2, 3);
  equal(decoded(DATA, 0xffffffff, content), { type: DATA, yours: false, request: 0xffffffff, content });
  equal(decoded(DATA | YOURS, 7, content), { type: DATA, yours: true, request: 7, content });
  equal(decodeHead(encodeHead({ status: 200, ü: '☃' })), { status: 200, ü: '☃' });
  equal(decodeCredit(encodeCredit(0x80000001)), 0x80000001);
  const reason = decodeReason(encodeReason(new PeerError(403, 'not this one')));
  equal([reason.status, reason.message], [403, 'not this one']);
});

test('a reason that is too long is cut between two characters', () => {
  const cut = decodeReason(encodeReason(new PeerError(500, '☃'.repeat(1000))));
  equal(cut.message, '☃'.repeat(341));
});

test('a head that is too long is not sent', () =>
  rejects(() => encodeHead({ path: 'x'.repeat(HEAD_BYTES) }), /the head of a request .* has \d+ bytes, the limit is 8192/));

const MALFORMED = [
  ['text', () => 'hello', /a message that is not binary/],
  ['four bytes', () => new ArrayBuffer(4), /a frame of 4 bytes; frames have 5 to 65536/],
  ['too many bytes', () => encodeFrame(DATA, 1, new Uint8Array(MAX_FRAME_BYTES)).buffer, /a frame of 65541 bytes/],
  ['an unknown type', () => encodeFrame(8, 1).buffer, /a frame of unknown type 8/],
  ['a request 0', () => encodeFrame(DATA, 0, Uint8Array.of(1)).buffer, /DATA for request 0/],
  ['a HELLO for a request', () => encodeFrame(HELLO, 1, hello()).buffer, /HELLO for request 1/],
  ['a BYE for a request', () => encodeFrame(BYE, 9, Uint8Array.of(1, 2)).buffer, /BYE for request 9/],
  ['a request of the receiver', () => encodeFrame(REQUEST | YOURS, 1, encodeHead({})).buffer, /REQUEST in the wrong direction/],
  ['an answer to itself', () => encodeFrame(ANSWER, 1, encodeHead({})).buffer, /ANSWER in the wrong direction/],
  ['a HELLO of the receiver', () => encodeFrame(HELLO | YOURS, 0, hello()).buffer, /HELLO in the wrong direction/],
  ['a short HELLO', () => encodeFrame(HELLO, 0, new Uint8Array(3)).buffer, /HELLO with 3 bytes; it has 4 to 4/],
  ['no data', () => encodeFrame(DATA, 1).buffer, /DATA with 0 bytes/],
  ['an end with something', () => encodeFrame(END, 1, Uint8Array.of(1)).buffer, /END with 1 bytes; it has 0 to 0/],
  ['a short credit', () => encodeFrame(CREDIT, 1, Uint8Array.of(1)).buffer, /CREDIT with 1 bytes; it has 4 to 4/],
  ['a cancellation without a status', () => encodeFrame(CANCEL, 1).buffer, /CANCEL with 0 bytes/],
  ['an endless reason', () => encodeFrame(CANCEL, 1, new Uint8Array(1027)).buffer, /CANCEL with 1027 bytes/],
  ['a large head', () => encodeFrame(REQUEST, 1, new Uint8Array(HEAD_BYTES + 1)).buffer, /REQUEST with 8193 bytes/],
];

for (const [name, message, pattern] of MALFORMED) {
  test(`no frame: ${name}`, async () => {
    const error = await rejects(() => decodeFrame(message()), pattern);
    equal(error.status, 502);
  });
}

test('what is in a frame is looked at', async () => {
  await rejects(() => decodeHead(new TextEncoder().encode('{"a":')), /a head that is not JSON/);
  await rejects(() => decodeHead(new TextEncoder().encode('[1]')), /a head that is not a JSON object/);
  await rejects(() => decodeHead(Uint8Array.of(0x22, 0xff, 0x22)), /a head that is not JSON/);
  await rejects(() => decodeReason(Uint8Array.of(1, 1, 0xff)), /a reason that is not UTF-8/);
  await rejects(() => checkHello({ type: HELLO, content: Uint8Array.of(1, 2, 3, 1) }), /something else than HELLO first/);
  await rejects(() => checkHello({ type: END, content: hello() }), /something else than HELLO first/);
  await rejects(() => checkHello({ type: HELLO, content: Uint8Array.of(0x42, 0x48, 0x50, 2) }), /version 2 of the peer protocol/);
});

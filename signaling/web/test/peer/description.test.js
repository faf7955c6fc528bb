import { readDescription } from '../../peer/description.js';
import { equal, rejects, test } from '../harness.js';

const SHA256 = `a=fingerprint:sha-256 ${Array(32).fill('4A').join(':')}`;
const SHA1 = `a=fingerprint:sha-1 ${Array(20).fill('4A').join(':')}`;

function data(lines, type = 'offer', more = {}) {
  return JSON.stringify({ type, sdp: lines.map((line) => `${line}\r\n`).join(''), ...more });
}

function offer(...lines) {
  return data(['v=0', 'o=- 46117 2 IN IP4 127.0.0.1', ...lines]);
}

test('of a description one knows the text, the origin and the ICE names', () => {
  const text = data(['v=0', 'o=- 46117 2 IN IP4 127.0.0.1', 'm=application 9', 'a=ice-ufrag:Zx1q', SHA256], 'answer', { answers: 3 });
  const { type, sdp, origin, fragments, answers } = readDescription('answer', text);
  equal([type, sdp, origin, fragments, answers], ['answer', JSON.parse(text).sdp, '46117', new Set(['Zx1q']), 3]);
});

test('the fingerprint may be that of every section, or stand above them', () => {
  readDescription('offer', offer('m=application 9', SHA256));
  readDescription('offer', offer(SHA256, 'm=application 9', 'm=audio 9'));
  readDescription('offer', offer('m=application 9', SHA256, `a=fingerprint:SHA-512 ${Array(64).fill('0f').join(':')}`));
});

for (const [what, lines] of [
  ['SHA-1', ['m=application 9', SHA1]],
  ['MD5', ['m=application 9', `a=fingerprint:md5 ${Array(16).fill('4A').join(':')}`]],
  ['SHA-1 beside SHA-256', ['m=application 9', SHA256, SHA1]],
  ['SHA-1 above the sections', [SHA1, 'm=application 9', SHA256]],
  ['SHA-256 by name and shorter', ['m=application 9', SHA256.slice(0, -3)]],
  ['SHA-1 in other letters', ['m=application 9', SHA256, SHA1.replace('a=f', 'a=F')]],
  ['one that is no hash', ['m=application 9', 'a=fingerprint:sha-256 none']],
]) {
  test(`a description with a weak fingerprint is refused: ${what}`, async () => {
    await rejects(() => readDescription('offer', offer(...lines)), /not SHA-256 or better/);
  });
}

test('a description with a section without a fingerprint is refused, and one without sections', async () => {
  for (const lines of [['m=application 9'], ['m=application 9', SHA256, 'm=audio 9'], [SHA256]]) {
    await rejects(() => readDescription('offer', offer(...lines)), /without a fingerprint/);
  }
});

test('a fingerprint cannot hide behind a carriage return', async () => {
  await rejects(() => readDescription('offer', offer('m=application 9', `a=x\r${SHA1}`, SHA256)), /carriage return/);
});

test('what is signed as an offer is no answer, and the other way round', async () => {
  const lines = ['m=application 9', SHA256];
  await rejects(() => readDescription('answer', data(lines, 'offer')), /no answer/);
  await rejects(() => readDescription('offer', data(lines, 'answer')), /no offer/);
  await rejects(() => readDescription('offer', data(lines, 'rollback')), /no offer/);
  await rejects(() => readDescription('offer', '{"type":"offer"}'), /no offer/);
  await rejects(() => readDescription('offer', 'null'));
});

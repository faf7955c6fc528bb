/** Of a DTLS fingerprint, with the length of its hash in bytes. Anything weaker could be forged. */
const STRONG = new Map([
  ['sha-256', 32],
  ['sha-384', 48],
  ['sha-512', 64],
]);

/**
 * A session description out of signed data, checked.
 *
 * @param {'offer' | 'answer'} kind what the signature says it is
 * @param {string} data
 * @returns {{ type: string, sdp: string, origin: string, fragments: Set<string>, answers: number | undefined }} `origin` is the
 *     same for all descriptions of one RTCPeerConnection; `fragments` are the ICE user names; `answers` is the number
 *     of the offer, if the answer says it
 * @throws {Error} if it is of another kind, or any of its fingerprints is weaker than SHA-256, or it has none
 */
export function readDescription(kind, data) {
  const { type, sdp, answers } = JSON.parse(data);
  if (type !== kind || typeof sdp !== 'string') throw new Error(`this is no ${kind}`);
  const lines = sdp.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.some((line) => line.includes('\r'))) throw new Error('a line of the description has a carriage return in it');
  checkFingerprints(lines);
  return {
    type,
    sdp,
    origin: lines.find((line) => line.startsWith('o='))?.split(' ')[1] ?? '',
    fragments: new Set(lines.filter((line) => line.startsWith('a=ice-ufrag:')).map((line) => line.slice(12))),
    answers,
  };
}

/** Every section has one, of its own or of the whole description, and all of them are strong. */
function checkFingerprints(lines) {
  const sections = [[]];
  for (const line of lines) {
    if (line.startsWith('m=')) sections.push([]);
    if (/^a=fingerprint/i.test(line)) {
      if (!isStrong(line)) throw new Error(`the description has a fingerprint that is not SHA-256 or better: ${line}`);
      sections.at(-1).push(line);
    }
  }
  const [session, ...media] = sections;
  if (media.length === 0 || (session.length === 0 && media.some((section) => section.length === 0))) {
    throw new Error('the description has a section without a fingerprint');
  }
}

function isStrong(line) {
  const [, algorithm, hash] = /^a=fingerprint:(\S+) ([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})*)$/.exec(line) ?? [];
  return algorithm !== undefined && STRONG.get(algorithm.toLowerCase()) === hash.split(':').length;
}

import { decode } from '../crypto/base64url.js';

const DOMAIN = Uint8Array.of(0xff, ...new TextEncoder().encode('blindhop-signal-v1'));

/**
 * What the signature of a signal is over ("Signatures" in docs/signaling.md).
 *
 * @param {{kind: string, tenant: string, room: string, from: Party, to: Party, seq: number, expires: number,
 *     data: string}} signal where a party is `{ device, session }`, both base64url
 * @returns {Promise<Uint8Array>}
 */
export async function signedBytes({ kind, tenant, room, from, to, seq, expires, data }) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(data)));
  return concat([
    DOMAIN,
    ...[
      utf8(kind),
      utf8(tenant.toLowerCase()),
      utf8(room),
      decode(from.device),
      decode(to.device),
      decode(from.session),
      decode(to.session),
      uint64(seq),
      uint64(expires),
      hash,
    ].flatMap((field) => [uint32(field.length), field]),
  ]);
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function uint32(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function uint64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

function concat(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

import { concat } from '../../crypto/encoding.js';

/** A chunk with the right length and checksum around any contents. */
export async function chunk(type, contents) {
  const header = [type];
  let length = contents.length;
  for (; length >= 0x80; length >>>= 7) {
    header.push((length & 0x7f) | 0x80);
  }
  const hashed = concat(Uint8Array.from([...header, length]), contents);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', hashed));
  return concat(hex('856f4a83'), hash.subarray(0, 4), hashed);
}

/** A change without dependencies, the first of actor `aa`, with these columns. */
export function change(columns) {
  return chunk(1, hex(`0001aa0101000000${columns}`));
}

export function hex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export async function deflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

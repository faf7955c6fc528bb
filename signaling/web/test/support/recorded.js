import { metadataFromWire } from '../../store/entry-codec.js';
import { fromBase64 } from '../../crypto/encoding.js';

/** What was recorded of the reference client, in `test/recorded`. */
export async function recorded(name) {
  const response = await fetch(new URL(`../recorded/${name}`, import.meta.url));
  if (!response.ok) {
    throw new Error(`there is no recording ${name}`);
  }
  return name.endsWith('.identity.json') ? response.text() : response.json();
}

/** The recorded directory: `tenant` for opening it, `entries` as a server gives them, `people`, `materialized`. */
export async function recordedDirectory() {
  const { tenantId, publicInfosKey, people, entries, materialized } = await recorded('directory.json');
  return {
    tenant: {
      tenantId,
      adminSigningPublicKey: people.admin.signingPublicKey,
      publicInfosKeys: [fromBase64(publicInfosKey)],
    },
    entries: entries.map(({ metadata, receiptOrder, payload }) => ({
      ...metadataFromWire(metadata),
      receiptOrder,
      encryptedData: fromBase64(payload),
    })),
    plaintexts: entries.filter(({ plaintext }) => plaintext).map((entry) => ({
      docId: entry.metadata.docId,
      id: entry.metadata.id,
      bytes: fromBase64(entry.plaintext),
    })),
    people,
    materialized,
  };
}

/** A value of a document as JSON has it. */
export function plain(value) {
  return JSON.parse(JSON.stringify(value));
}

/** The same numbers for the same seed (mulberry32). @returns {(below: number) => number} */
export function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

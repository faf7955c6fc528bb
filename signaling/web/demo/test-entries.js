import { toHex } from '../crypto/encoding.js';

/** Databases in which the page may write: entries that say nothing are of no use in others. */
export function mayWriteTestEntries(dbId) {
  return dbId.startsWith('demo');
}

/**
 * Entries of random bytes, signed as real ones are. Nobody has a key for them: they only show that entries flow.
 *
 * @param {import('../crypto/author-key.js').AuthorKey} author
 */
export async function testEntries(author, count, now = Date.now()) {
  const entries = [];
  for (let i = 0; i < count; i++) {
    const docId = `demo_${toHex(crypto.getRandomValues(new Uint8Array(12)))}`;
    const change = toHex(crypto.getRandomValues(new Uint8Array(32)));
    const metadata = {
      entryType: 'doc_create',
      id: `${docId}_d_0_${change}`,
      docId,
      dependencyIds: [],
      createdAt: now + i,
      decryptionKeyId: 'blindhop-demo',
    };
    entries.push(await author.write(metadata, crypto.getRandomValues(new Uint8Array(2048))));
  }
  return entries;
}

import { AutomergeDocument } from '../automerge/document.js';
import { MalformedChunkError } from '../automerge/malformed-chunk.js';
import { isDeleted } from './deletion.js';
import { PUBLIC_INFOS, UnreadableEntryError } from './directory-entry.js';
import { outlivesDeletion } from './policy.js';
import { ReplayGraph } from './replay-graph.js';

/**
 * The state of one document of the directory.
 *
 * - `live`: it says what is in `root`; of a policy that was deleted, what it said last
 * - `deleted`: it states nothing any more
 * - `unreadable`: whether that opens or closes something is for the reader to decide, so it is not the same as an empty document
 *
 * @typedef {object} DirectoryDocument
 * @property {string} docId
 * @property {'live' | 'deleted' | 'unreadable'} state
 * @property {object} [root] the value
 * @property {string} [reason] which entry, and what is wrong with it
 */

/**
 * Turns entries into the state of their document. Entries under another key than `$publicinfos` are skipped, but still delete or
 * undelete: that rule looks at metadata alone.
 *
 * Snapshots are not used: what they cover is not signed, so a server could have one of before a revocation cover it. Without
 * them the document needs all its changes, and is unreadable while one is missing.
 *
 * @param {string} docId
 * @param entries of this document, all of them verified to be the administrator's
 * @param {import('./directory-entry.js').PayloadReader} reader
 * @returns {Promise<DirectoryDocument>}
 */
export async function replay(docId, entries, reader) {
  if (isDeleted(entries) && !outlivesDeletion(docId)) {
    return { docId, state: 'deleted' };
  }
  try {
    return { docId, state: 'live', root: await valueOf(docId, entries, reader) };
  } catch (error) {
    if (!(error instanceof UnreadableEntryError)) {
      throw error;
    }
    return { docId, state: 'unreadable', reason: error.message };
  }
}

async function valueOf(docId, entries, reader) {
  const document = new AutomergeDocument();
  const readable = entries.filter((entry) => entry.decryptionKeyId === PUBLIC_INFOS);
  for (const entry of new ReplayGraph(readable).reachable()) {
    const plaintext = await reader.open(entry);
    // Deletions may come without a change.
    if (plaintext.length > 0) {
      await malformedIsUnreadable(`entry ${entry.id} is not what it says`, () => document.apply(plaintext));
    }
  }
  if (document.hasWaitingChanges) {
    throw new UnreadableEntryError(`document ${docId} builds on changes that are not there`);
  }
  return malformedIsUnreadable(`document ${docId} has no value`, () => document.root());
}

async function malformedIsUnreadable(what, action) {
  try {
    return await action();
  } catch (error) {
    if (error instanceof MalformedChunkError) {
      throw new UnreadableEntryError(`${what}: ${error.message}`);
    }
    throw error;
  }
}

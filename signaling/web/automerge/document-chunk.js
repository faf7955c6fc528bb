import { readActor, readHashes } from './change.js';
import { Columns, NumberColumn, readColumnEntries } from './columns.js';
import { InflationBudget } from './inflate.js';
import { AutomergeLimits } from './limits.js';
import { MalformedChunkError } from './malformed-chunk.js';
import { Runs } from './runs.js';

/**
 * A whole document as `save()` writes it: all operations of all changes up to the heads. The changes themselves are not
 * reconstructed, so the heads are taken as they are given.
 *
 * @typedef {object} WholeDocument
 * @property {string[]} actors
 * @property {string[]} heads hashes of the newest changes
 * @property {Map<string, number>} lastSequences for each actor, the number of its newest change
 * @property {number} operationCount
 * @property {Columns} operations
 */

/**
 * @param chunk one of {@link readChunks} with type `document`
 * @returns {Promise<WholeDocument>}
 */
export async function parseDocument(chunk) {
  const cursor = chunk.contents.fork();
  const actorCount = cursor.length('the number of actors');
  const actors = [];
  for (let i = 0; i < actorCount; i++) {
    actors.push(readActor(cursor));
  }
  const heads = readHashes(cursor);
  const changeEntries = readColumnEntries(cursor);
  const operationEntries = readColumnEntries(cursor);
  const budget = new InflationBudget(AutomergeLimits.MAX_INFLATED_BYTES);
  const changes = await Columns.read(cursor, changeEntries, budget);
  const operations = await Columns.read(cursor, operationEntries, budget);
  const operationCount = Runs.lengthOfUnsigned(
    operations.open(0x42),
    'the operations of a document',
    AutomergeLimits.MAX_OPERATIONS,
  );
  return { actors, heads, lastSequences: lastSequences(changes, actors), operationCount, operations };
}

function lastSequences(changes, actors) {
  const count = Runs.lengthOfUnsigned(changes.open(0x01), 'the changes of a document', AutomergeLimits.MAX_CHANGES);
  const writers = new NumberColumn(changes.open(0x01));
  const sequences = new NumberColumn(changes.open(0x03), { differences: true });
  const last = new Map();
  for (let i = 0; i < count; i++) {
    if (!writers.next() || !sequences.next()) {
      throw new MalformedChunkError('a change of a document has no author or number');
    }
    const writer = actors[writers.upTo('an actor', actors.length - 1)];
    const sequence = sequences.upTo('a sequence number', Number.MAX_SAFE_INTEGER);
    last.set(writer, Math.max(last.get(writer) ?? 0, sequence));
  }
  return last;
}

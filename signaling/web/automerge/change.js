import { Columns, readColumnEntries } from './columns.js';
import { AutomergeLimits } from './limits.js';
import { MalformedChunkError } from './malformed-chunk.js';
import { Runs } from './runs.js';

/**
 * One change, its header read; operations are looked at only when it is applied.
 *
 * @typedef {object} Change
 * @property {string} hash 64 hex digits; the last part of the id of the entry that carries this change
 * @property {string[]} dependencies hashes of the changes that this one was made on top of
 * @property {string[]} actors all that the operations name, in hex; the writer first
 * @property {number} sequence its number among those of its writer, from 1
 * @property {number} startOperation the counter of the first operation
 * @property {number} operationCount
 * @property {Columns} columns
 */

/**
 * @param chunk one of {@link readChunks} with type `change`
 * @returns {Change}
 */
export function parseChange(chunk) {
  const cursor = chunk.contents.fork();
  const dependencies = readHashes(cursor);
  const actors = [readActor(cursor)];
  const sequence = cursor.unsigned();
  const startOperation = cursor.unsigned();
  if (sequence < 1 || startOperation < 1) {
    throw new MalformedChunkError(`a change has sequence ${sequence} and start ${startOperation}`);
  }
  cursor.signedBig(); // the author's clock: nobody needs it
  cursor.take(cursor.length('the length of a message'));
  const others = cursor.length('the number of actors');
  for (let i = 0; i < others; i++) {
    actors.push(readActor(cursor));
  }
  const columns = Columns.readPlain(cursor, readColumnEntries(cursor));
  const operationCount = Runs.lengthOfUnsigned(
    columns.open(0x42),
    'the operations of a change',
    AutomergeLimits.MAX_OPERATIONS,
  );
  if (startOperation + operationCount > Number.MAX_SAFE_INTEGER) {
    throw new MalformedChunkError(`a change uses operation counters beyond ${Number.MAX_SAFE_INTEGER}`);
  }
  return { hash: chunk.hash, dependencies, actors, sequence, startOperation, operationCount, columns };
}

export function readHashes(cursor) {
  const count = cursor.count('the number of hashes', Math.floor(cursor.remaining / 32));
  return Array.from({ length: count }, () => cursor.hex(32));
}

export function readActor(cursor) {
  return cursor.hex(cursor.count('the length of an actor id', AutomergeLimits.MAX_ACTOR_BYTES));
}

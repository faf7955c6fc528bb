/**
 * Which chunks of an attachment hold some of its bytes (protocol 5.8). The chunks are a chain from the last one back, and each
 * says how many bytes of the attachment it has.
 *
 * @param {(id: string) => Promise<object | null>} metadataOf
 * @param {string} lastChunkId
 * @param {number} attachmentSize in bytes, of the plaintext
 * @param {{startByte: number, endByteExclusive?: number}} range
 * @throws {RangeError} if the range is not in the attachment, or the chain is broken
 */
export async function planAttachment(metadataOf, lastChunkId, attachmentSize, { startByte, endByteExclusive }) {
  const end = endByteExclusive ?? attachmentSize;
  if (!(startByte >= 0 && end >= startByte && end <= attachmentSize)) {
    throw new RangeError(`bytes ${startByte} to ${end} are not in an attachment of ${attachmentSize}`);
  }
  const chunkPlans = startByte === end ? [] : await chunks(metadataOf, lastChunkId, attachmentSize, startByte, end);
  return {
    attachmentSize,
    startByte,
    endByteExclusive: end,
    chunkPlans,
    offsetInFirstChunk: chunkPlans.length === 0 ? 0 : startByte - chunkPlans[0].startByte,
  };
}

async function chunks(metadataOf, lastChunkId, attachmentSize, startByte, end) {
  const plans = [];
  let id = lastChunkId;
  let chunkEnd = attachmentSize;
  while (chunkEnd > startByte) {
    const chunk = await chunkOf(metadataOf, id);
    const chunkStart = chunkEnd - chunk.originalSize;
    if (chunkStart < 0) {
      throw new RangeError(`chunk ${id} is longer than what is left of the attachment`);
    }
    if (chunkStart < end) {
      plans.unshift({ id, startByte: chunkStart, endByteExclusive: chunkEnd, originalSize: chunk.originalSize });
    }
    id = chunk.dependencyIds[0];
    chunkEnd = chunkStart;
  }
  return plans;
}

async function chunkOf(metadataOf, id) {
  const chunk = id === undefined ? null : await metadataOf(id);
  if (chunk?.entryType !== 'attachment_chunk' || chunk.dependencyIds.length > 1 || !(chunk.originalSize > 0)) {
    throw new RangeError(`${id ?? 'the chunk before the first one'} is not a chunk of an attachment`);
  }
  return chunk;
}

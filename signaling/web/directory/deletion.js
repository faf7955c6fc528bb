import { ReplayGraph } from './replay-graph.js';

/**
 * Whether a document is deleted, from metadata alone: the deletions and undeletions that no other of them builds on compete,
 * and the latest wins.
 *
 * @param entries that count, in any order; whoever must not be able to delete is filtered out before
 */
export function isDeleted(entries) {
  if (!entries.some(isLifecycle)) {
    return false;
  }
  const graph = new ReplayGraph(entries);
  const candidates = [...graph.reachable()].filter(isLifecycle);
  const superseded = graph.closure(candidates.flatMap((entry) => graph.dependencies(entry)));
  const last = candidates
    .filter((entry) => !superseded.has(entry))
    .reduce((latest, entry) => (latest === undefined || isLater(entry, latest) ? entry : latest), undefined);
  return last?.entryType === 'doc_delete';
}

function isLifecycle(entry) {
  return entry.entryType === 'doc_delete' || entry.entryType === 'doc_undelete';
}

function isLater(a, b) {
  return a.createdAt === b.createdAt ? a.id > b.id : a.createdAt > b.createdAt;
}

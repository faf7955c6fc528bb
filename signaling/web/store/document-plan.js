const REPLAYED = new Set(['doc_create', 'doc_change', 'doc_delete', 'doc_undelete']);

/**
 * What has to be read to have a document as it is now, from metadata alone (protocol 5.7): the snapshot that covers most of it,
 * and the entries after that, each after those that it depends on. The same entries give the same plan everywhere.
 *
 * @param {string} docId
 * @param {object[]} entries metadata of all entries of the document
 * @param {{includeDiagnostics?: boolean}} [options]
 */
export function planDocument(docId, entries, options = {}) {
  const replayed = new Map(entries.filter(({ entryType }) => REPLAYED.has(entryType)).map((entry) => [entry.id, entry]));
  const snapshots = entries.filter(({ entryType }) => entryType === 'doc_snapshot');
  const heads = headsOf(replayed);
  const reachable = reach(heads, replayed);
  const best = bestSnapshot(snapshots, replayed, reachable);
  const uncovered = [...reachable].filter((id) => !best?.covered.has(id));
  return {
    docId,
    snapshotEntryId: best?.snapshot.id ?? null,
    entryIdsToApply: inOrder(new Set(uncovered), replayed),
    ...(options?.includeDiagnostics && {
      diagnostics: {
        headEntryIds: heads,
        coveredLatestEntryCount: reachable.size - uncovered.length,
        uncoveredLatestEntryCount: uncovered.length,
      },
    }),
  };
}

function headsOf(replayed) {
  const referenced = new Set([...replayed.values()].flatMap(({ dependencyIds }) => dependencyIds));
  return [...replayed.keys()].filter((id) => !referenced.has(id));
}

/** Everything that can be reached from some ids, as far as it is here. */
function reach(roots, replayed) {
  const reached = new Set();
  const left = [...roots];
  while (left.length > 0) {
    const id = left.pop();
    const entry = replayed.get(id);
    if (entry !== undefined && !reached.has(id)) {
      reached.add(id);
      left.push(...entry.dependencyIds);
    }
  }
  return reached;
}

function bestSnapshot(snapshots, replayed, reachable) {
  let best;
  for (const snapshot of snapshots) {
    const roots = snapshot.snapshotHeadEntryIds?.length > 0 ? snapshot.snapshotHeadEntryIds : snapshot.dependencyIds;
    const covered = reach(roots, replayed);
    const count = [...reachable].filter((id) => covered.has(id)).length;
    if (best === undefined || count > best.count || (count === best.count && snapshot.createdAt > best.snapshot.createdAt)) {
      best = { snapshot, covered, count };
    }
  }
  return best;
}

function inOrder(ids, replayed) {
  const open = new Map([...ids].map((id) => [id, 0]));
  const dependents = new Map([...ids].map((id) => [id, []]));
  for (const id of ids) {
    for (const dependency of replayed.get(id).dependencyIds.filter((dependency) => ids.has(dependency))) {
      open.set(id, open.get(id) + 1);
      dependents.get(dependency).push(id);
    }
  }
  const ready = [...ids].filter((id) => open.get(id) === 0).sort();
  const ordered = [];
  while (ready.length > 0) {
    const id = ready.shift();
    ordered.push(id);
    for (const dependent of dependents.get(id)) {
      open.set(dependent, open.get(dependent) - 1);
      if (open.get(dependent) === 0) {
        ready.push(dependent);
      }
    }
    ready.sort();
  }
  // Entries that depend on each other in a ring cannot be honest; the plan is complete all the same.
  return ordered.length === ids.size ? ordered : [...ids].sort();
}

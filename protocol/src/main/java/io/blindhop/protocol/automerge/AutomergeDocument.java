package io.blindhop.protocol.automerge;

import io.blindhop.protocol.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An Automerge document that grows chunk by chunk, as the reference's {@code loadIncremental} makes it grow (protocol
 * 4.11).
 *
 * <p>Guarantees, whatever the chunks say:
 *
 * <ul>
 *   <li>The value depends on which chunks were applied, not on their order, and applying one again changes nothing.
 *   <li>A change waits, without effect, until every change it depends on was applied. After a document chunk the hashes
 *       that it contains are not known: from then on a change waits until every operation it refers to is there.
 *   <li>Time and memory stay within {@link AutomergeLimits}.
 * </ul>
 *
 * <p>After a {@link MalformedChunkException} the document may hold half a chunk: discard it. Not safe for several threads.
 */
public final class AutomergeDocument {
    private final OpStore operations = new OpStore();
    private final Set<String> applied = new HashSet<>();
    private final Map<String, List<AutomergeChange>> waitingForChange = new HashMap<>();
    private final List<AutomergeChange> waitingForOperations = new ArrayList<>();
    private boolean hasSnapshot;

    /**
     * Applies one or more chunks that follow each other: changes, deflated changes, whole documents.
     *
     * @throws MalformedChunkException if the bytes are anything else, contradict what was applied before, or exceed a limit
     */
    public void apply(Bytes chunks) {
        for (Chunk chunk : Chunk.readAll(chunks)) {
            switch (chunk.type()) {
                case CHANGE -> applyAll(List.of(AutomergeChange.parse(chunk)));
                case DOCUMENT -> merge(DocumentChunk.parse(chunk));
            }
        }
    }

    /** Whether some applied change has no effect yet, because something that it builds on is missing. */
    public boolean hasWaitingChanges() {
        return !waitingForChange.isEmpty() || !waitingForOperations.isEmpty();
    }

    /** @throws MalformedChunkException if the document is nested deeper than {@link AutomergeLimits#MAX_DEPTH} */
    public DocumentValue.MapValue root() {
        return new Materializer(operations.counters()).map(operations.root, 0);
    }

    private void merge(DocumentChunk document) {
        operations.merge(document);
        document.lastSequences()
                .forEach((actor, last) -> operations.actor(actor).snapshotCovers(last));
        applied.addAll(document.heads());
        hasSnapshot = true;
        List<AutomergeChange> released = new ArrayList<>();
        waitingForChange.values().forEach(released::addAll);
        waitingForChange.clear();
        released.addAll(waitingForOperations);
        waitingForOperations.clear();
        applyAll(released);
    }

    private void applyAll(List<AutomergeChange> changes) {
        Deque<AutomergeChange> ready = new ArrayDeque<>(changes);
        while (!ready.isEmpty()) {
            AutomergeChange change = ready.remove();
            if (applied.contains(change.hash()) || waits(change)) {
                continue;
            }
            Actor writer = operations.actor(change.actor());
            if (!writer.isInSnapshot(change.sequence())) {
                writer.applied(change.sequence());
                operations.add(change);
            }
            applied.add(change.hash());
            List<AutomergeChange> dependents = waitingForChange.remove(change.hash());
            if (dependents != null) {
                ready.addAll(dependents);
            }
            ready.addAll(waitingForOperations);
            waitingForOperations.clear();
        }
    }

    private boolean waits(AutomergeChange change) {
        if (hasSnapshot) {
            boolean contained = operations.actor(change.actor()).isInSnapshot(change.sequence());
            if (contained || operations.hasReferencesOf(change)) {
                return false;
            }
            waitingForOperations.add(change);
            return true;
        }
        for (String dependency : change.dependencies()) {
            if (!applied.contains(dependency)) {
                waitingForChange
                        .computeIfAbsent(dependency, d -> new ArrayList<>())
                        .add(change);
                return true;
            }
        }
        return false;
    }
}

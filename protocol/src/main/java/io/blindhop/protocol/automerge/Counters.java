package io.blindhop.protocol.automerge;

import java.util.HashMap;
import java.util.Map;

/** What was added to the counters of a document, by the operation that added it: merging twice adds once. */
final class Counters {
    private final Map<Op, Map<Op, Long>> increments = new HashMap<>();

    void increment(Op counter, Op by) {
        if (!(by.scalar instanceof DocumentValue.Whole(long amount))) {
            throw new MalformedChunkException("a counter is incremented by something that is not an integer");
        }
        increments.computeIfAbsent(counter, c -> new HashMap<>()).put(by, amount);
    }

    /** The value of an operation, with what was added to it. */
    DocumentValue valueOf(Op op) {
        Map<Op, Long> added = increments.get(op);
        if (added == null || !(op.scalar instanceof DocumentValue.Whole(long start))) {
            return op.scalar;
        }
        return new DocumentValue.Whole(
                start + added.values().stream().mapToLong(Long::longValue).sum());
    }
}

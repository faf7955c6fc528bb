package io.blindhop.protocol.automerge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of a document chunk (protocol 4.11.3), as {@code save()} writes them: all operations of all changes up to
 * the heads. The changes themselves are not reconstructed, so the heads are taken as they are given.
 *
 * @param heads hashes of the newest changes
 * @param lastSequences for each actor, the number of its newest change
 */
record DocumentChunk(
        List<String> actors,
        List<String> heads,
        Map<String, Long> lastSequences,
        int operationCount,
        Columns operations) {

    static DocumentChunk parse(Chunk chunk) {
        ByteCursor cursor = chunk.contents().fork();
        int actorCount = cursor.length("the number of actors");
        List<String> actors = new ArrayList<>();
        for (int i = 0; i < actorCount; i++) {
            actors.add(AutomergeChange.readActor(cursor));
        }
        List<String> heads = AutomergeChange.readHashes(cursor);
        List<Columns.Entry> changeEntries = Columns.readEntries(cursor);
        List<Columns.Entry> operationEntries = Columns.readEntries(cursor);
        InflationBudget budget = new InflationBudget(AutomergeLimits.MAX_INFLATED_BYTES);
        Columns changes = Columns.read(cursor, changeEntries, budget);
        Columns operations = Columns.read(cursor, operationEntries, budget);
        int operationCount = Runs.lengthOfUnsigned(
                operations.open(0x42), "the operations of a document", AutomergeLimits.MAX_OPERATIONS);
        return new DocumentChunk(actors, heads, lastSequences(changes, actors), operationCount, operations);
    }

    private static Map<String, Long> lastSequences(Columns changes, List<String> actors) {
        int count = Runs.lengthOfUnsigned(changes.open(0x01), "the changes of a document", AutomergeLimits.MAX_CHANGES);
        NumberColumn writers = NumberColumn.unsigned(changes.open(0x01));
        NumberColumn sequences = NumberColumn.delta(changes.open(0x03));
        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (!writers.next() || !sequences.next()) {
                throw new MalformedChunkException("a change of a document has no author or number");
            }
            String writer = actors.get((int) writers.value("an actor", actors.size() - 1));
            last.merge(writer, sequences.value("a sequence number", Long.MAX_VALUE), Math::max);
        }
        return last;
    }
}

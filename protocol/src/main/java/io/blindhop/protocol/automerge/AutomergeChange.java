package io.blindhop.protocol.automerge;

import io.blindhop.protocol.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One change chunk (protocol 4.11.2), its checksum verified and its header read. */
public final class AutomergeChange {
    private final String hash;
    private final List<String> dependencies;
    private final List<String> actors;
    private final long sequence;
    private final long startOperation;
    private final int operationCount;
    private final Columns columns;

    private AutomergeChange(
            String hash,
            List<String> dependencies,
            List<String> actors,
            long sequence,
            long startOperation,
            Columns columns) {
        this.hash = hash;
        this.dependencies = Collections.unmodifiableList(dependencies);
        this.actors = Collections.unmodifiableList(actors);
        this.sequence = sequence;
        this.startOperation = startOperation;
        this.columns = columns;
        this.operationCount =
                Runs.lengthOfUnsigned(columns.open(0x42), "the operations of a change", AutomergeLimits.MAX_OPERATIONS);
        if (startOperation + operationCount > AutomergeLimits.MAX_COUNTER) {
            throw new MalformedChunkException("a change uses operation counters beyond " + AutomergeLimits.MAX_COUNTER);
        }
    }

    /**
     * @throws MalformedChunkException if these are not exactly one change chunk; operations are looked at only when the
     *     change is applied
     */
    public static AutomergeChange parse(Bytes data) {
        List<Chunk> chunks = Chunk.readAll(data);
        if (chunks.size() != 1 || chunks.getFirst().type() != Chunk.Type.CHANGE) {
            throw new MalformedChunkException("not exactly one change chunk");
        }
        return parse(chunks.getFirst());
    }

    static AutomergeChange parse(Chunk chunk) {
        ByteCursor cursor = chunk.contents().fork();
        List<String> dependencies = readHashes(cursor);
        List<String> actors = new ArrayList<>();
        actors.add(readActor(cursor));
        long sequence = cursor.unsigned();
        long startOperation = cursor.unsigned();
        if (sequence < 1 || startOperation < 1 || startOperation > AutomergeLimits.MAX_COUNTER) {
            throw new MalformedChunkException("a change has sequence " + sequence + " and start " + startOperation);
        }
        cursor.signed(); // the author's clock: nobody needs it
        cursor.take(cursor.length("the length of a message"));
        int others = cursor.length("the number of actors");
        for (int i = 0; i < others; i++) {
            actors.add(readActor(cursor));
        }
        Columns columns = Columns.readPlain(cursor, Columns.readEntries(cursor));
        return new AutomergeChange(chunk.hash(), dependencies, actors, sequence, startOperation, columns);
    }

    static List<String> readHashes(ByteCursor cursor) {
        int count = cursor.count("the number of hashes", cursor.remaining() / 32);
        List<String> hashes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hashes.add(cursor.hex(32));
        }
        return hashes;
    }

    static String readActor(ByteCursor cursor) {
        return cursor.hex(cursor.count("the length of an actor id", AutomergeLimits.MAX_ACTOR_BYTES));
    }

    /** 64 lowercase hex digits; the last part of the id of the entry that carries this change (protocol 1.3). */
    public String hash() {
        return hash;
    }

    /** Hashes of the changes that this one was made on top of. */
    public List<String> dependencies() {
        return dependencies;
    }

    /** The writer, in hex. */
    public String actor() {
        return actors.getFirst();
    }

    /** The number of this change among those of its writer, from 1. */
    public long sequence() {
        return sequence;
    }

    /** The counter of the first operation. */
    long startOperation() {
        return startOperation;
    }

    int operationCount() {
        return operationCount;
    }

    /** All actors that the operations name, the writer first. */
    List<String> actors() {
        return actors;
    }

    Columns columns() {
        return columns;
    }
}

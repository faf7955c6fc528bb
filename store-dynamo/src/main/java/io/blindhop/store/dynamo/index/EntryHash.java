package io.blindhop.store.dynamo.index;

import java.util.Comparator;

/**
 * What a run knows an entry by: the first 48 bits of SHA-256 of its document, and of its id. Two entries may have the same;
 * so what is found by a hash is compared with what was looked for, and a collision costs a read and nothing else.
 *
 * @param document less than 2<sup>48</sup>
 * @param id likewise
 */
public record EntryHash(long document, long id) implements Comparable<EntryHash> {
    /** How many bytes it takes, six for each part. */
    public static final int BYTES = 12;

    private static final Comparator<EntryHash> ORDER =
            Comparator.comparingLong(EntryHash::document).thenComparingLong(EntryHash::id);

    /** By the document part of the id, so that it follows from the id alone. */
    public static EntryHash of(String id) {
        return new EntryHash(ofDocument(IndexKeys.documentPart(id)), IndexKeys.hash48(id));
    }

    /** Under its document, which the id need not begin with. */
    public static EntryHash under(String docId, String id) {
        return new EntryHash(ofDocument(docId), IndexKeys.hash48(id));
    }

    public static long ofDocument(String docId) {
        return IndexKeys.hash48(docId);
    }

    @Override
    public int compareTo(EntryHash other) {
        return ORDER.compare(this, other);
    }
}

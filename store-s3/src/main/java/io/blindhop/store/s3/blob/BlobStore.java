package io.blindhop.store.s3.blob;

import io.blindhop.protocol.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Immutable objects under names, as S3 has them.
 *
 * <p>Names are 1 to 1,024 bytes of UTF-8 without control characters, segments separated by {@code /}, no empty segment,
 * none that is {@code .} or {@code ..}; another name is refused with an {@link IllegalArgumentException}. {@code Sales}
 * and {@code sales} are two names, and {@code a} and {@code a/b} may both exist. Every method may throw
 * {@link io.blindhop.protocol.store.StoreUnavailableException} after its bounded retries.
 */
public interface BlobStore {
    /** The longest list that {@link #list} returns at once, as S3 has it. */
    int MAX_LIST = 1000;

    /** How many objects one billed call of {@link #delete} removes, as S3 has it. */
    int MAX_DELETE = 1000;

    /**
     * Stores the concatenation of {@code parts}. When it returns the object is durable and every reader finds it; until
     * then none finds part of it. Storing a name again replaces it: a retry writes the same bytes, a purge fewer of them.
     */
    void put(String name, List<Bytes> parts);

    /**
     * Bytes {@code [offset, offset + length)} of an object.
     *
     * @return empty if there is no object of that name
     * @throws io.blindhop.protocol.store.CorruptStoreException if the object is shorter than that
     * @throws IllegalArgumentException if {@code offset} or {@code length} is negative
     */
    Optional<Bytes> get(String name, long offset, int length);

    /**
     * Up to {@value #MAX_LIST} objects whose name starts with {@code prefix} and is greater than {@code after}, in
     * ascending order of the names' UTF-8 bytes. Fewer than that means that there are no more. Both may be empty; the
     * prefix may end within a segment.
     */
    List<Blob> list(String prefix, String after);

    /** Removes the objects that exist; the others do not matter. Any number of names. */
    void delete(Collection<String> names);

    /** One row of a listing. */
    record Blob(String name, long size) {}
}

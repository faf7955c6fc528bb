package io.blindhop.store.s3;

import io.blindhop.protocol.store.StoreKind;
import java.util.Objects;

/**
 * Names one store in the table and in the bucket.
 *
 * @param incarnation random, given to a tenant at registration: whatever was meant for an earlier tenant of the same name
 *     ends up under another one
 */
public record StoreId(String incarnation, String dbId, StoreKind kind) {
    public StoreId {
        Objects.requireNonNull(incarnation, "incarnation");
        Objects.requireNonNull(dbId, "dbId");
        Objects.requireNonNull(kind, "kind");
    }

    /** The parts joined by {@code separator}, which occurs in none of them. */
    public String joined(char separator) {
        return incarnation + separator + dbId + separator + kind.segment();
    }
}

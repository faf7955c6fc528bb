package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.store.CorruptStoreException;
import java.time.Instant;

/** Where a tenant is in its life. Only a live one answers requests; the id of every other one stays taken. */
public sealed interface TenantState {
    record Live() implements TenantState {}

    /** Deleted and not yet removed: an operator can bring it back. */
    record Deleted(Instant since) implements TenantState {}

    /** Its rows and objects are being removed; there is no way back. */
    record Purging() implements TenantState {}

    /** With the incarnation, so that a condition on the text cannot hold for another life of the tenant. */
    default String text(String incarnation) {
        return incarnation + ":"
                + switch (this) {
                    case Live() -> "live";
                    case Deleted(Instant since) -> "deleted:" + since.toEpochMilli();
                    case Purging() -> "purging";
                };
    }

    static TenantState parse(String text) {
        String[] parts = text.split(":", -1);
        return switch (parts.length > 1 ? parts[1] : "") {
            case "live" -> new Live();
            case "deleted" -> new Deleted(Instant.ofEpochMilli(Long.parseLong(parts[2])));
            case "purging" -> new Purging();
            default -> throw new CorruptStoreException("a tenant is in no known state: " + text);
        };
    }
}

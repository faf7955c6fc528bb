package io.blindhop.protocol.store;

import io.blindhop.protocol.entry.EntryMetadata;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which entries a scan returns (protocol 5.3).
 *
 * @param entryTypes empty means all
 * @param createdFrom inclusive, milliseconds
 * @param createdUntil exclusive, milliseconds
 */
public record ScanFilter(
        Optional<String> docId, Set<String> entryTypes, OptionalLong createdFrom, OptionalLong createdUntil) {
    public static final ScanFilter ALL =
            new ScanFilter(Optional.empty(), Set.of(), OptionalLong.empty(), OptionalLong.empty());

    public ScanFilter {
        entryTypes = Set.copyOf(entryTypes);
    }

    public boolean matches(EntryMetadata entry) {
        return (docId.isEmpty() || docId.get().equals(entry.docId()))
                && (entryTypes.isEmpty() || entryTypes.contains(entry.entryType()))
                && (createdFrom.isEmpty() || entry.createdAt() >= createdFrom.getAsLong())
                && (createdUntil.isEmpty() || entry.createdAt() < createdUntil.getAsLong());
    }
}

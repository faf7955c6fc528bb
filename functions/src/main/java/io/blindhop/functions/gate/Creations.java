package io.blindhop.functions.gate;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.policy.Operation;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries that created the documents of a push: of each the first that the store holds, else the first of the batch. The
 * other way round, whoever pushes a second creation of somebody's document would make it their own.
 */
final class Creations {
    private final ContentAddressedStore store;
    private final Map<String, VerifiedEntry> arriving = new HashMap<>();
    private final Map<String, Optional<Creation>> known = new HashMap<>();

    Creations(ContentAddressedStore store, List<VerifiedEntry> batch) {
        this.store = store;
        for (VerifiedEntry entry : batch) {
            if (isCreation(entry.metadata())) {
                arriving.putIfAbsent(entry.metadata().docId(), entry);
            }
        }
    }

    /** An entry with its encrypted payload. */
    record Creation(EntryMetadata metadata, Bytes payload) {}

    /** Asks the store at most once for a document. */
    Optional<Creation> of(String docId) {
        Optional<Creation> creation = known.get(docId);
        if (creation == null) {
            creation = stored(docId).or(() -> arriving(docId));
            known.put(docId, creation);
        }
        return creation;
    }

    private Optional<Creation> arriving(String docId) {
        return Optional.ofNullable(arriving.get(docId)).map(entry -> new Creation(entry.metadata(), entry.payload()));
    }

    private Optional<Creation> stored(String docId) {
        Optional<StoredEntry> first = store.document(docId).stream()
                .filter(entry -> isCreation(entry.metadata()))
                .findFirst();
        List<Creation> read = new ArrayList<>();
        try {
            store.read(
                    first.map(StoredEntry::id).stream().toList(),
                    (entry, payload) -> read.add(new Creation(entry.metadata(), payload)));
        } catch (IOException e) {
            throw new UncheckedIOException("no sink of ours throws", e);
        }
        return read.stream().findFirst();
    }

    private static boolean isCreation(EntryMetadata entry) {
        return entry.entryType().equals(Operation.CREATE.type());
    }
}

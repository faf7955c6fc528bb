package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.s3.payload.ObjectGoneException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds every entry up to a tail: in the commits above the index by the hashes in their rows, in the runs, and in the rows of
 * stores that are older than runs. Whatever a hash says, the record itself is read and compared.
 */
final class Lookup {
    private static final int ROUNDS = 20;

    private final StoreRows rows;
    private IndexView view;

    Lookup(StoreRows rows, IndexView view) {
        this.rows = rows;
        this.view = view;
    }

    IndexView view() {
        return view;
    }

    /** Those of the ids that exist; for callers that have seen them. */
    Map<String, Indexed> find(Collection<String> ids) {
        return withRuns(current -> find(ids, current, false));
    }

    /** Those of the ids that exist; for callers to whom most are new. */
    Map<String, Indexed> findAmongNew(Collection<String> ids) {
        return withRuns(current -> find(ids, current, true));
    }

    private Map<String, Indexed> find(Collection<String> ids, IndexView in, boolean mostlyNew) {
        Map<String, Indexed> found = findIn(new WindowSearch(rows, in.window(), in.read()), new HashSet<>(ids));
        Set<String> missing = new HashSet<>(ids);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty() && in.manifest().rowsUpTo() > 0) {
            found.putAll(inRows(missing, mostlyNew));
            missing.removeAll(found.keySet());
        }
        if (!missing.isEmpty() && !in.manifest().runs().isEmpty()) {
            found.putAll(new RunSearch(rows, in.manifest()).find(missing, mostlyNew));
        }
        return found;
    }

    /** Rows do not change, so a stale read that finds one is right, at half the price of a strong one. */
    private Map<String, Indexed> inRows(Set<String> ids, boolean mostlyNew) {
        if (mostlyNew) {
            return rows.index().find(ids, Consistency.STRONG);
        }
        Map<String, Indexed> found = new HashMap<>(rows.index().find(ids, Consistency.EVENTUAL));
        Set<String> unseen = new HashSet<>(ids);
        unseen.removeAll(found.keySet());
        if (!unseen.isEmpty()) {
            found.putAll(rows.index().find(unseen, Consistency.STRONG));
        }
        return found;
    }

    /** Every entry of a document, in receipt order. */
    List<Indexed> document(String docId) {
        return withRuns(current -> document(docId, current));
    }

    private List<Indexed> document(String docId, IndexView in) {
        Map<String, Indexed> found = new HashMap<>();
        if (in.manifest().rowsUpTo() > 0) {
            rows.index()
                    .document(docId)
                    .forEach(entry -> found.put(entry.record().id(), entry));
        }
        long document = EntryHash.ofDocument(docId);
        new WindowSearch(rows, in.window(), in.read())
                .find(hash -> hash.document() == document, entry -> isOf(entry, docId))
                .forEach(entry -> found.put(entry.record().id(), entry));
        if (!in.manifest().runs().isEmpty()) {
            new RunSearch(rows, in.manifest())
                    .document(document, entry -> isOf(entry, docId))
                    .forEach(entry -> found.put(entry.record().id(), entry));
        }
        return found.values().stream()
                .filter(entry -> isOf(entry.record(), docId))
                .sorted(Comparator.comparingLong(Indexed::receiptOrder))
                .toList();
    }

    private static boolean isOf(EntryRecord entry, String docId) {
        return entry.metadata().docId().equals(docId);
    }

    /** Those of the ids that lie in these commits, whatever the index says. */
    Map<String, Indexed> findIn(List<Commit> commits, Set<String> ids) {
        return findIn(WindowSearch.in(rows, commits), ids);
    }

    private static Map<String, Indexed> findIn(WindowSearch search, Set<String> ids) {
        Set<EntryHash> hashes = new HashSet<>();
        ids.forEach(id -> hashes.add(EntryHash.of(id)));
        Map<String, Indexed> found = new LinkedHashMap<>();
        search.find(hashes::contains, entry -> ids.contains(entry.id()))
                .forEach(entry -> found.put(entry.record().id(), entry));
        return found;
    }

    private <T> T withRuns(Function<IndexView, T> work) {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                return work.apply(view);
            } catch (ObjectGoneException replaced) {
                view = rows.keeper().afterGone(view);
            }
        }
        throw new StoreUnavailableException(
                "the index of " + rows.store() + " changes faster than it is read; try again");
    }
}

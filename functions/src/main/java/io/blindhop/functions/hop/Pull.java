package io.blindhop.functions.hop;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.replica.PullMark;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Brings into one store what another has and it has not, page by page, each with a mark behind it: whoever dies goes on where
 * it stopped, and what came twice is stored once. Entries are examined like pushed ones; one that does not pass is left out,
 * with a line in the log. Receipts come along as they are.
 */
final class Pull {
    private static final System.Logger LOG = System.getLogger(Pull.class.getName());
    private static final int BATCH_BYTES = 4 * 1024 * 1024;
    private static final int BATCH_ENTRIES = 250;

    private final ContentAddressedStore there;
    private final ContentAddressedStore here;
    private final Predicate<EntryMetadata> admitted;
    private final EntryVerifier verifier = new EntryVerifier();

    /** @param admitted whether the author may write here */
    Pull(ContentAddressedStore there, ContentAddressedStore here, Predicate<EntryMetadata> admitted) {
        this.there = there;
        this.here = here;
        this.admitted = admitted;
    }

    /** @param keep is told of every mark, the last one with its time */
    void from(Optional<PullMark> before, InstantSource clock, Consumer<PullMark> keep) {
        var begun = clock.instant();
        StoreHead head = there.head();
        Optional<Cursor> cursor =
                before.filter(mark -> mark.epoch().equals(head.epoch())).flatMap(PullMark::cursor);
        if (before.isPresent() && isAt(cursor, head)) {
            keep.accept(new PullMark(head.epoch(), cursor, Optional.of(begun)));
            return;
        }
        ScanPage page;
        do {
            page = there.scan(cursor, ContentAddressedStore.MAX_SCAN_LIMIT, ScanFilter.ALL);
            bring(page.entries());
            cursor = page.next();
            keep.accept(new PullMark(head.epoch(), cursor, page.hasMore() ? Optional.empty() : Optional.of(begun)));
        } while (page.hasMore());
    }

    private static boolean isAt(Optional<Cursor> cursor, StoreHead head) {
        return cursor.map(Cursor::seenUpTo).orElse(0L) >= head.maxReceiptOrder();
    }

    private void bring(List<StoredEntry> entries) {
        List<String> ids = entries.stream().map(StoredEntry::id).toList();
        Set<String> present = here.present(ids);
        List<String> missing = ids.stream().filter(id -> !present.contains(id)).toList();
        if (missing.isEmpty()) {
            return;
        }
        Batch batch = new Batch();
        try {
            there.read(missing, batch::add);
        } catch (IOException e) {
            throw new IllegalStateException("no sink of this read fails", e);
        }
        batch.store();
    }

    /** Entries on their way into the store. */
    private final class Batch {
        private final List<VerifiedEntry> entries = new ArrayList<>();
        private final Map<String, StoredEntry> receipts = new HashMap<>();
        private long bytes;

        void add(StoredEntry stored, Bytes payload) {
            if (!admitted.test(stored.metadata())) {
                LOG.log(Level.WARNING, "Entry {0} was not pulled: its author may not write here", stored.id());
                return;
            }
            switch (verifier.verify(new ArrivedEntry(stored.metadata(), payload))) {
                case EntryVerifier.Refused(String id, String reason) ->
                    LOG.log(Level.WARNING, "Entry {0} was not pulled: {1}", id, reason);
                case EntryVerifier.Verified(VerifiedEntry entry) -> {
                    entries.add(entry);
                    receipts.put(entry.id(), stored);
                    bytes += payload.length();
                }
            }
            if (bytes >= BATCH_BYTES || entries.size() >= BATCH_ENTRIES) {
                store();
            }
        }

        void store() {
            if (entries.isEmpty()) {
                return;
            }
            Witness asItWas = (entry, receivedAt) -> receipts.get(entry.id()).receipt();
            here.put(List.copyOf(entries), asItWas);
            entries.clear();
            receipts.clear();
            bytes = 0;
        }
    }
}

package io.blindhop.functions.replica;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.PutGuard;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings into one store what another has and it has not. What came twice is stored once; what does not pass is left out, with a
 * line in the log, and so is what belongs to a document that was purged here.
 */
final class Pull implements Walk.Carrier {
    private static final System.Logger LOG = System.getLogger(Pull.class.getName());
    private static final int BATCH_BYTES = 4 * 1024 * 1024;
    private static final int BATCH_ENTRIES = 250;

    private final ContentAddressedStore there;
    private final ContentAddressedStore here;
    private final PutGuard purged;
    private final Examiner examiner;

    /** @param purged of the store here */
    Pull(ContentAddressedStore there, ContentAddressedStore here, PutGuard purged, Examiner examiner) {
        this.there = there;
        this.here = here;
        this.purged = purged;
        this.examiner = examiner;
    }

    @Override
    public Walk.Carried carry(ScanPage page) {
        List<String> ids = page.entries().stream().map(StoredEntry::id).toList();
        Set<String> present = here.present(ids);
        List<StoredEntry> missing = page.entries().stream()
                .filter(entry -> !present.contains(entry.id()))
                .toList();
        List<String> wanted = purged.unpurged(missing).stream()
                .map(StoredEntry::id)
                .distinct()
                .toList();
        Batch batch = new Batch();
        if (!wanted.isEmpty()) {
            try {
                there.read(wanted, (entry, payload) -> batch.add(new Examiner.Pulled(entry, payload)));
            } catch (IOException e) {
                throw new IllegalStateException("no sink of this read fails", e);
            }
            batch.store();
        }
        int withheld = wanted.size() - batch.arrived;
        if (withheld > 0) {
            LOG.log(Level.WARNING, "{0} entries were not pulled: the other node lists them and gave nothing", withheld);
        }
        return new Walk.Carried(batch.carried, batch.refused + withheld);
    }

    /** Entries on their way into the store. */
    private final class Batch {
        private final List<Examiner.Pulled> entries = new ArrayList<>();
        private long bytes;
        private int arrived;
        private int carried;
        private int refused;

        void add(Examiner.Pulled entry) {
            arrived++;
            entries.add(entry);
            bytes += entry.payload().length();
            if (bytes >= BATCH_BYTES || entries.size() >= BATCH_ENTRIES) {
                store();
            }
        }

        void store() {
            Examiner.Examined examined = examiner.examine(entries);
            examined.refused()
                    .forEach((id, reason) -> LOG.log(Level.WARNING, "Entry {0} was not pulled: {1}", id, reason));
            refused += examined.refused().size();
            List<VerifiedEntry> admitted = examined.admitted();
            if (!admitted.isEmpty()) {
                Map<String, StoredEntry> stored = new HashMap<>();
                entries.forEach(entry -> stored.put(entry.stored().id(), entry.stored()));
                Witness receipts = (entry, receivedAt) -> examiner.receipt(stored.get(entry.id()), receivedAt);
                carried += (int) here.put(admitted, receipts).stream()
                        .filter(outcome -> !outcome.duplicate())
                        .map(PutOutcome::stored)
                        .count();
            }
            entries.clear();
            bytes = 0;
        }
    }
}

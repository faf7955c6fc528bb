package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches of entries as clients push them, no entry twice. */
final class Batches {
    private static final long START = 1_800_000_000_000L;

    private final TestEntries entries = new TestEntries(42);
    private int documents;

    static Lab lab() {
        return new Lab(new InMemoryTable(), new InMemoryBlobStore(), new SettableClock(START));
    }

    /** Small documents, one entry each. */
    List<VerifiedEntry> small(int count) {
        List<VerifiedEntry> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(verified(entries.docCreate("doc_" + documents++)));
        }
        return batch;
    }

    /** Two documents, one with a change; two attachment chunks of 100 KB; and {@code known}. */
    List<VerifiedEntry> mixed(VerifiedEntry known) {
        List<VerifiedEntry> batch = small(2);
        ArrivedEntry create = entries.docCreate("doc_" + documents++);
        batch.add(verified(create));
        batch.add(verified(entries.docChange(create.metadata().docId(), List.of(create.id()))));
        batch.add(verified(entries.attachmentChunk("doc_1", Optional.empty(), 100_000)));
        batch.add(known);
        batch.add(verified(entries.attachmentChunk("doc_2", Optional.empty(), 70_000)));
        return batch;
    }

    private static VerifiedEntry verified(ArrivedEntry entry) {
        return TestEntries.verified(entry);
    }
}

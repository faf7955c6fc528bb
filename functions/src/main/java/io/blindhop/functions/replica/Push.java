package io.blindhop.functions.replica;

import io.blindhop.protocol.client.PartlyRefusedException;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings into the store of another node what that has not. Some servers refuse a whole push for the sake of one entry: then
 * the push is halved until the entry is found, and only that one stays behind, with a line in the log.
 */
final class Push implements Walk.Carrier {
    private static final System.Logger LOG = System.getLogger(Push.class.getName());
    private static final int BATCH_BYTES = 4 * 1024 * 1024;
    private static final Set<Integer> ABOUT_THE_ENTRIES = Set.of(400, 403, 409, 413);

    private final ContentAddressedStore here;
    private final ContentAddressedStore there;
    private final EntryVerifier verifier = new EntryVerifier();

    Push(ContentAddressedStore here, ContentAddressedStore there) {
        this.here = here;
        this.there = there;
    }

    @Override
    public Walk.Carried carry(ScanPage page) {
        List<String> ids = page.entries().stream().map(StoredEntry::id).toList();
        if (ids.isEmpty()) {
            return new Walk.Carried(0, 0);
        }
        // Also tells a node that does not show this store from one that does not take an entry.
        Set<String> present = there.present(ids);
        List<String> missing = ids.stream().filter(id -> !present.contains(id)).toList();
        Batch batch = new Batch();
        try {
            here.read(missing, (entry, payload) -> batch.add(new ArrivedEntry(entry.metadata(), payload)));
        } catch (IOException e) {
            throw new IllegalStateException("no sink of this read fails", e);
        }
        batch.send();
        return new Walk.Carried(batch.carried, batch.refused);
    }

    /** Entries on their way to the other node. */
    private final class Batch {
        private final List<VerifiedEntry> entries = new ArrayList<>();
        private long bytes;
        private int carried;
        private int refused;

        void add(ArrivedEntry entry) {
            switch (verifier.verify(entry)) {
                case EntryVerifier.Verified(VerifiedEntry verified) -> entries.add(verified);
                case EntryVerifier.Refused(String id, String reason) -> refuse(id, reason);
            }
            bytes += entry.payload().length();
            if (bytes >= BATCH_BYTES) {
                send();
            }
        }

        void send() {
            send(List.copyOf(entries));
            entries.clear();
            bytes = 0;
        }

        private void send(List<VerifiedEntry> some) {
            if (some.isEmpty()) {
                return;
            }
            try {
                arrived(there.put(some, Witness.NONE));
            } catch (PartlyRefusedException e) {
                arrived(e.taken());
                e.refused().forEach(rejection -> refuse(rejection.id(), rejection.reason()));
            } catch (RemoteRefusedException e) {
                if (!ABOUT_THE_ENTRIES.contains(e.status())) {
                    throw e;
                }
                if (some.size() == 1) {
                    refuse(some.getFirst().id(), e.reason());
                    return;
                }
                send(some.subList(0, some.size() / 2));
                send(some.subList(some.size() / 2, some.size()));
            }
        }

        private void arrived(List<PutOutcome> outcomes) {
            carried += (int)
                    outcomes.stream().filter(outcome -> !outcome.duplicate()).count();
        }

        private void refuse(String id, String reason) {
            LOG.log(Level.WARNING, "Entry {0} was not pushed: {1}", id, reason);
            refused++;
        }
    }
}

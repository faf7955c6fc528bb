package io.blindhop.functions.hop;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.List;

/** A store that tells when something new was put into it. */
final class AnnouncingStore extends ForwardingStore {
    private final Runnable listener;

    AnnouncingStore(ContentAddressedStore store, Runnable listener) {
        super(store);
        this.listener = listener;
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        List<PutOutcome> outcomes = super.put(entries, witness);
        if (outcomes.stream().anyMatch(outcome -> !outcome.duplicate())) {
            listener.run();
        }
        return outcomes;
    }
}

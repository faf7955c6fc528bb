package io.blindhop.functions.hop;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.List;

/** A store that takes nothing. */
final class ReadOnlyStore extends ForwardingStore {
    ReadOnlyStore(ContentAddressedStore store) {
        super(store);
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        throw new HttpError(403, "This node takes no entries; push to the node behind it");
    }
}

package io.blindhop.functions.hop;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A store of one of several upstreams. That this one does not serve this node (502) is as if it were away: the others do. Its
 * operator finds it in the log. A ring (508) is passed on: if the others were asked all the same, requests would multiply on every
 * round.
 */
final class OneOfSeveral extends ForwardingStore {
    private static final int BAD_GATEWAY = 502;

    OneOfSeveral(ContentAddressedStore store) {
        super(store);
    }

    private static <T> T asking(Supplier<T> call) {
        try {
            return call.get();
        } catch (HttpError e) {
            throw meaning(e);
        }
    }

    private static RuntimeException meaning(HttpError error) {
        return error.status() == BAD_GATEWAY ? new StoreUnavailableException(error.getMessage(), error) : error;
    }

    /** Whether an upstream gives receipts for what is pushed to it; one that takes nothing from this node does not matter. */
    static boolean givesReceipts(BooleanSupplier claim) {
        try {
            return claim.getAsBoolean();
        } catch (HttpError e) {
            if (e.status() == BAD_GATEWAY) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public StoreHead head() {
        return asking(super::head);
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        return asking(() -> super.scan(after, limit, filter));
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return asking(() -> super.put(entries, witness));
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        return asking(() -> super.present(ids));
    }

    @Override
    public EntryRead reading(List<String> ids) {
        EntryRead read = super.reading(ids);
        return new EntryRead() {
            @Override
            public void preview(Preview preview) {
                read.preview(preview);
            }

            @Override
            public void to(EntrySink sink) throws IOException {
                try {
                    read.to(sink);
                } catch (HttpError e) {
                    throw meaning(e);
                }
            }
        };
    }
}

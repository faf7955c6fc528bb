package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.compose.CachedStore;
import io.blindhop.protocol.compose.Flights;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.InMemoryContentAddressedStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.Lab;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cache in table and bucket, whose every call is another request and may find what the others have kept. */
class CachedLogContractTest extends ContentAddressedStoreContract {
    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        CacheLab lab = new CacheLab();
        ContentAddressedStore origin = new InMemoryContentAddressedStore(clock, "epoch");
        Flights flights = new Flights();
        return new EachCallAnother() {
            @Override
            ContentAddressedStore next() {
                CachedStore store = new CachedStore(origin, new TableEntryCache(lab.context(), Lab.STORE), flights);
                store.head();
                return store;
            }
        };
    }

    private abstract static class EachCallAnother implements ContentAddressedStore {
        abstract ContentAddressedStore next();

        @Override
        public StoreHead head() {
            return next().head();
        }

        @Override
        public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
            return next().scan(after, limit, filter);
        }

        @Override
        public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
            return next().put(entries, witness);
        }

        @Override
        public Map<String, StoredEntry> metadata(Collection<String> ids) {
            return next().metadata(ids);
        }

        @Override
        public List<StoredEntry> document(String docId) {
            return next().document(docId);
        }

        @Override
        public EntryRead reading(List<String> ids) {
            return next().reading(ids);
        }

        @Override
        public BloomSummary bloom() {
            return next().bloom();
        }
    }
}

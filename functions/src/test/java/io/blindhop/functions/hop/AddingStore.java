package io.blindhop.functions.hop;

import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store that tells of one entry more than it has, as its newest. */
final class AddingStore extends ForwardingStore {
    private final ContentAddressedStore store;
    private final ArrivedEntry extra;

    AddingStore(ContentAddressedStore store, ArrivedEntry extra) {
        super(store);
        this.store = store;
        this.extra = extra;
    }

    private StoredEntry stored() {
        return new StoredEntry(extra.metadata(), head().maxReceiptOrder(), Optional.empty());
    }

    @Override
    public StoreHead head() {
        StoreHead head = store.head();
        return new StoreHead(head.epoch(), head.maxReceiptOrder() + 1);
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        ScanPage page = store.scan(after, limit, filter);
        StoredEntry last = stored();
        if (page.hasMore()
                || page.entries().size() == limit
                || after.map(Cursor::seenUpTo).orElse(0L) >= last.receiptOrder()) {
            return page;
        }
        List<StoredEntry> entries = new ArrayList<>(page.entries());
        entries.add(last);
        return new ScanPage(entries, Optional.of(new Cursor(last.receiptOrder(), last.id())), false);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        EntryRead read =
                store.reading(ids.stream().filter(id -> !id.equals(extra.id())).toList());
        return new EntryRead() {
            @Override
            public void preview(Preview preview) {}

            @Override
            public void to(EntrySink sink) throws IOException {
                read.to(sink);
                if (ids.contains(extra.id())) {
                    sink.accept(stored(), extra.payload());
                }
            }
        };
    }
}

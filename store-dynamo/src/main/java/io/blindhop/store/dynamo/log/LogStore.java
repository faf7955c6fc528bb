package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.s3.StoreId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store whose metadata is in a {@link io.blindhop.store.dynamo.table.Table} and whose payloads are blobs. */
public final class LogStore implements ContentAddressedStore {
    private final LogContext context;
    private final StoreRows rows;
    private final PutAccount account;

    public LogStore(LogContext context, StoreId store) {
        this(context, store, PutGuard.NONE);
    }

    /** @param guard asked about every put, as late as is needed for nothing to slip past it */
    public LogStore(LogContext context, StoreId store, PutGuard guard) {
        this(context, store, guard, PutAccount.NONE);
    }

    /** @param account counts what every put stores */
    public LogStore(LogContext context, StoreId store, PutGuard guard, PutAccount account) {
        this.context = context;
        this.rows = StoreRows.of(context, store, guard);
        this.account = account;
    }

    @Override
    public StoreHead head() {
        Commit tail = rows.log().tail();
        return new StoreHead(context.generation().epoch(tail.epoch()), tail.last());
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        if (limit < 1 || limit > MAX_SCAN_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_SCAN_LIMIT + ": " + limit);
        }
        if (filter.docId().isPresent()) {
            return scanDocument(filter.docId().get(), after, limit, filter);
        }
        return new LogScan(rows).page(after, limit, filter);
    }

    private ScanPage scanDocument(String docId, Optional<Cursor> after, int limit, ScanFilter filter) {
        long seen = after.map(Cursor::seenUpTo).orElse(0L);
        List<StoredEntry> matching = document(docId).stream()
                .filter(entry -> entry.receiptOrder() > seen && filter.matches(entry.metadata()))
                .toList();
        List<StoredEntry> page = matching.subList(0, Math.min(limit, matching.size()));
        Optional<Cursor> next = page.isEmpty()
                ? after
                : Optional.of(
                        new Cursor(page.getLast().receiptOrder(), page.getLast().id()));
        return new ScanPage(page, next, page.size() < matching.size());
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return new PutWriter(context, rows, account).put(entries, witness);
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>();
        rows.log()
                .existingTail()
                .ifPresent(tail -> rows.lookup(tail)
                        .find(new LinkedHashSet<>(ids))
                        .forEach((id, entry) -> found.put(id, entry.stored())));
        return found;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return rows.log()
                .existingTail()
                .map(tail -> rows.lookup(tail).document(docId).stream()
                        .map(Indexed::stored)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new LogRead(context, rows, ids);
    }

    @Override
    public CompactionStatus compactionStatus() {
        return new SweepFigures(context.table(), rows.store()).read();
    }

    @Override
    public BloomSummary bloom() {
        return new StoredBloom(context, rows).summary();
    }
}

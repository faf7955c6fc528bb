package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The metadata of one store whose payloads are at several other nodes, in an order of its own.
 *
 * <p>Guarantees, under any number of processes and crashes: those of {@link ContentAddressedStore} about orders, epoch and ids.
 * What {@link #append} returned is durable and found by every later call; nothing appears at or below an order that was shown;
 * an id is held once, with the receipt it came with first. {@code receivedAt} is what the other nodes made it, and rises
 * with the order no more than they let it.
 *
 * <p>Every call does a bounded number of reads and writes for what it is given and what it answers, {@link #bloom} aside, which
 * reads what was committed since it was last saved.
 */
public final class MergedLog {
    private static final int ROUNDS = 100;

    /** A writer that lives needs less to bring its commit into the index. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(10);

    private final LogContext context;
    private final StoreId store;
    private final MergedRows rows;

    public MergedLog(LogContext context, StoreId store) {
        this.context = context;
        this.store = store;
        this.rows = new MergedRows(context, store);
    }

    /** Whether anything was ever asked or told of this store here. */
    public boolean isBegun() {
        return rows.settled().isPresent();
    }

    /** Begins the log if it is not. */
    public StoreHead head() {
        MergedTail tail = tail(rows.begun());
        return new StoreHead(context.generation().epoch(tail.mark().epoch()), tail.order());
    }

    private Optional<MergedTail> existingTail() {
        return rows.settled().map(this::tail);
    }

    private MergedTail tail(Settled mark) {
        Optional<MergedCommit> unsettled = rows.at(mark.upTo() + 1);
        long patience = context.clock().millis() - SETTLES_WITHIN.toMillis();
        if (unsettled.isPresent() && unsettled.get().at() < patience) {
            // Its writer is dead: otherwise every call would read the commit beside the index.
            rows.settle(unsettled.get());
            return new MergedTail(mark.after(unsettled.get()), Optional.empty());
        }
        return new MergedTail(mark, unsettled);
    }

    /**
     * As {@link ContentAddressedStore#scan}.
     *
     * @throws IllegalArgumentException if the limit is not 1 to {@link ContentAddressedStore#MAX_SCAN_LIMIT}
     */
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        if (limit < 1 || limit > ContentAddressedStore.MAX_SCAN_LIMIT) {
            throw new IllegalArgumentException(
                    "limit must be 1 to " + ContentAddressedStore.MAX_SCAN_LIMIT + ": " + limit);
        }
        return new MergedScan(rows, () -> existingTail().map(MergedTail::order).orElse(0L), after, limit, filter)
                .page();
    }

    /** Those of the ids that are held. */
    public Map<String, MergedEntry> find(Collection<String> ids) {
        // The tail first: whatever lies below its mark is in the index then.
        Optional<MergedTail> tail = existingTail();
        Map<String, MergedEntry> found = new HashMap<>();
        if (tail.isPresent()) {
            found.putAll(rows.index().find(ids));
            Set<String> wanted = new HashSet<>(ids);
            unsettled(tail.get()).stream()
                    .filter(entry -> wanted.contains(entry.stored().id()))
                    .forEach(entry -> found.put(entry.stored().id(), entry));
        }
        return found;
    }

    /** Every entry of one document, in order. */
    public List<StoredEntry> document(String docId) {
        Map<Long, StoredEntry> found = new HashMap<>();
        existingTail().ifPresent(tail -> {
            rows.index().document(docId).forEach(entry -> found.put(entry.receiptOrder(), entry));
            unsettled(tail).stream()
                    .map(MergedEntry::stored)
                    .filter(entry -> entry.metadata().docId().equals(docId))
                    .forEach(entry -> found.put(entry.receiptOrder(), entry));
        });
        return found.values().stream()
                .sorted(Comparator.comparingLong(StoredEntry::receiptOrder))
                .toList();
    }

    private static List<MergedEntry> unsettled(MergedTail tail) {
        return tail.unsettled().map(MergedCommit::merged).orElse(List.of());
    }

    /** A filter over every id that was held before the call. */
    public BloomSummary bloom() {
        return new MergedBloom(context, rows, store).summary(tail(rows.begun()));
    }

    /**
     * Holds from now on what it does not hold yet. Not all or nothing: repeating it brings what is missing.
     *
     * @param arrivals as the other node has them; their orders do not matter
     * @param source the other node
     * @return for each of them what is held under its id: perhaps something else, which was there first
     * @throws StoreUnavailableException if others won too many races
     */
    public List<MergedEntry> append(List<StoredEntry> arrivals, String source) {
        Map<String, StoredEntry> fresh = new LinkedHashMap<>();
        arrivals.forEach(entry -> fresh.putIfAbsent(entry.id(), entry));
        Settled tail = settledTail();
        Map<String, MergedEntry> held = new HashMap<>(rows.index().find(fresh.keySet()));
        fresh.keySet().removeAll(held.keySet());
        int lost = 0;
        while (!fresh.isEmpty()) {
            MergedCommit commit = next(tail, List.copyOf(fresh.values()), source);
            Optional<MergedCommit> winner = rows.append(commit);
            if (winner.isEmpty()) {
                rows.settle(commit);
                tail = tail.after(commit);
                commit.merged().forEach(entry -> held.put(entry.stored().id(), entry));
            } else {
                if (++lost == ROUNDS) {
                    throw new StoreUnavailableException("others write to " + store + " without end");
                }
                context.raceLost(lost);
                tail = settledTail();
                held.putAll(rows.index().find(fresh.keySet()));
            }
            fresh.keySet().removeAll(held.keySet());
        }
        return arrivals.stream().map(entry -> held.get(entry.id())).toList();
    }

    /** The tail, with everything up to it in the index: where a writer may begin. */
    private Settled settledTail() {
        Settled mark = rows.begun();
        for (Optional<MergedCommit> above = rows.at(mark.upTo() + 1);
                above.isPresent();
                above = rows.at(mark.upTo() + 1)) {
            rows.settle(above.get());
            mark = mark.after(above.get());
        }
        return mark;
    }

    /** The first of the entries, as many as fit into a row, at the orders behind the tail. */
    private MergedCommit next(Settled tail, List<StoredEntry> fresh, String source) {
        List<StoredEntry> part = new ArrayList<>();
        for (StoredEntry entry : fresh.subList(0, Math.min(fresh.size(), LogLimits.BLOCK_ENTRIES))) {
            part.add(new StoredEntry(entry.metadata(), tail.upTo() + part.size() + 1, entry.receipt()));
        }
        while (part.size() > 1 && MergedRows.size(part) > LogLimits.BLOCK_ITEM_BYTES) {
            part = part.subList(0, part.size() / 2);
        }
        return new MergedCommit(
                PutId.create(context.clock(), context.random()),
                source,
                tail.upTo() + 1,
                tail.upTo() + part.size(),
                tail.entries() + part.size(),
                context.clock().millis(),
                0,
                part);
    }
}

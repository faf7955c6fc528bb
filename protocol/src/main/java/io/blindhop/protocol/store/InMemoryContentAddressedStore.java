package io.blindhop.protocol.store;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSizing;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store that lives as long as its object: for peers, for tests, and the oracle for every other implementation. One lock
 * keeps all guarantees; an entry's order is its place in a list, plus one.
 */
public final class InMemoryContentAddressedStore implements ContentAddressedStore {
    private final Clock clock;
    private final String epoch;
    private final List<StoredEntry> log = new ArrayList<>();
    private final Map<String, StoredEntry> byId = new HashMap<>();
    private final Map<String, Bytes> payloads = new HashMap<>();
    private long lastReceivedAt = Long.MIN_VALUE;

    /** @param epoch unique to this store; a store that starts empty again must have another */
    public InMemoryContentAddressedStore(Clock clock, String epoch) {
        this.clock = clock;
        this.epoch = epoch;
    }

    @Override
    public synchronized StoreHead head() {
        return new StoreHead(epoch, log.size());
    }

    @Override
    public synchronized ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        if (limit < 1 || limit > MAX_SCAN_LIMIT) {
            throw new IllegalArgumentException("scan limit must be 1 to " + MAX_SCAN_LIMIT + ", not " + limit);
        }
        List<StoredEntry> page = new ArrayList<>();
        for (StoredEntry entry : log.subList(after.map(this::firstAfter).orElse(0), log.size())) {
            if (!filter.matches(entry.metadata())) {
                continue;
            }
            if (page.size() == limit) {
                return new ScanPage(page, Optional.of(cursorOf(page.getLast())), true);
            }
            page.add(entry);
        }
        return new ScanPage(page, page.isEmpty() ? after : Optional.of(cursorOf(page.getLast())), false);
    }

    @Override
    public synchronized List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        long receivedAt = Math.max(clock.millis(), lastReceivedAt);
        Map<String, StoredEntry> arrivals = new HashMap<>();
        List<StoredEntry> additions = new ArrayList<>();
        Map<String, Bytes> newPayloads = new HashMap<>();
        List<PutOutcome> outcomes = new ArrayList<>(entries.size());
        for (VerifiedEntry entry : entries) {
            StoredEntry earlier = byId.getOrDefault(entry.id(), arrivals.get(entry.id()));
            if (earlier != null) {
                outcomes.add(new PutOutcome(earlier, true));
                continue;
            }
            long order = log.size() + additions.size() + 1L;
            Optional<WitnessReceipt> receipt = witness.attest(entry.metadata(), receivedAt);
            StoredEntry stored = new StoredEntry(entry.metadata(), order, receipt);
            additions.add(stored);
            arrivals.put(entry.id(), stored);
            newPayloads.put(stored.metadata().contentHash(), entry.payload());
            outcomes.add(new PutOutcome(stored, false));
        }
        // Only now, when no witness can fail any more, so that a put is stored whole or not at all.
        payloads.putAll(newPayloads);
        byId.putAll(arrivals);
        log.addAll(additions);
        lastReceivedAt = receivedAt;
        return List.copyOf(outcomes);
    }

    @Override
    public synchronized Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>();
        for (String id : ids) {
            find(id).ifPresent(entry -> found.put(id, entry));
        }
        return found;
    }

    @Override
    public synchronized List<StoredEntry> document(String docId) {
        return log.stream()
                .filter(entry -> entry.metadata().docId().equals(docId))
                .toList();
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new EntryRead() {
            @Override
            public void preview(Preview preview) {
                for (String id : ids) {
                    find(id).ifPresent(entry -> preview.entry(
                            entry, payload(entry.metadata().contentHash()).length()));
                }
            }

            @Override
            public void to(EntrySink sink) throws IOException {
                for (String id : ids) {
                    Optional<StoredEntry> entry = find(id);
                    if (entry.isPresent()) {
                        sink.accept(entry.get(), payload(entry.get().metadata().contentHash()));
                    }
                }
            }
        };
    }

    @Override
    public synchronized BloomSummary bloom() {
        BloomFilter filter = BloomFilter.of(BloomSizing.forIds(log.size()));
        log.forEach(entry -> filter.add(entry.id()));
        return filter.toSummary();
    }

    private synchronized Optional<StoredEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private synchronized Bytes payload(String contentHash) {
        return payloads.get(contentHash);
    }

    private int firstAfter(Cursor cursor) {
        return Math.clamp(cursor.seenUpTo(), 0, log.size());
    }

    private static Cursor cursorOf(StoredEntry entry) {
        return new Cursor(entry.receiptOrder(), entry.id());
    }
}

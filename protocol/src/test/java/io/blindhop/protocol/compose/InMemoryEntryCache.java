package io.blindhop.protocol.compose;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps everything until it is told to forget. */
public class InMemoryEntryCache implements EntryCache {
    private record At<T>(StoreHead head, T value) {}

    private final Map<String, Kept> entries = new HashMap<>();
    private final Map<PageRequest, ScanPage> pages = new HashMap<>();
    private final Map<String, At<List<StoredEntry>>> documents = new HashMap<>();
    private final Map<List<String>, At<List<MaterializationPlan>>> plans = new HashMap<>();
    private Optional<At<BloomSummary>> bloom = Optional.empty();
    private Optional<StoreHead> head = Optional.empty();

    public synchronized void forget(String id) {
        entries.remove(id);
    }

    public synchronized int size() {
        return entries.size();
    }

    @Override
    public synchronized Optional<StoreHead> head() {
        return head;
    }

    @Override
    public synchronized void keepHead(StoreHead newer) {
        if (head.map(known -> !known.epoch().equals(newer.epoch())).orElse(false)) {
            entries.clear();
            pages.clear();
            documents.clear();
            plans.clear();
            bloom = Optional.empty();
        }
        head = Optional.of(newer);
    }

    @Override
    public synchronized Optional<ScanPage> page(PageRequest request) {
        return Optional.ofNullable(pages.get(request));
    }

    @Override
    public synchronized void keepPage(PageRequest request, ScanPage page) {
        pages.put(request, page);
    }

    @Override
    public synchronized Optional<BloomSummary> bloom(StoreHead at) {
        return bloom.filter(kept -> kept.head().equals(at)).map(At::value);
    }

    @Override
    public synchronized void keepBloom(StoreHead at, BloomSummary summary) {
        bloom = Optional.of(new At<>(at, summary));
    }

    @Override
    public synchronized Optional<List<StoredEntry>> document(StoreHead at, String docId) {
        return Optional.ofNullable(documents.get(docId))
                .filter(kept -> kept.head().equals(at))
                .map(At::value);
    }

    @Override
    public synchronized void keepDocument(StoreHead at, String docId, List<StoredEntry> found) {
        documents.put(docId, new At<>(at, found));
    }

    @Override
    public synchronized Optional<List<MaterializationPlan>> plans(StoreHead at, List<String> docIds) {
        return Optional.ofNullable(plans.get(docIds))
                .filter(kept -> kept.head().equals(at))
                .map(At::value);
    }

    @Override
    public synchronized void keepPlans(StoreHead at, List<MaterializationPlan> found) {
        plans.put(found.stream().map(MaterializationPlan::docId).toList(), new At<>(at, found));
    }

    @Override
    public synchronized Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>();
        for (String id : ids) {
            if (entries.containsKey(id)) {
                found.put(id, entries.get(id).entry());
            }
        }
        return found;
    }

    @Override
    public int read(List<String> ids, EntrySink sink) throws IOException {
        for (int i = 0; i < ids.size(); i++) {
            Kept kept;
            synchronized (this) {
                kept = entries.get(ids.get(i));
            }
            if (kept == null) {
                return i;
            }
            sink.accept(kept.entry(), kept.payload());
        }
        return ids.size();
    }

    @Override
    public synchronized void keep(List<Kept> more) {
        more.forEach(kept -> entries.put(kept.entry().id(), kept));
    }
}

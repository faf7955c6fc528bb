package io.blindhop.functions.merge;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.InMemoryContentAddressedStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store at another node, which writes down what it is asked, can be away, and can do otherwise than it says. */
final class Remote implements ContentAddressedStore {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile ContentAddressedStore store;
    private volatile boolean away;
    private volatile Runnable afterPut = () -> {};
    private volatile int breaksAfter = Integer.MAX_VALUE;

    /** What it lists and does not give. */
    final Set<String> withheld = new HashSet<>();

    /** What it gives otherwise than its author signed it. */
    final Set<String> spoiled = new HashSet<>();

    /** What it says of an entry in its pages. */
    final Map<String, StoredEntry> listedAs = new HashMap<>();

    /** What happens once instead of what comes behind so many entries of a read. */
    private volatile Optional<Interruption> interruption = Optional.empty();

    private record Interruption(int after, EntrySink instead) {}

    void interrupt(int after, EntrySink instead) {
        interruption = Optional.of(new Interruption(after, instead));
    }

    Remote(String epoch) {
        restart(epoch);
    }

    /** Empty, as another store. */
    void restart(String epoch) {
        store = new InMemoryContentAddressedStore(Clock.systemUTC(), epoch);
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
        breaksAfter = Integer.MAX_VALUE;
    }

    /** Goes away when it has answered the next put. */
    void awayAfterPut() {
        afterPut(this::goAway);
    }

    /** Happens once, when the next put has been carried out and is not answered yet. */
    void afterPut(Runnable event) {
        afterPut = event;
    }

    /** Goes away in the middle of the next read, after so many entries. */
    void breakAfter(int entries) {
        breaksAfter = entries;
    }

    /** The names of the calls since this was last asked. */
    List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private ContentAddressedStore asked(String what) {
        asked.add(what);
        if (away) {
            throw new StoreUnavailableException("it is away");
        }
        return store;
    }

    @Override
    public StoreHead head() {
        return asked("head").head();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        ScanPage page = asked("scan").scan(after, limit, filter);
        return new ScanPage(
                page.entries().stream()
                        .map(entry -> listedAs.getOrDefault(entry.id(), entry))
                        .toList(),
                page.next(),
                page.hasMore());
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        List<PutOutcome> outcomes = asked("put").put(entries, witness);
        Runnable once = afterPut;
        afterPut = () -> {};
        once.run();
        return outcomes;
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        return asked("metadata").metadata(ids);
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        return asked("present").present(ids);
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return asked("document").document(docId);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new EntryRead() {
            @Override
            public void preview(Preview preview) {}

            @Override
            public void to(EntrySink sink) throws IOException {
                int[] read = {0};
                Optional<Interruption> once = interruption;
                interruption = Optional.empty();
                asked("read").read(ids, (entry, payload) -> {
                    if (once.isPresent() && once.get().after() == read[0]) {
                        once.get().instead().accept(entry, payload);
                    }
                    if (read[0]++ == breaksAfter) {
                        away = true;
                        throw new StoreUnavailableException("it broke off");
                    }
                    if (spoiled.contains(entry.id())) {
                        throw new CorruptStoreException("it gives something else than " + entry.id());
                    }
                    if (!withheld.contains(entry.id())) {
                        sink.accept(entry, payload);
                    }
                });
            }
        };
    }

    @Override
    public BloomSummary bloom() {
        return asked("bloom").bloom();
    }
}

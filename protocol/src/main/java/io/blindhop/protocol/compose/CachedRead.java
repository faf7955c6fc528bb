package io.blindhop.protocol.compose;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what is kept from the cache and the rest from the upstream, which is asked at most twice however the two are mixed:
 * once for everything that is missing, and once more for the rest of the answer if something was lost from the cache meanwhile,
 * or could not be kept. What is missing is kept before the first entry is handed out, so an upstream that is away is an error
 * and not an answer that is cut.
 */
final class CachedRead implements EntryRead {
    private final ContentAddressedStore upstream;
    private final EntryCache cache;
    private final Flights flights;
    private final List<String> ids;
    private Optional<Set<String>> unknown = Optional.empty();

    CachedRead(ContentAddressedStore upstream, EntryCache cache, Flights flights, List<String> ids) {
        this.upstream = upstream;
        this.cache = cache;
        this.flights = flights;
        this.ids = List.copyOf(ids);
    }

    /** Has everything that is missing fetched and kept. */
    @Override
    public void begin() {
        if (unknown.isPresent()) {
            return;
        }
        Set<String> nowhere = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>(ids);
        Flights.Claim claim = flights.claim(missing);
        try (claim) {
            // After the claim, or it would be fetched again what has landed meanwhile.
            missing.removeAll(cache.metadata(missing).keySet());
            nowhere.addAll(claim.own());
            nowhere.retainAll(missing);
            fetch(List.copyOf(nowhere), nowhere::remove);
        }
        claim.await(missing);
        unknown = Optional.of(nowhere);
    }

    /** Sizes are not known before the payloads are read. */
    @Override
    public void preview(Preview preview) {}

    @Override
    public void to(EntrySink sink) throws IOException {
        begin();
        Set<String> nowhere = unknown.orElse(Set.of());
        List<String> known = ids.stream().filter(id -> !nowhere.contains(id)).toList();
        int done = cache.read(known, sink);
        if (done < known.size()) {
            upstream.read(known.subList(done, known.size()), sink);
        }
    }

    private void fetch(List<String> wanted, Consumer<String> arrived) {
        if (wanted.isEmpty()) {
            return;
        }
        KeepBuffer buffer = new KeepBuffer(cache);
        try {
            upstream.read(wanted, (entry, payload) -> {
                arrived.accept(entry.id());
                buffer.add(entry, payload);
            });
        } catch (IOException e) {
            throw new IllegalStateException("no sink of this read fails", e);
        } finally {
            buffer.flush();
        }
    }
}

package io.blindhop.protocol.compose;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what is kept from the cache and the rest from the upstream, which is asked at most twice however the two are mixed:
 * once for everything that is missing, and once more for the rest of the answer if something was lost from the cache meanwhile.
 */
final class CachedRead implements EntryRead {
    private final ContentAddressedStore upstream;
    private final EntryCache cache;
    private final Flights flights;
    private final List<String> ids;

    CachedRead(ContentAddressedStore upstream, EntryCache cache, Flights flights, List<String> ids) {
        this.upstream = upstream;
        this.cache = cache;
        this.flights = flights;
        this.ids = List.copyOf(ids);
    }

    /** Of what is missing only the upstream could say more, and that would cost it a request. */
    @Override
    public void preview(Preview preview) {}

    @Override
    public void to(EntrySink sink) throws IOException {
        if (ids.isEmpty()) {
            return;
        }
        Set<String> missing = new LinkedHashSet<>(ids);
        missing.removeAll(cache.metadata(missing).keySet());
        if (missing.size() == ids.size()) {
            readThrough(sink);
            return;
        }
        Set<String> unknown = Set.of();
        if (!missing.isEmpty()) {
            unknown = fetch(missing);
        }
        handOut(unknown, sink);
    }

    /** Nothing is kept, and nothing is asked for twice: the reader need not wait for the cache. */
    private void readThrough(EntrySink sink) throws IOException {
        Flights.Claim claim = flights.claim(ids);
        if (!claim.isWhole()) {
            claim.close();
            handOut(fetch(new LinkedHashSet<>(ids)), sink);
            return;
        }
        try (claim) {
            KeepBuffer buffer = new KeepBuffer(cache);
            try {
                upstream.read(ids, (entry, payload) -> {
                    buffer.add(entry, payload);
                    sink.accept(entry, payload);
                });
            } finally {
                buffer.flush();
            }
        }
    }

    /** Has all that is missing kept; answers what the upstream does not have either. */
    private Set<String> fetch(Set<String> missing) {
        Set<String> unknown;
        Flights.Claim claim = flights.claim(missing);
        try (claim) {
            unknown = new LinkedHashSet<>(claim.own());
            KeepBuffer buffer = new KeepBuffer(cache);
            try {
                if (!claim.own().isEmpty()) {
                    upstream.read(List.copyOf(claim.own()), (entry, payload) -> {
                        unknown.remove(entry.id());
                        buffer.add(entry, payload);
                    });
                }
            } finally {
                buffer.flush();
            }
        } catch (IOException e) {
            throw new IllegalStateException("no sink of this read fails", e);
        }
        claim.awaitOthers();
        return unknown;
    }

    private void handOut(Set<String> unknown, EntrySink sink) throws IOException {
        List<String> known = ids.stream().filter(id -> !unknown.contains(id)).toList();
        int done = cache.read(known, sink);
        if (done < known.size()) {
            upstream.read(known.subList(done, known.size()), sink);
        }
    }
}

package io.blindhop.store.dynamo.index;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one process keeps of things that never change under their name, within a budget of bytes; what was used longest ago
 * goes first. Nothing depends on it: an empty one costs reads. Safe for any number of threads.
 */
public final class ProcessCache {
    /** Of a process that says nothing else. */
    public static final long STANDARD_BUDGET = 32L << 20;

    /** One thing may take this part of the budget. */
    private static final int LARGEST_PART = 2;

    private final long budget;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param budget bytes that everything together may take; 0 to keep nothing */
    public ProcessCache(long budget) {
        this.budget = budget;
    }

    private record Kept(Object value, long bytes) {}

    public synchronized <T> Optional<T> find(String name, Class<T> type) {
        return Optional.ofNullable(kept.get(name)).map(found -> type.cast(found.value()));
    }

    /** Whether something of this size is kept at all. */
    public boolean keeps(long size) {
        return size <= budget / LARGEST_PART;
    }

    /** Keeps a value in the place of another of the same name. */
    public synchronized void keep(String name, Object value, long size) {
        forget(name);
        if (!keeps(size)) {
            return;
        }
        kept.put(name, new Kept(value, size));
        bytes += size;
        Iterator<Kept> oldest = kept.values().iterator();
        while (bytes > budget) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    public synchronized void forget(String name) {
        Kept gone = kept.remove(name);
        if (gone != null) {
            bytes -= gone.bytes();
        }
    }

    /** What everything that is kept takes together. */
    public synchronized long bytes() {
        return bytes;
    }
}

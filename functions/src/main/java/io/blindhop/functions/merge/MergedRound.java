package io.blindhop.functions.merge;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.merged.MergedEntry;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Reads some entries, in their order, from whoever has them. Each is asked of the node where it was seen first, all of a node in one
 * request. When one does not come, or is not what it should be, every node is asked once which of the rest it has, and that one
 * comes from another; the rest goes on where it was. A node that is away is asked no more. One that has caused {@value #DOUBTED_AFTER}
 * requests by what it does not give as it should is asked for what only it has, and after {@value #MOST_TROUBLES} the read
 * fails: so a round takes a number of requests that depends on the number of nodes and on nothing else.
 *
 * <p>What only a node has that is away is an error: try again. What nobody has, and what no node gives as it should, is left
 * out, with a line in the log.
 */
final class MergedRound implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MergedRound.class.getName());
    private static final int DOUBTED_AFTER = 4;
    private static final int MOST_TROUBLES = 16;

    private final List<Source> sources;
    private final BiPredicate<StoredEntry, String> admits;
    private final List<MergedEntry> wanted;
    private final Map<String, EntryStream> streams = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Map<String, Set<String>> refused = new HashMap<>();
    private final Map<String, Integer> troubles = new HashMap<>();
    private Optional<Map<String, Set<String>>> present = Optional.empty();
    private Optional<StoreUnavailableException> away = Optional.empty();
    private final List<String> leftOut = new ArrayList<>();
    private int position;

    /** @param admits whether an entry of a node may be held here by its metadata */
    MergedRound(List<Source> sources, BiPredicate<StoredEntry, String> admits, List<MergedEntry> wanted) {
        this.sources = sources;
        this.admits = admits;
        this.wanted = List.copyOf(wanted);
    }

    /**
     * The next entry, with the order and the receipt under which it is held here; empty at the end.
     *
     * @throws StoreUnavailableException if it is only at a node that is away
     * @throws CorruptStoreException if a node gives too many of its entries otherwise than it should
     */
    Optional<EntryStream.Entry> next() {
        while (position < wanted.size()) {
            MergedEntry entry = wanted.get(position);
            Optional<Source> source = candidate(entry);
            if (source.isPresent()) {
                Optional<EntryStream.Entry> read = from(source.get(), entry);
                if (read.isPresent()) {
                    position++;
                    return read;
                }
            } else if (away.isPresent()) {
                throw away.get();
            } else {
                leftOut.add(id(entry));
                position++;
            }
        }
        if (!leftOut.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} entries are left out of a read, for no upstream gives them: {1} and so on",
                    leftOut.size(),
                    leftOut.getFirst());
            leftOut.clear();
        }
        return Optional.empty();
    }

    private Optional<EntryStream.Entry> from(Source source, MergedEntry entry) {
        EntryStream stream = streamWith(source, entry);
        switch (lookFor(entry, stream)) {
            case EntryStream.Entry read
            when read.stored().id().equals(id(entry)) -> {
                stream.take();
                if (SameEntry.is(entry.stored(), read.stored(), other -> admits.test(other, source.name()))) {
                    return Optional.of(
                            new EntryStream.Entry(SameEntry.held(entry.stored(), read.stored()), read.payload()));
                }
                refuse(source, List.of(id(entry)), "it gives another entry under this id", false);
            }
            case EntryStream.End(Optional<RuntimeException> failure)
            when failure.isPresent() -> failed(source, entry, failure.get());
            case EntryStream.Expired() -> close(source);
            case EntryStream.Event later -> refuse(source, stream.withheld(), "it was to give it and does not", false);
        }
        return Optional.empty();
    }

    private EntryStream streamWith(Source source, MergedEntry entry) {
        EntryStream open = streams.get(source.name());
        if (open != null && open.isToGive(id(entry))) {
            return open;
        }
        close(source);
        EntryStream another = new EntryStream(source.store(), restOf(source));
        streams.put(source.name(), another);
        return another;
    }

    private static EntryStream.Event lookFor(MergedEntry entry, EntryStream stream) {
        try {
            return stream.lookFor(id(entry));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for an upstream", e);
        }
    }

    /** Where an entry is to be had: where it was seen first, then in the order of the nodes, then of those that are doubted. */
    private Optional<Source> candidate(MergedEntry entry) {
        List<Source> able = sources.stream()
                .filter(source -> !given.contains(source.name()))
                .filter(source -> !of(refused, source).contains(id(entry)))
                .filter(source ->
                        present.map(all -> of(all, source).contains(id(entry))).orElse(true))
                .toList();
        List<Source> trusted =
                able.stream().filter(source -> !isDoubted(source)).toList();
        List<Source> best = trusted.isEmpty() ? able : trusted;
        return best.stream()
                .filter(source -> source.name().equals(entry.source()))
                .findFirst()
                .or(() -> best.stream().findFirst());
    }

    private static Set<String> of(Map<String, Set<String>> all, Source source) {
        return all.getOrDefault(source.name(), Set.of());
    }

    private boolean isDoubted(Source source) {
        return troubles.getOrDefault(source.name(), 0) >= DOUBTED_AFTER;
    }

    private List<String> restOf(Source source) {
        return rest().stream()
                .filter(entry -> candidate(entry).filter(source::equals).isPresent())
                .map(MergedRound::id)
                .toList();
    }

    private List<MergedEntry> rest() {
        return wanted.subList(position, wanted.size());
    }

    private void failed(Source source, MergedEntry entry, RuntimeException failure) {
        switch (failure) {
            case StoreUnavailableException unavailable -> isAway(source, unavailable);
            case CorruptStoreException corrupt -> {
                // Whatever broke it off lies here or behind: without this entry the request gets farther.
                close(source);
                refuse(source, List.of(id(entry)), corrupt.getMessage(), true);
            }
            default -> throw failure;
        }
    }

    private void isAway(Source source, StoreUnavailableException reason) {
        LOG.log(
                Level.WARNING,
                "{0} is not read from any more: it does not answer: {1}",
                source.name(),
                reason.getMessage());
        away = away.or(() -> Optional.of(reason));
        given.add(source.name());
        close(source);
    }

    /** @param costs whether this node is asked once more for what comes behind */
    private void refuse(Source source, List<String> ids, String reason, boolean costs) {
        LOG.log(
                Level.WARNING,
                "{0} entries are not taken from {1}, {2} the first of them: {3}",
                ids.size(),
                source.name(),
                ids.getFirst(),
                reason);
        Set<String> fresh = new HashSet<>(ids);
        refused.computeIfAbsent(source.name(), first -> new HashSet<>()).addAll(fresh);
        lookAround();
        boolean elsewhere = rest().stream()
                .filter(entry -> fresh.contains(id(entry)))
                .anyMatch(entry -> candidate(entry).isPresent());
        if (costs || elsewhere) {
            trouble(source);
        }
    }

    private void lookAround() {
        if (present.isPresent()) {
            return;
        }
        Set<String> ids = new HashSet<>(rest().stream().map(MergedRound::id).toList());
        Map<String, Set<String>> has = new LinkedHashMap<>();
        for (Source asked : sources) {
            if (!given.contains(asked.name())) {
                try {
                    has.put(asked.name(), asked.store().present(ids));
                } catch (StoreUnavailableException unavailable) {
                    isAway(asked, unavailable);
                }
            }
        }
        present = Optional.of(has);
    }

    private void trouble(Source source) {
        int count = troubles.merge(source.name(), 1, Integer::sum);
        if (count == DOUBTED_AFTER) {
            // What others have is asked of them from here on, and in one request.
            close();
        }
        if (count > MOST_TROUBLES) {
            throw new CorruptStoreException(source.name()
                    + " gives too many entries otherwise than it should, and nobody else has them: read fewer at once");
        }
    }

    private static String id(MergedEntry entry) {
        return entry.stored().id();
    }

    private void close(Source source) {
        Optional.ofNullable(streams.remove(source.name())).ifPresent(EntryStream::close);
    }

    /** Ends the requests that are on their way. */
    @Override
    public void close() {
        new ArrayList<>(streams.values()).forEach(EntryStream::close);
        streams.clear();
    }
}

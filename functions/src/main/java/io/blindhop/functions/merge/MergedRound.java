package io.blindhop.functions.merge;

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

/**
 * Reads some entries, in their order, from whoever has them. Each is asked of the node where it was seen first, all of a node in one
 * request. When one does not come, every node is asked once which of the rest it has. A node that is away, or does not hand out
 * what it says that it has, or hands out something else, is asked no more; then the others are. So a round takes a number of
 * requests that depends on the number of nodes and on nothing else.
 *
 * <p>What only a node has that is away is an error: try again. What nobody has, and what a node only says that it has, is left
 * out, with a line in the log.
 */
final class MergedRound implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MergedRound.class.getName());

    private final List<Source> sources;
    private final List<MergedEntry> wanted;
    private final Map<String, EntryStream> streams = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private Optional<Map<String, Set<String>>> present = Optional.empty();
    private Optional<StoreUnavailableException> away = Optional.empty();
    private final List<String> leftOut = new ArrayList<>();
    private int position;

    MergedRound(List<Source> sources, List<MergedEntry> wanted) {
        this.sources = sources;
        this.wanted = List.copyOf(wanted);
    }

    /**
     * The next entry, with the order and the receipt under which it is held here; empty at the end.
     *
     * @throws StoreUnavailableException if it is only at a node that is away
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
        EntryStream stream =
                streams.computeIfAbsent(source.name(), first -> new EntryStream(source.store(), restOf(source)));
        switch (peek(stream)) {
            case EntryStream.Entry read
            when read.stored().id().equals(id(entry)) -> {
                if (SameEntry.is(entry.stored(), read.stored())) {
                    stream.take();
                    return Optional.of(
                            new EntryStream.Entry(SameEntry.held(entry.stored(), read.stored()), read.payload()));
                }
                giveUp(source, "it gives another entry under the id " + id(entry));
            }
            case EntryStream.End(Optional<RuntimeException> failure)
            when failure.isPresent() -> failed(source, failure.get());
            case EntryStream.Event later -> lacks(source, entry);
        }
        return Optional.empty();
    }

    private EntryStream.Event peek(EntryStream stream) {
        try {
            return stream.peek();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for an upstream", e);
        }
    }

    /** Where an entry is to be had: where it was seen first, then in the order of the nodes. */
    private Optional<Source> candidate(MergedEntry entry) {
        List<Source> able = sources.stream()
                .filter(source -> !given.contains(source.name()))
                .filter(source -> present.map(
                                of -> of.getOrDefault(source.name(), Set.of()).contains(id(entry)))
                        .orElse(true))
                .toList();
        return able.stream()
                .filter(source -> source.name().equals(entry.source()))
                .findFirst()
                .or(() -> able.stream().findFirst());
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

    private void failed(Source source, RuntimeException failure) {
        switch (failure) {
            case StoreUnavailableException unavailable -> {
                away = away.or(() -> Optional.of(unavailable));
                giveUp(source, "it does not answer: " + unavailable.getMessage());
            }
            case CorruptStoreException corrupt -> giveUp(source, corrupt.getMessage());
            default -> throw failure;
        }
    }

    private void lacks(Source source, MergedEntry entry) {
        if (present.isPresent()) {
            giveUp(source, "it says that it has " + id(entry) + " and does not give it");
            return;
        }
        close();
        Set<String> ids = new HashSet<>(rest().stream().map(MergedRound::id).toList());
        Map<String, Set<String>> has = new LinkedHashMap<>();
        for (Source asked : sources) {
            if (!given.contains(asked.name())) {
                try {
                    has.put(asked.name(), asked.store().present(ids));
                } catch (StoreUnavailableException unavailable) {
                    failed(asked, unavailable);
                }
            }
        }
        present = Optional.of(has);
    }

    private void giveUp(Source source, String reason) {
        LOG.log(Level.WARNING, "{0} is not read from any more: {1}", source.name(), reason);
        given.add(source.name());
        close();
    }

    private static String id(MergedEntry entry) {
        return entry.stored().id();
    }

    /** Ends the requests that are on their way. */
    @Override
    public void close() {
        new ArrayList<>(streams.values()).forEach(EntryStream::close);
        streams.clear();
    }
}

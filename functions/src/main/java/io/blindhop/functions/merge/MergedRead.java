package io.blindhop.functions.merge;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.store.dynamo.merged.MergedEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Reads entries in rounds; what is not in the log is unknown. The first entry is there before anything is answered. */
final class MergedRead implements EntryRead {
    private static final int ROUND = 1000;

    private final Function<List<String>, Map<String, MergedEntry>> log;
    private final List<Source> sources;
    private final BiPredicate<StoredEntry, String> admits;
    private final List<String> ids;
    private Optional<Begun> begun = Optional.empty();

    /**
     * @param log finds what is held here
     * @param admits whether an entry of a node may be held here by its metadata
     */
    MergedRead(
            Function<List<String>, Map<String, MergedEntry>> log,
            List<Source> sources,
            BiPredicate<StoredEntry, String> admits,
            List<String> ids) {
        this.log = log;
        this.sources = sources;
        this.admits = admits;
        this.ids = ids;
    }

    private record Begun(MergedRound round, Optional<EntryStream.Entry> first) {}

    @Override
    public void begin() {
        if (begun.isEmpty()) {
            MergedRound round = round(0);
            begun = Optional.of(new Begun(round, first(round)));
        }
    }

    private static Optional<EntryStream.Entry> first(MergedRound round) {
        try {
            return round.next();
        } catch (RuntimeException e) {
            round.close();
            throw e;
        }
    }

    private MergedRound round(int from) {
        List<String> some = ids.subList(from, Math.min(ids.size(), from + ROUND));
        Map<String, MergedEntry> known = log.apply(some);
        return new MergedRound(
                sources,
                admits,
                some.stream().map(known::get).filter(Objects::nonNull).toList());
    }

    /** The other nodes do not say how long payloads are. */
    @Override
    public void preview(Preview preview) {}

    @Override
    public void to(EntrySink sink) throws IOException {
        begin();
        Begun start = begun.orElseThrow();
        try (MergedRound first = start.round()) {
            pour(first, start.first(), sink);
        }
        for (int from = ROUND; from < ids.size(); from += ROUND) {
            try (MergedRound round = round(from)) {
                pour(round, round.next(), sink);
            }
        }
    }

    private static void pour(MergedRound round, Optional<EntryStream.Entry> first, EntrySink sink) throws IOException {
        for (Optional<EntryStream.Entry> entry = first; entry.isPresent(); entry = round.next()) {
            sink.accept(entry.get().stored(), entry.get().payload());
        }
    }
}

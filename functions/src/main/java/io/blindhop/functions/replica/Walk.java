package io.blindhop.functions.replica;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.replica.ReplicaMark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes through one store page by page, in its order, from a mark on. Where entries were refused it goes back to when the
 * directory has changed since, and once a day: what was refused for a reason that has passed is not lost.
 */
final class Walk {
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final ContentAddressedStore source;
    private final StoreHead head;
    private final int pageEntries;
    private final long directory;
    private final InstantSource clock;

    /**
     * @param head of the source
     * @param directory the order of the directory that decides what is taken
     */
    Walk(ContentAddressedStore source, StoreHead head, int pageEntries, long directory, InstantSource clock) {
        this.source = source;
        this.head = head;
        this.pageEntries = pageEntries;
        this.directory = directory;
        this.clock = clock;
    }

    /** Carries over what is missing of a page. */
    @FunctionalInterface
    interface Carrier {
        Carried carry(ScanPage page);
    }

    /** What became of a page. */
    record Carried(int carried, int refused) {}

    /**
     * @param life of the mark that counts
     * @param keep is told of every mark, after everything in front of it was carried over
     */
    Progress run(Optional<ReplicaMark> before, String life, Bound bound, Carrier carrier, Consumer<ReplicaMark> keep) {
        Instant begun = clock.instant();
        Optional<ReplicaMark> mark =
                before.filter(kept -> kept.life().equals(life)).filter(this::isPossible);
        boolean again = mark.flatMap(ReplicaMark::refused)
                .filter(refused -> refused.directory() != directory
                        || refused.since().plus(PATIENCE).isBefore(begun))
                .isPresent();
        Optional<Cursor> cursor = mark.flatMap(
                kept -> again ? kept.refused().flatMap(ReplicaMark.RefusedEntries::before) : kept.cursor());
        Optional<ReplicaMark.RefusedEntries> refused = again ? Optional.empty() : mark.flatMap(ReplicaMark::refused);
        int carried = 0;
        int notTaken = 0;
        boolean more = mark.isEmpty() || again || cursor.map(Cursor::seenUpTo).orElse(0L) < head.maxReceiptOrder();
        if (!more) {
            keep.accept(new ReplicaMark(life, cursor, Optional.of(begun), refused));
        }
        while (more) {
            if (!bound.begin()) {
                return new Progress(carried, notTaken, false);
            }
            ScanPage page = source.scan(cursor, pageEntries, ScanFilter.ALL);
            Carried of = carrier.carry(page);
            carried += of.carried();
            notTaken += of.refused();
            if (of.refused() > 0 && refused.isEmpty()) {
                refused = Optional.of(new ReplicaMark.RefusedEntries(cursor, directory, begun));
            }
            cursor = page.next();
            more = page.hasMore();
            keep.accept(new ReplicaMark(life, cursor, more ? Optional.empty() : Optional.of(begun), refused));
        }
        return new Progress(carried, notTaken, true);
    }

    /** A mark beyond the head was made of a lie: kept, it would hide what comes until the head has passed it. */
    private boolean isPossible(ReplicaMark mark) {
        return mark.cursor().map(Cursor::seenUpTo).orElse(0L) <= head.maxReceiptOrder();
    }
}

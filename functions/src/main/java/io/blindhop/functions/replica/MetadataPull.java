package io.blindhop.functions.replica;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.directory.DirectoryView;
import io.blindhop.store.dynamo.log.Denylist;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.merged.MergedEntry;
import io.blindhop.store.dynamo.merged.MergedLog;
import io.blindhop.store.dynamo.replica.Direction;
import io.blindhop.store.dynamo.replica.ReplicaMark;
import io.blindhop.store.dynamo.replica.ReplicaMarks;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.s3.StoreId;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Takes over into a merged log what other nodes have of one store, metadata alone, a few pages at a time: a mark for each node
 * says how far. What does not pass is left out, with a line in the log, and looked at again when the directory has changed;
 * what belongs to a document that was purged here is left out for good.
 */
public final class MetadataPull {
    private static final System.Logger LOG = System.getLogger(MetadataPull.class.getName());

    /** Of which no more than the last brings anything new. */
    private static final int PAGES = 4;

    private final LogContext storage;
    private final StoreId id;
    private final Tenant tenant;
    private final MergedLog log;
    private final Denylist purged;
    private final Function<StoredEntry, Optional<String>> examiner;
    private final ReplicaMarks marks;
    private OptionalLong directory = OptionalLong.empty();

    /** For one request, after {@code directory} has caught up in it; what it knows decides what is taken. */
    public MetadataPull(LogContext storage, Tenant tenant, DatabaseId dbId, StoreKind kind, MergedLog log) {
        this(
                storage,
                tenant,
                dbId,
                kind,
                log,
                new MetadataExaminer(tenant, dbId, new DirectoryView(storage.table(), tenant), storage.clock())
                        ::objection);
    }

    /** @param examiner says why an entry is not taken; empty if it is */
    public MetadataPull(
            LogContext storage,
            Tenant tenant,
            DatabaseId dbId,
            StoreKind kind,
            MergedLog log,
            Function<StoredEntry, Optional<String>> examiner) {
        this.storage = storage;
        this.id = tenant.store(dbId.value(), kind);
        this.tenant = tenant;
        this.log = log;
        this.purged = new Denylist(storage.table(), tenant.incarnation(), dbId.value());
        this.examiner = examiner;
        this.marks = new ReplicaMarks(storage.table(), tenant.incarnation(), Direction.MERGE);
    }

    /**
     * What one call brought.
     *
     * @param news whether the log has more now than before
     * @param more whether the other node has more
     */
    public record Taken(boolean news, boolean more) {
        public static final Taken NOTHING = new Taken(false, false);

        public Taken and(Taken other) {
            return new Taken(news || other.news, more || other.more);
        }
    }

    /**
     * At most one request for the head and {@value #PAGES} for pages.
     *
     * @param url of the other node, for the mark
     * @throws io.blindhop.protocol.store.StoreUnavailableException if it cannot be asked now; what was taken over before is kept
     */
    public Taken from(String url, ContentAddressedStore there) {
        StoreHead head = there.head();
        Walk walk = new Walk(there, head, ContentAddressedStore.MAX_SCAN_LIMIT, directory(), storage.clock());
        Marking marking = new Marking(url);
        for (int page = 0; page < PAGES; page++) {
            Progress progress = walk.run(
                    marking.mark,
                    head.epoch(),
                    new Bound(1, TimeLeft.UNLIMITED),
                    found -> carry(found, url),
                    marking::moved);
            if (progress.complete() || progress.carried() > 0) {
                return new Taken(progress.carried() > 0, !progress.complete());
            }
        }
        return new Taken(false, true);
    }

    /**
     * Takes over what the other node has up to an order that it has just told of, so that its entries are held here in its order:
     * a witness is not believed whose times go back. At most {@value #PAGES} requests for pages, and one for the head if nothing was
     * ever taken over from there; what is farther behind comes later.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException as {@link #from}
     */
    public void upTo(long order, String url, ContentAddressedStore there) {
        Marking marking = new Marking(url);
        // The epoch is that of the mark: if it is not any more, the next look at the head shows that.
        StoreHead head = marking.mark
                .map(mark -> new StoreHead(mark.life(), Math.max(order, marking.seenUpTo())))
                .orElseGet(there::head);
        Walk walk = new Walk(there, head, ContentAddressedStore.MAX_SCAN_LIMIT, directory(), storage.clock());
        for (int page = 0; page < PAGES && marking.seenUpTo() < order; page++) {
            Bound one = new Bound(1, TimeLeft.UNLIMITED);
            if (walk.run(marking.mark, head.epoch(), one, found -> carry(found, url), marking::moved)
                    .complete()) {
                return;
            }
        }
    }

    /** Whether everything that the other node had at some time was looked at; if not, it may have what is not known here. */
    public boolean hasSeenAll(String url) {
        return marks.find(id, url).flatMap(ReplicaMark::at).isPresent();
    }

    /** The order of the directory that decides. */
    private long directory() {
        long order = directory.orElseGet(
                () -> new LogStore(storage, tenant.directory()).head().maxReceiptOrder());
        directory = OptionalLong.of(order);
        return order;
    }

    /** The mark of one node, which is written when it says something new. */
    private final class Marking {
        private final String url;
        private Optional<ReplicaMark> mark;

        Marking(String url) {
            this.url = url;
            this.mark = marks.find(id, url);
        }

        long seenUpTo() {
            return mark.flatMap(ReplicaMark::cursor).map(Cursor::seenUpTo).orElse(0L);
        }

        void moved(ReplicaMark now) {
            boolean same = mark.filter(before -> before.life().equals(now.life())
                            && before.cursor().equals(now.cursor())
                            && before.at().isPresent() == now.at().isPresent()
                            && before.refused().equals(now.refused()))
                    .isPresent();
            mark = Optional.of(now);
            if (!same) {
                marks.keep(id, url, now);
            }
        }
    }

    private Walk.Carried carry(ScanPage page, String url) {
        List<StoredEntry> entries = page.entries();
        Map<String, MergedEntry> known =
                log.find(entries.stream().map(StoredEntry::id).toList());
        List<StoredEntry> missing =
                entries.stream().filter(entry -> isMissing(entry, known, url)).toList();
        List<StoredEntry> wanted = missing.isEmpty() ? missing : purged.unpurged(missing);
        List<StoredEntry> admitted =
                wanted.stream().filter(entry -> admits(entry, url)).toList();
        if (!admitted.isEmpty()) {
            log.append(admitted, url);
        }
        return new Walk.Carried(admitted.size(), wanted.size() - admitted.size());
    }

    private static boolean isMissing(StoredEntry entry, Map<String, MergedEntry> known, String url) {
        MergedEntry held = known.get(entry.id());
        if (held != null && !held.stored().metadata().equals(entry.metadata())) {
            LOG.log(
                    Level.WARNING,
                    "Entry {0} is not the same at {1} and at {2}, where it was seen first",
                    entry.id(),
                    url,
                    held.source());
        }
        return held == null;
    }

    /**
     * Whether an entry may be held here by its metadata; if not, that is in the log.
     *
     * @param url whose word it is
     */
    public boolean admits(StoredEntry entry, String url) {
        Optional<String> objection = examiner.apply(entry);
        objection.ifPresent(reason ->
                LOG.log(Level.WARNING, "Entry {0} was not taken over from {1}: {2}", entry.id(), url, reason));
        return objection.isEmpty();
    }
}

package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.protocol.wire.SyncAnswers;
import io.blindhop.protocol.wire.SyncBodies;
import io.blindhop.protocol.wire.SyncRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A store of another server, ours or a stock MindooDB server, as if it were here; made by {@link RemoteTenant#store}. For one
 * caller: its time and the hops that its request came through.
 *
 * <p>Guarantees beside those of the port, which are the other server's as far as they cannot be checked here: what is read
 * hashes to its {@code contentHash} and carries its author's signature, or the call fails; an entry is the one that was
 * asked for; pages go forward. Metadata without a payload is as the other server says it. Memory does not grow with the
 * answer, nor with the number of ids beyond the ids themselves. Each call is one request, apart from these: logging in and
 * negotiating, now and then; a put, one for every {@value Batch#MAX_ENTRIES} entries and the server's body limit; a look-up,
 * a read or plans, one for every 1,000 ids. A stock server does not say where it put what is new: finding that takes two more,
 * and further ones only if others push there at the same time.
 *
 * <p>Errors: {@link StoreUnavailableException} if the other server is out of reach, busy, too
 * late or talks nonsense; {@link io.blindhop.protocol.network.RemoteRefusedException} if it refuses with 400 to 499;
 * {@link io.blindhop.protocol.store.CorruptStoreException} if a payload is not its entry's.
 */
public final class ClientNetworkContentAddressedStore implements ContentAddressedStore {
    private static final int ROUND = 1000;

    private final RemoteStore store;

    ClientNetworkContentAddressedStore(RemoteStore store) {
        this.store = store;
    }

    @Override
    public StoreHead head() {
        return StoreErrors.of(() -> new RemoteScan(store).head());
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        return StoreErrors.of(() -> new RemoteScan(store).page(after, limit, filter));
    }

    /**
     * Pushes. Each request of a push is stored whole or not at all, the push is not: repeating it brings what is missing.
     *
     * @param witness is not asked: receipts are the other server's
     * @return what is a duplicate is known of our servers and of stock ones
     * @throws PartlyRefusedException if the other server rejected some entries by themselves
     */
    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return entries.isEmpty() ? List.of() : StoreErrors.of(() -> new Push(store).of(entries));
    }

    /** For more than one id the payloads come too, and are dropped: the protocol has no route without. */
    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>();
        List<String> distinct = ids.stream().distinct().toList();
        StoreErrors.of(() -> {
            if (distinct.size() == 1) {
                one(distinct.getFirst()).ifPresent(entry -> found.put(entry.id(), entry));
            } else {
                new RemoteRead(store, distinct, (entry, payload) -> found.put(entry.id(), entry)).run();
            }
            return found;
        });
        return found;
    }

    private Optional<StoredEntry> one(String id) {
        Optional<StoredEntry> entry = store.post(
                "getEntryMetadata", SyncBodies.getEntryMetadata(store.dbId(), id), SyncAnswers::entryMetadata);
        if (entry.isPresent() && !entry.get().id().equals(id)) {
            throw new BadAnswerException(store + " says of " + id + " what it should say of "
                    + entry.get().id());
        }
        return entry;
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        Set<String> present = new HashSet<>();
        for (int from = 0; from < distinct.size(); from += ROUND) {
            List<String> round = distinct.subList(from, Math.min(distinct.size(), from + ROUND));
            present.addAll(StoreErrors.of(() -> presentOf(round)));
        }
        return present;
    }

    private Set<String> presentOf(List<String> round) {
        Set<String> asked = new HashSet<>(round);
        return store.post("hasEntries", SyncBodies.ids(store.dbId(), round), body -> {
            Set<String> answered = new HashSet<>();
            SyncAnswers.ids(body, id -> {
                if (!asked.contains(id)) {
                    throw new BadAnswerException(store + " says that it has " + id + ", which it was not asked");
                }
                answered.add(id);
            });
            return answered;
        });
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return StoreErrors.of(() -> store.post(
                "findNewEntriesForDoc", SyncBodies.findNewEntriesForDoc(store.dbId(), List.of(), docId), body -> {
                    List<StoredEntry> entries = new ArrayList<>();
                    SyncAnswers.entries(body, entry -> {
                        if (!entry.metadata().docId().equals(docId)) {
                            throw new BadAnswerException(store + " counts " + entry.id() + " to another document");
                        }
                        entries.add(entry);
                    });
                    entries.sort(Comparator.comparingLong(StoredEntry::receiptOrder));
                    return List.copyOf(entries);
                }));
    }

    /** As the other server makes them, which is not checked. */
    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        RemoteQueries queries = new RemoteQueries(store);
        if (docIds.size() == 1) {
            return List.of(queries.planDocument(docIds.getFirst()));
        }
        List<MaterializationPlan> plans = new ArrayList<>(docIds.size());
        try {
            for (int from = 0; from < docIds.size(); from += ROUND) {
                queries.planDocuments(docIds.subList(from, Math.min(docIds.size(), from + ROUND)), plans::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a list does not fail", e);
        }
        return plans;
    }

    /** As the other server makes it; it is of the range that was asked for. */
    @Override
    public AttachmentReadPlan attachmentPlan(AttachmentRange range) {
        AttachmentReadPlan plan = new RemoteQueries(store)
                .planAttachmentRead(new SyncRequest.PlanAttachmentRead(
                        store.dbId(),
                        range.lastChunkId(),
                        range.attachmentSize(),
                        range.startByte(),
                        range.endByteExclusive()));
        if (plan.attachmentSize() != range.attachmentSize()
                || plan.startByte() != range.startByte()
                || plan.endByteExclusive() != range.endByteExclusive()) {
            throw new StoreUnavailableException(store + " plans another part of the attachment than " + range);
        }
        return plan;
    }

    /** As the other server says. */
    @Override
    public List<String> dependencies(String startId, DependencyWalk walk) {
        return new RemoteQueries(store)
                .resolveDependencies(new SyncRequest.ResolveDependencies(
                        store.dbId(), startId, walk.stopAtEntryType(), walk.maxDepth(), walk.includeStart()));
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new EntryRead() {
            // The other server does not say how long payloads are.
            @Override
            public void preview(Preview preview) {}

            @Override
            public void to(EntrySink sink) throws IOException {
                GuardedSink<Payload> guarded = new GuardedSink<>(read -> sink.accept(read.entry(), read.payload()));
                RemoteRead.Taker taker = (entry, payload) -> guarded.accept(new Payload(entry, payload.get()));
                GuardedSink.calling(() -> StoreErrors.of(() -> {
                    new RemoteRead(store, ids, taker).run();
                    return true;
                }));
            }
        };
    }

    private record Payload(StoredEntry entry, Bytes payload) {}

    /** One that admits everything if the other server makes none that is known here. */
    @Override
    public BloomSummary bloom() {
        return StoreErrors.of(() -> {
            Supplier<BloomSummary> everything = () -> new BloomSummary(
                    new RemoteScan(store).head().maxReceiptOrder(), 64, 1, Bytes.fromHex("ffffffffffffffff"));
            return store.terms().can().idBloomSummary()
                    ? store.post("getIdBloomSummary", SyncBodies.ofDatabase(store.dbId()), SyncAnswers::bloom)
                            .orElseGet(everything)
                    : everything.get();
        });
    }

    @Override
    public CompactionStatus compactionStatus() {
        return StoreErrors.of(() -> store.terms().can().compactionStatus()
                ? store.post("getCompactionStatus", SyncBodies.ofDatabase(store.dbId()), SyncAnswers::compactionStatus)
                : CompactionStatus.NONE);
    }
}

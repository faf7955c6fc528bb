package io.blindhop.functions.merge;

import io.blindhop.functions.replica.MetadataPull;
import io.blindhop.functions.replica.MetadataPull.Taken;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.client.PartlyRefusedException;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.merged.MergedEntry;
import io.blindhop.store.dynamo.merged.MergedLog;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * The union of what several nodes have of one store, in the order in which it was seen here: orders and epoch are the log's, so a
 * client's cursor holds whatever happens to any of them. Receipts are theirs.
 *
 * <ul>
 *   <li>{@link #head} and the last page of a scan first take over what is new at the nodes, a bounded number of requests to each.
 *       A node that is away is left out; what is known goes on. If none ever answered, that is an error.
 *   <li>A put goes to the first node, in their order, that takes it, and is in the log before it is answered.
 *   <li>Payloads are read from a node that has them. Everything else is answered from the log, as of the last time that something
 *       was taken over. Nothing is said not to be there before all of a node was looked at once: until then the call takes over
 *       some, asks that node whether it has it, and is an error if so.
 * </ul>
 *
 * <p>Of the guarantees of the port one does not hold: {@code receivedAt} is each node's own. It rises with the order for the entries of
 * one node, and not for all. For one request.
 */
public final class MergedStore implements ContentAddressedStore {
    private static final System.Logger LOG = System.getLogger(MergedStore.class.getName());

    /** Whoever takes over may be held up by a node that is slow. After so long the others answer what is known. */
    private static final int PATIENCE_SECONDS = 5;

    private final MergedLog log;
    private final List<Source> sources;
    private final MetadataPull pull;
    private final PutGuard guard;
    private final Lock turn;
    private final Set<String> away = new HashSet<>();
    private Optional<List<Source>> behind = Optional.empty();

    /**
     * @param sources at least one, in the order in which puts try them
     * @param guard refuses what this node must not take any more, whatever the others take
     * @param turn of this store in this process: requests at the same time take over one after the other
     */
    public MergedStore(MergedLog log, List<Source> sources, MetadataPull pull, PutGuard guard, Lock turn) {
        this.log = log;
        this.sources = List.copyOf(sources);
        this.pull = pull;
        this.guard = guard;
        this.turn = turn;
    }

    @Override
    public StoreHead head() {
        takeOver();
        return log.head();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        ScanPage known = log.scan(after, limit, filter);
        if (known.hasMore()) {
            return known;
        }
        Taken taken = takeOver();
        ScanPage page = taken.news() ? log.scan(after, limit, filter) : known;
        // A page that does not move on cannot say that there is more: whoever asks again would never end.
        boolean moves = !page.next().equals(after);
        return new ScanPage(page.entries(), page.next(), page.hasMore() || (moves && taken.more()));
    }

    private Taken takeOver() {
        try {
            if (!turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (!log.isBegun()) {
                    throw new StoreUnavailableException("no upstream has told anything of this store yet");
                }
                return Taken.NOTHING;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for an upstream", e);
        }
        try {
            return fromAll();
        } finally {
            turn.unlock();
        }
    }

    /** So that what was put there before comes before, if it is not too much. */
    private void takeOverUpTo(long order, Source source) {
        boolean own = false;
        try {
            own = turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
            pull.upTo(order, source.name(), source.store());
        } catch (StoreUnavailableException e) {
            LOG.log(Level.DEBUG, "What {0} has besides a put is taken over later: {1}", source.name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for an upstream", e);
        } finally {
            if (own) {
                turn.unlock();
            }
        }
    }

    private Taken fromAll() {
        Taken taken = Taken.NOTHING;
        List<StoreUnavailableException> reasons = new ArrayList<>();
        for (Source source : sources) {
            try {
                taken = taken.and(pull.from(source.name(), source.store()));
            } catch (StoreUnavailableException e) {
                LOG.log(Level.DEBUG, "Nothing is taken over from {0}: {1}", source.name(), e.getMessage());
                reasons.add(e);
                away.add(source.name());
            }
        }
        if (reasons.size() == sources.size() && !log.isBegun()) {
            throw reasons.getFirst();
        }
        return taken;
    }

    /** The nodes that answer and of which not everything was looked at yet; first looks at some of it. */
    private List<Source> behind() {
        if (behind.isEmpty()) {
            if (!unseen().isEmpty()) {
                takeOver();
            }
            behind = Optional.of(unseen());
        }
        return behind.get();
    }

    private List<Source> unseen() {
        return sources.stream()
                .filter(source -> !away.contains(source.name()))
                .filter(source -> !pull.hasSeenAll(source.name()))
                .toList();
    }

    private static StoreUnavailableException notYet(Source source) {
        return new StoreUnavailableException(
                "This node has not looked at everything that " + source.name() + " has: try again");
    }

    /** What is known of the ids; what is not, no node has that could be asked. */
    private Map<String, MergedEntry> find(Collection<String> ids) {
        Map<String, MergedEntry> known = log.find(ids);
        if (known.keySet().containsAll(ids) || unseen().isEmpty()) {
            return known;
        }
        behind();
        Map<String, MergedEntry> now = log.find(ids);
        elsewhere(without(ids, now.keySet())).forEach((source, there) -> {
            throw notYet(source);
        });
        return now;
    }

    private static Set<String> without(Collection<String> ids, Set<String> known) {
        Set<String> unknown = new HashSet<>(ids);
        unknown.removeAll(known);
        return unknown;
    }

    /** Those of the ids that nodes have of which not everything was looked at, one request to each. */
    private Map<Source, Set<String>> elsewhere(Set<String> unknown) {
        Map<Source, Set<String>> found = new HashMap<>();
        for (Source source : unknown.isEmpty() ? List.<Source>of() : behind()) {
            try {
                Set<String> there = source.store().present(unknown);
                if (!there.isEmpty()) {
                    found.put(source, there);
                }
            } catch (StoreUnavailableException e) {
                LOG.log(Level.DEBUG, "{0} is not asked for ids: {1}", source.name(), e.getMessage());
            }
        }
        return found;
    }

    /**
     * Puts into the first node that can be reached. One that breaks off half-way may have stored some of it, which does no harm.
     *
     * @throws PartlyRefusedException if that node rejected some
     * @throws io.blindhop.store.dynamo.log.PurgedDocumentException if one of the entries is of a document that was purged here
     */
    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        if (entries.isEmpty()) {
            return List.of();
        }
        guard.check(entries.stream().map(VerifiedEntry::metadata).toList());
        List<StoreUnavailableException> reasons = new ArrayList<>();
        for (Source source : sources) {
            Optional<PartlyRefusedException> refused = Optional.empty();
            List<PutOutcome> outcomes;
            try {
                outcomes = source.store().put(entries, witness);
                examine(source, entries, outcomes);
            } catch (PartlyRefusedException e) {
                refused = Optional.of(e);
                outcomes = e.taken();
                examine(source, entries, outcomes);
            } catch (StoreUnavailableException e) {
                LOG.log(Level.DEBUG, "Nothing is put into {0}: {1}", source.name(), e.getMessage());
                reasons.add(e);
                continue;
            }
            // Behind the catch: what fails from here on is this node, and no other is to get what one has taken.
            List<PutOutcome> answer = held(source, outcomes);
            if (refused.isPresent()) {
                throw refused.get().with(answer);
            }
            return answer;
        }
        throw reasons.getFirst();
    }

    private void examine(Source source, List<VerifiedEntry> pushed, List<PutOutcome> outcomes) {
        Map<String, VerifiedEntry> known = new HashMap<>();
        pushed.forEach(entry -> known.put(entry.id(), entry));
        for (PutOutcome outcome : outcomes) {
            StoredEntry entry = outcome.stored();
            boolean asPushed = entry.metadata().equals(known.get(entry.id()).metadata());
            if (!asPushed && !pull.admits(entry, source.name())) {
                throw new StoreUnavailableException(
                        source.name() + " says that it has another entry as " + entry.id() + ", which is nobody's");
            }
        }
    }

    private List<PutOutcome> held(Source source, List<PutOutcome> outcomes) {
        List<StoredEntry> stored = outcomes.stream().map(PutOutcome::stored).toList();
        takeOverUpTo(stored.stream().mapToLong(StoredEntry::receiptOrder).max().orElse(0), source);
        // Once more: a purge may have been ordered while the other node took it.
        guard.check(stored.stream().map(StoredEntry::metadata).toList());
        List<MergedEntry> merged = log.append(stored, source.name());
        List<PutOutcome> answer = new ArrayList<>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            MergedEntry entry = merged.get(i);
            boolean elsewhere = !entry.source().equals(source.name());
            answer.add(new PutOutcome(entry.stored(), outcomes.get(i).duplicate() || elsewhere));
        }
        return answer;
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>();
        find(ids).forEach((id, entry) -> found.put(id, entry.stored()));
        return found;
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        Set<String> held = new HashSet<>(log.find(ids).keySet());
        if (!held.containsAll(ids) && !unseen().isEmpty()) {
            behind();
            held.addAll(log.find(ids).keySet());
            elsewhere(without(ids, held)).values().forEach(held::addAll);
        }
        return held;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        behind().stream().findFirst().ifPresent(source -> {
            throw notYet(source);
        });
        return log.document(docId);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new MergedRead(this::find, sources, pull::admits, ids);
    }

    @Override
    public BloomSummary bloom() {
        if (!log.isBegun()) {
            takeOver();
        }
        return log.bloom();
    }
}

package io.blindhop.functions.hop;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.merge.MergedStore;
import io.blindhop.functions.merge.Source;
import io.blindhop.functions.node.Freshness;
import io.blindhop.functions.node.HeadWatch;
import io.blindhop.functions.node.OwnStores;
import io.blindhop.functions.node.Stores;
import io.blindhop.functions.replica.MetadataPull;
import io.blindhop.functions.replica.Replication;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.compose.CachedStore;
import io.blindhop.protocol.compose.Flights;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.cache.TableEntryCache;
import io.blindhop.store.dynamo.log.Denylist;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.PurgeJobs;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.merged.MergedLog;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The stores of a hop. {@code directory} is here too, as a copy that says who may come in; its entries are answered by the
 * upstream like all others, unless the hop keeps everything.
 */
public final class HopStores implements Stores {
    private static final int STORES = 10_000;

    private final LogContext storage;
    private final HopOptions options;
    private final List<Upstream> upstreams;
    private final FollowedDirectory directory;
    private final OwnStores own;
    private final Arrivals arrivals = new Arrivals();
    private final Map<StoreId, Flights> flights = new ConcurrentHashMap<>();
    private final Map<StoreId, Lock> turns = new ConcurrentHashMap<>();
    private final Optional<HeadWatch> watch;

    /** With one upstream. */
    public HopStores(LogContext storage, HopOptions options, Upstream upstream) {
        this(storage, options, List.of(upstream));
    }

    /** @param upstreams those of the options, in their order */
    public HopStores(LogContext storage, HopOptions options, List<Upstream> upstreams) {
        this.storage = storage;
        this.options = options;
        this.upstreams = List.copyOf(upstreams);
        this.directory = new FollowedDirectory(storage, options, this.upstreams);
        this.own = new OwnStores(storage);
        this.watch = options.hearsOfEveryEntry()
                ? Optional.empty()
                : Optional.of(new HeadWatch(storage.clock(), options.watchEvery()));
    }

    @Override
    public ContentAddressedStore open(
            Tenant tenant, DatabaseId dbId, StoreKind kind, PutGuard guard, PutAccount account, Via via) {
        if (!isOpen(dbId)) {
            throw new HttpError(403, "Database \"" + dbId + "\" is not open at this node");
        }
        ContentAddressedStore store = switch (options.mode()) {
            case STORE_AND_FORWARD ->
                new AnnouncingStore(
                        own.open(tenant, dbId, kind, guard, account, via),
                        () -> arrivals.add(new Arrivals.Database(new TenantId(tenant.id()), dbId)));
            case PASSTHROUGH -> upstream().store(tenant, dbId, kind, via);
            case CACHE -> cached(tenant, dbId, kind, via);
            case MERGE -> merged(tenant, dbId, kind, guard, via);
        };
        return options.readOnly() ? new ReadOnlyStore(store) : store;
    }

    /** With whom a hop that keeps everything exchanges it; nobody in the other modes. */
    public Replication.Peers peers(TenantRegistry registry) {
        return new UpstreamPeers(storage, options, upstream(), registry);
    }

    /** What was pushed to this process and has to go on to the upstream. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** One for all who ask. */
    @Override
    public Optional<HeadWatch> watch() {
        return watch;
    }

    @Override
    public boolean judgesAuthors() {
        return options.mode() == HopMode.STORE_AND_FORWARD;
    }

    /** Receipts of the other modes are the upstream's. */
    @Override
    public boolean attestsUnasked() {
        return options.mode() != HopMode.STORE_AND_FORWARD;
    }

    @Override
    public boolean givesReceipts(Tenant tenant, DatabaseId dbId, Via via, boolean attested) {
        return switch (options.mode()) {
            case STORE_AND_FORWARD -> attested;
            case PASSTHROUGH, CACHE -> upstream().givesReceipts(tenant, dbId, via);
            case MERGE ->
                upstreams.stream()
                        .allMatch(upstream ->
                                OneOfSeveral.givesReceipts(() -> upstream.givesReceipts(tenant, dbId, via)));
        };
    }

    private boolean isOpen(DatabaseId dbId) {
        return options.databases().isEmpty() || options.databases().contains(dbId) || dbId.equals(DatabaseId.DIRECTORY);
    }

    private ContentAddressedStore cached(Tenant tenant, DatabaseId dbId, StoreKind kind, Via via) {
        ContentAddressedStore remote = upstream().store(tenant, dbId, kind, via);
        if (isPurging(tenant, dbId)) {
            // The upstream may still answer what is to be forgotten: better not to keep it again.
            return remote;
        }
        StoreId id = tenant.store(dbId.value(), kind);
        if (flights.size() >= STORES) {
            flights.clear();
        }
        return new CachedStore(
                remote, new TableEntryCache(storage, id), flights.computeIfAbsent(id, store -> new Flights()));
    }

    private ContentAddressedStore merged(Tenant tenant, DatabaseId dbId, StoreKind kind, PutGuard guard, Via via) {
        StoreId id = tenant.store(dbId.value(), kind);
        if (turns.size() >= STORES) {
            turns.clear();
        }
        MergedLog log = new MergedLog(storage, id);
        List<Source> sources = upstreams.stream()
                .map(upstream -> new Source(upstream.url(), new OneOfSeveral(upstream.store(tenant, dbId, kind, via))))
                .toList();
        ContentAddressedStore store = new MergedStore(
                log,
                sources,
                new MetadataPull(storage, tenant, dbId, kind, log),
                guard,
                turns.computeIfAbsent(id, first -> new ReentrantLock()));
        return isPurging(tenant, dbId)
                ? new WithoutPurged(store, new Denylist(storage.table(), tenant.incarnation(), dbId.value()))
                : store;
    }

    private boolean isPurging(Tenant tenant, DatabaseId dbId) {
        return new PurgeJobs(storage.table()).arePendingFor(tenant.incarnation(), dbId.value());
    }

    /** The only one, unless the mode is merge. */
    private Upstream upstream() {
        return upstreams.getFirst();
    }

    @Override
    public void refreshDirectory(Tenant tenant, Via via, Freshness freshness) {
        directory.refresh(tenant, via, freshness);
    }

    @Override
    public void register(Tenant tenant, Via via) {
        if (options.registers()) {
            upstreams.forEach(upstream -> upstream.register(tenant, via));
        }
    }
}

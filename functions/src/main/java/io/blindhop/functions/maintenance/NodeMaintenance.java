package io.blindhop.functions.maintenance;

import io.blindhop.functions.replica.Replication;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.cache.CacheMaintenance;
import io.blindhop.store.dynamo.deletion.TenantPurge;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.Maintenance;
import io.blindhop.store.dynamo.merged.MergedPurge;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.dynamo.tenant.UsageMaintenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All of a node's maintenance in its order: stores, then tenants that were deleted, then what tenants use. May run twice at
 * once and be killed anywhere; the next run finds what this one did not finish.
 */
public final class NodeMaintenance {
    private static final int REMOVED_AT_ONCE = 100_000;

    private final Maintenance stores;
    private final TenantPurge purge;
    private final UsageMaintenance usage;
    private final Optional<CacheMaintenance> caches;
    private final MergedPurge merged;
    private final Set<String> purgedNow = ConcurrentHashMap.newKeySet();
    private final Optional<Scheduled> replication;

    /** @param deletionDelay how long a deleted tenant can be brought back */
    public NodeMaintenance(LogContext storage, TenantRegistry tenants, Duration deletionDelay) {
        this(storage, tenants, deletionDelay, Optional.empty());
    }

    /** @param caches of a hop */
    public NodeMaintenance(
            LogContext storage, TenantRegistry tenants, Duration deletionDelay, Optional<CacheMaintenance> caches) {
        this(storage, tenants, deletionDelay, caches, Optional.empty());
    }

    /** The exchange with other nodes, where nothing else runs between requests. */
    public record Scheduled(Replication replication, TimeLeft timeLeft) {}

    /**
     * @param caches of a hop
     * @param replication runs last, in what time is left
     */
    public NodeMaintenance(
            LogContext storage,
            TenantRegistry tenants,
            Duration deletionDelay,
            Optional<CacheMaintenance> caches,
            Optional<Scheduled> replication) {
        this.replication = replication;
        this.stores = new Maintenance(storage, this::purged);
        this.merged = new MergedPurge(storage);
        this.caches = caches;
        this.purge = new TenantPurge(storage, tenants, deletionDelay);
        this.usage = new UsageMaintenance(storage, tenants);
    }

    private void purged(String incarnation, String dbId) {
        caches.ifPresent(cache -> cache.forget(incarnation, dbId));
        // Once a run: it is done for all documents of the database that are to be purged, and these were known before.
        if (purgedNow.add(incarnation + "#" + dbId)) {
            merged.run(incarnation, dbId);
        }
    }

    /**
     * What fails is left to the next run, and keeps nothing else from being done.
     *
     * @throws RuntimeException the first of what failed, when everything else is done
     */
    public Report run() {
        purgedNow.clear();
        List<RuntimeException> failures = new ArrayList<>();
        Optional<Maintenance.Report> report = tried(stores::run, failures);
        caches.ifPresent(cache -> tried(cache::run, failures));
        Optional<Integer> removed = tried(() -> purge.run(REMOVED_AT_ONCE), failures);
        Optional<Integer> corrected = tried(usage::run, failures);
        replication.ifPresent(scheduled -> tried(() -> scheduled.replication().run(scheduled.timeLeft()), failures));
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
            throw failures.getFirst();
        }
        return new Report(report.orElseThrow(), removed.orElseThrow(), corrected.orElseThrow());
    }

    private static <T> Optional<T> tried(Supplier<T> part, List<RuntimeException> failures) {
        try {
            return Optional.of(part.get());
        } catch (RuntimeException failed) {
            failures.add(failed);
            return Optional.empty();
        }
    }

    /**
     * What a run did.
     *
     * @param tenantsRemoved deleted tenants of which nothing is left
     * @param usageCorrected tenants whose usage was recorded wrong
     */
    public record Report(Maintenance.Report stores, int tenantsRemoved, int usageCorrected) {
        public boolean foundWork() {
            return stores.foundWork() || tenantsRemoved + usageCorrected > 0;
        }
    }
}

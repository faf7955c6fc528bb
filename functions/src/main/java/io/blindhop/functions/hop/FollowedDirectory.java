package io.blindhop.functions.hop;

import io.blindhop.functions.node.Freshness;
import io.blindhop.functions.replica.DirectoryPull;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The copy of the origin's directory that a hop decides by, from the first of its upstreams that gives it; of several, one whose
 * copy is damaged is as one that is away. Pulled when a tenant is first asked for, looked at again when it is older than the
 * operator allows, and on every push. While the upstream is away it counts for as long as the operator allows, and then no longer.
 */
final class FollowedDirectory {
    private static final System.Logger LOG = System.getLogger(FollowedDirectory.class.getName());
    private static final int TENANTS = 10_000;

    private final LogContext storage;
    private final HopOptions options;
    private final List<Upstream> upstreams;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();

    FollowedDirectory(LogContext storage, HopOptions options, List<Upstream> upstreams) {
        this.storage = storage;
        this.options = options;
        this.upstreams = upstreams;
    }

    /** What this process knows of one tenant. */
    private static final class Followed {
        private volatile Instant seen = Instant.MIN;
    }

    /** @throws StoreUnavailableException if the directory is too old and the upstream away */
    void refresh(Tenant tenant, Via via, Freshness freshness) {
        if (followed.size() >= TENANTS) {
            followed.clear();
        }
        Followed state = followed.computeIfAbsent(tenant.incarnation(), first -> new Followed());
        Instant asked = storage.clock().instant();
        if (freshness == Freshness.BOUNDED && isFresh(state, asked)) {
            return;
        }
        synchronized (state) {
            if (state.seen.isAfter(asked) || (freshness == Freshness.BOUNDED && isFresh(state, asked))) {
                return;
            }
            Instant now = storage.clock().instant();
            try {
                pullFromFirst(tenant, via);
                state.seen = now;
            } catch (StoreUnavailableException away) {
                requireUsable(tenant, now, away);
                // Not asked again by every request, while each would have to wait.
                state.seen = now;
            }
        }
    }

    private void pullFromFirst(Tenant tenant, Via via) {
        List<StoreUnavailableException> away = new ArrayList<>();
        for (Upstream upstream : upstreams) {
            ContentAddressedStore there = upstream.store(tenant, DatabaseId.DIRECTORY, StoreKind.DOCS, via);
            try {
                pull(tenant, upstream).from(upstreams.size() == 1 ? there : new OneOfSeveral(there));
                return;
            } catch (StoreUnavailableException e) {
                away.add(e);
            } catch (CorruptStoreException e) {
                if (upstreams.size() == 1) {
                    throw e;
                }
                LOG.log(Level.WARNING, "The directory of " + tenant + " cannot be had from " + upstream.url(), e);
                away.add(new StoreUnavailableException(
                        "The directory of " + upstream.url() + " is damaged: " + e.getMessage(), e));
            }
        }
        throw away.getFirst();
    }

    private boolean isFresh(Followed state, Instant now) {
        return state.seen.isAfter(now.minus(options.directoryAge()));
    }

    private void requireUsable(Tenant tenant, Instant now, StoreUnavailableException away) {
        Optional<Instant> last = upstreams.stream()
                .flatMap(upstream -> pull(tenant, upstream).last().stream())
                .max(Comparator.naturalOrder());
        if (last.isEmpty() || last.get().isBefore(now.minus(options.directoryOffline()))) {
            throw away;
        }
        LOG.log(Level.DEBUG, "The directory of {0} is that of {1}: {2}", tenant, last.get(), away.getMessage());
    }

    private DirectoryPull pull(Tenant tenant, Upstream upstream) {
        return new DirectoryPull(storage, tenant, upstream.url());
    }
}

package io.blindhop.functions.replica;

import io.blindhop.functions.gate.Attestation;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.TenantGate;
import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.client.CallContext;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.log.Denylist;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PurgedDocumentException;
import io.blindhop.store.dynamo.replica.Direction;
import io.blindhop.store.dynamo.replica.ReplicaMarks;
import io.blindhop.store.dynamo.tenant.QuotaExceededException;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantQuotas;
import io.blindhop.store.s3.StoreId;
import java.lang.System.Logger.Level;

/**
 * Exchanges the entries of one tenant with one other node. For each store one request if there is nothing to do; nothing is
 * lost and nothing stored twice, wherever a run ends and however many there are at once.
 */
public final class TenantSync {
    private static final System.Logger LOG = System.getLogger(TenantSync.class.getName());

    /** Of one store in one run, so that no store waits for ever behind another. */
    private static final int PULLED_PAGES = 20;

    private static final int PUSHED_PAGES = 80;
    private static final int PUSHED_AT_ONCE = 250;

    private final NodeServices services;
    private final TenantGate tenants;
    private final TenantQuotas quotas;

    public TenantSync(NodeServices services) {
        this.services = services;
        this.tenants = new TenantGate(services);
        this.quotas =
                new TenantQuotas(services.storage(), services.options().limits().quota());
    }

    /** Never throws for what the other node does. A node that cannot be reached ends the run. */
    public SyncReport run(Tenant tenant, Peer peer, TimeLeft timeLeft) {
        SyncReport report = SyncReport.NOTHING;
        for (DatabaseId dbId : peer.inOrder()) {
            for (StoreKind kind : StoreKind.values()) {
                report = report.and(guarded(tenant, peer, dbId, kind, timeLeft));
                if (report.unreachable()) {
                    return report;
                }
            }
        }
        return report;
    }

    private SyncReport guarded(Tenant tenant, Peer peer, DatabaseId dbId, StoreKind kind, TimeLeft timeLeft) {
        String what = tenant.id() + "/" + dbId + "/" + kind.segment() + " with " + peer.name() + ": ";
        try {
            return exchange(tenant, peer, dbId, kind, timeLeft);
        } catch (StoreUnavailableException away) {
            LOG.log(Level.INFO, "No sync of {0}{1}", what, away.getMessage());
            return SyncReport.problem(what + away.getMessage(), true);
        } catch (RemoteRefusedException
                | QuotaExceededException
                | PurgedDocumentException
                | CorruptStoreException notThisStore) {
            LOG.log(Level.WARNING, "No sync of {0}{1}", what, notThisStore.getMessage());
            return SyncReport.problem(what + notThisStore.getMessage(), false);
        }
    }

    private SyncReport exchange(Tenant tenant, Peer peer, DatabaseId dbId, StoreKind kind, TimeLeft timeLeft) {
        boolean isDirectory = dbId.equals(DatabaseId.DIRECTORY);
        TenantScope scope = tenants.find(new TenantId(tenant.id()))
                .filter(found -> found.tenant().incarnation().equals(tenant.incarnation()))
                .orElseThrow(() -> new StoreUnavailableException(tenant + " is not registered here any more"));
        if (!isDirectory && !scope.directoryIsWhole()) {
            // As for pushes: a revocation may be missing.
            return SyncReport.problem(dbId + " waits until the administrator has pushed the directory again", false);
        }
        Denylist purged = new Denylist(services.storage().table(), tenant.incarnation(), dbId.value());
        StoreId id = tenant.store(dbId.value(), kind);
        ContentAddressedStore here = new LogStore(services.storage(), id, purged, quotas.account(tenant, dbId));
        ContentAddressedStore there = peer.remote().store(dbId, kind, new CallContext(timeLeft, peer.via()));
        StoreHead headThere = there.head();
        long directory = isDirectory
                ? 0
                : new LogStore(services.storage(), tenant.directory()).head().maxReceiptOrder();
        var witness = new Attestation(services).witness(scope, dbId);
        Examiner examiner = isDirectory
                ? new DirectoryExaminer(tenant, witness)
                : new EntryExaminer(scope, dbId, here, witness, services.clock());
        ReplicaMarks pulls = new ReplicaMarks(services.storage().table(), tenant.incarnation(), Direction.PULL);
        SyncReport pulled = SyncReport.ofPull(
                new Walk(there, headThere, ContentAddressedStore.MAX_SCAN_LIMIT, directory, services.clock())
                        .run(
                                pulls.find(id, peer.url()),
                                headThere.epoch(),
                                new Bound(PULLED_PAGES, timeLeft),
                                new Pull(there, here, purged, examiner),
                                mark -> pulls.keep(id, peer.url(), mark)));
        return peer.pushes() ? pulled.and(push(peer, id, here, there, headThere, directory, timeLeft)) : pulled;
    }

    private SyncReport push(
            Peer peer,
            StoreId id,
            ContentAddressedStore here,
            ContentAddressedStore there,
            StoreHead headThere,
            long directory,
            TimeLeft timeLeft) {
        ReplicaMarks pushes = new ReplicaMarks(services.storage().table(), id.incarnation(), Direction.PUSH);
        StoreHead head = here.head();
        return SyncReport.ofPush(new Walk(here, head, PUSHED_AT_ONCE, directory, services.clock())
                .run(
                        pushes.find(id, peer.url()),
                        head.epoch() + " " + headThere.epoch(),
                        new Bound(PUSHED_PAGES, timeLeft),
                        new Push(here, there),
                        mark -> pushes.keep(id, peer.url(), mark)));
    }
}

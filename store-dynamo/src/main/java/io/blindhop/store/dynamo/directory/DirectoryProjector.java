package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.directory.DirectoryDocument;
import io.blindhop.protocol.directory.DirectoryDocument.Unreadable;
import io.blindhop.protocol.directory.DirectoryEntry;
import io.blindhop.protocol.directory.DirectoryReplay;
import io.blindhop.protocol.directory.PurgeRequest;
import io.blindhop.protocol.policy.Group;
import io.blindhop.protocol.policy.PolicyHistory;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogReader;
import io.blindhop.store.dynamo.log.LogReader.Step;
import io.blindhop.store.dynamo.log.PurgeJobs;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.Parallel;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Turns the {@code directory} database into rows that a request can look up by key (design 3.4).
 *
 * <p>Guarantees, whatever crashes or overtakes what: the rows of a document at an order are a function of the log up to
 * that order; a row is written only over one of a lesser order; the mark moves only over orders whose documents have been
 * projected. Two projections of different orders may therefore run in any sequence, and whoever finds the mark behind the
 * directory can finish what another began.
 */
public final class DirectoryProjector {
    private static final System.Logger LOG = System.getLogger(DirectoryProjector.class.getName());

    private final LogContext context;
    private final TenantRegistry registry;

    public DirectoryProjector(LogContext context, TenantRegistry registry) {
        this.context = context;
        this.registry = registry;
    }

    /**
     * Brings the projection up to the directory's tail as it is now, and costs one read if it is there already.
     *
     * @param projectedUpTo the mark, read in this request
     * @return the state of the directory that is in force for this request; empty if others have gone on meanwhile
     */
    public Optional<LogReader.End> catchUp(Tenant tenant, long projectedUpTo) {
        LogReader log = new LogReader(context, tenant.directory());
        LogReader.End tail = log.end();
        long mark = projectedUpTo;
        while (mark < tail.order()) {
            Step step = log.step(mark);
            project(tenant, log, administrated(tenant, step), step.upTo());
            registry.markProjected(tenant, step.upTo());
            mark = step.upTo();
        }
        return mark == tail.order() ? Optional.of(tail) : Optional.empty();
    }

    private static Set<String> administrated(Tenant tenant, Step step) {
        Set<String> docIds = new TreeSet<>();
        step.entries().forEach(entry -> {
            if (Pem.sameKey(entry.createdByPublicKey(), tenant.adminSigningPublicKey())) {
                docIds.add(entry.docId());
            }
        });
        return docIds;
    }

    private void project(Tenant tenant, LogReader log, Set<String> docIds, long order) {
        DirectoryReplay replay = new DirectoryReplay(tenant.adminSigningPublicKey(), tenant.publicInfosKeys());
        PolicyRows policies = new PolicyRows(tenant.incarnation());
        MemberRows members = new MemberRows(tenant.incarnation());
        List<Item> first = new ArrayList<>();
        List<Item> then = new ArrayList<>();
        Map<String, List<DirectoryEntry>> documents = log.documents(docIds, order);
        documents.forEach((docId, entries) -> {
            PolicyHistory history = PolicyHistory.of(replay, docId, entries, order);
            history.grants().state().ifPresent(state -> report(tenant, state));
            history.grants().state().flatMap(PurgeRequest::of).ifPresent(request -> purge(tenant, request));
            first.addAll(GrantRows.of(tenant, docId, history.grants(), order));
            if (history.policy().isPresent() && history.policy().get() instanceof Group group) {
                first.addAll(members.rows(group, order));
            }
            if (history.everAboutAccess()) {
                then.add(policies.row(docId, history.policy(), order));
            }
        });
        new IncarnationPartitions(context.table(), tenant.incarnation())
                .note(Stream.concat(first.stream(), then.stream())
                        .map(row -> row.key().pk())
                        .toList());
        Parallel.map(first, this::write);
        // A group's row makes the rows of lesser order void, so its members are there before it.
        Parallel.map(then, this::write);
    }

    /** Forbids before the mark moves: with the answer to the administrator nothing of these documents is taken any more. */
    private void purge(Tenant tenant, PurgeRequest request) {
        PurgeJobs jobs = new PurgeJobs(context.table());
        request.docIds()
                .forEach(docId ->
                        jobs.request(tenant.incarnation(), request.dbId().value(), docId));
    }

    /** Whoever such a document named is locked out until the administrator has repaired it, so somebody must hear of it. */
    private static void report(Tenant tenant, DirectoryDocument state) {
        if (state instanceof Unreadable(String docId, String reason)) {
            String text = tenant + ": nothing that directory document " + docId
                    + " grants is in force, because it cannot be read: " + reason;
            LOG.log(Level.WARNING, () -> text.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    private boolean write(Item row) {
        try {
            long order = row.requireWhole(DeviceRows.ORDER);
            context.table().put(row, new Condition.AbsentOrLess(DeviceRows.ORDER, order));
            return true;
        } catch (ConditionFailedException derivedFromALaterOrder) {
            // Somebody projected a later state of the document: that one counts.
            return false;
        }
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Condemned.BlocksRef;
import io.blindhop.store.dynamo.log.Condemned.ObjectRef;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.PayloadLocation;
import io.blindhop.store.s3.payload.PayloadReader;
import io.blindhop.store.s3.payload.PayloadWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The second step of every deletion: looks at all references of a store and deletes what has been condemned long enough
 * and is not referred to. A pack of which only parts are still needed is written anew without the others, and condemned in
 * its turn.
 *
 * <p>Reads every block of the store, in bounded pieces; only stores in which something was purged are looked at.
 */
final class ObjectSweep {
    private static final int AT_ONCE = 1000;
    private static final int COMMITS_IN_MEMORY = 8;

    private final LogContext context;
    private final StoreRows rows;
    private final Condemned condemned;
    private long files;
    private long bytes;

    ObjectSweep(LogContext context, StoreId store) {
        this.context = context;
        this.rows = StoreRows.of(context, store);
        this.condemned = new Condemned(context.table(), store);
    }

    /** @return how many objects were deleted */
    int run() {
        long startedAt = context.clock().millis();
        long before = startedAt - LogLimits.LITTER_GRACE.toMillis();
        condemned.blocksBefore(before, AT_ONCE).forEach(this::delete);
        Set<ObjectRef> objects = condemned.objectsBefore(before, AT_ONCE);
        int deleted = 0;
        if (!objects.isEmpty()) {
            Map<ObjectRef, List<Reference>> references = references(objects);
            for (ObjectRef object : objects) {
                List<Reference> live = references.getOrDefault(object, List.of());
                if (live.isEmpty()) {
                    count(object);
                    delete(object);
                    deleted++;
                } else if (isAllNeeded(object, live)) {
                    condemned.pardon(object);
                } else {
                    count(object);
                    repack(object, live);
                }
            }
        }
        if (files > 0) {
            long now = context.clock().millis();
            new SweepFigures(context.table(), rows.store()).add(files, bytes, startedAt, now);
        }
        condemned.unlistIfEmpty();
        return deleted;
    }

    /** An entry that refers to a condemned object, and the commit that holds it. */
    private record Reference(long commit, Indexed entry) {
        PayloadLocation location() {
            return entry.record().location();
        }
    }

    private void count(ObjectRef object) {
        files++;
        bytes += size(object);
    }

    private long size(ObjectRef object) {
        return context.blobs().list(name(object), "").stream()
                .mapToLong(BlobStore.Blob::size)
                .sum();
    }

    private boolean isAllNeeded(ObjectRef object, List<Reference> live) {
        long needed = live.stream()
                .map(Reference::location)
                .distinct()
                .mapToLong(PayloadLocation::length)
                .sum();
        return size(object) == needed;
    }

    private String name(ObjectRef object) {
        return PayloadLocation.prefix(rows.store(), object.putId()) + object.objectHash();
    }

    private Map<ObjectRef, List<Reference>> references(Set<ObjectRef> objects) {
        Map<ObjectRef, List<Reference>> found = new HashMap<>();
        long order = 0;
        long tail = rows.log().existingTail().map(Commit::last).orElse(0L);
        while (order < tail) {
            List<Commit> commits = rows.log().after(order, COMMITS_IN_MEMORY);
            List<List<Indexed>> records = rows.blocks().read(commits);
            for (int i = 0; i < commits.size(); i++) {
                for (Indexed entry : records.get(i)) {
                    ObjectRef object = ObjectRef.of(entry.record().location());
                    if (objects.contains(object)) {
                        found.computeIfAbsent(object, o -> new ArrayList<>())
                                .add(new Reference(commits.get(i).first(), entry));
                    }
                }
            }
            order = commits.getLast().last();
        }
        return found;
    }

    private void delete(BlocksRef blocks) {
        Commit commit = rows.log()
                .at(blocks.first())
                .orElseThrow(() -> new CorruptStoreException("commit " + blocks.first() + " is gone"));
        if (commit.blocks().attempt() != blocks.attempt()) {
            // A rewrite that stood still since it wrote these blocks must not bring them into force now.
            if (!rows.log().invalidateChanges(commit)) {
                return;
            }
            rows.blocks().deleteAttempt(blocks.putId(), blocks.attempt());
        }
        condemned.done(blocks);
    }

    private void delete(ObjectRef object) {
        context.blobs().delete(List.of(name(object)));
        rows.index().forgetPayload(object.objectHash(), object.putId());
        condemned.pardon(object);
    }

    private void repack(ObjectRef object, List<Reference> live) {
        Map<PayloadLocation, String> wanted = new LinkedHashMap<>();
        live.forEach(reference -> wanted.put(
                reference.location(), reference.entry().record().metadata().contentHash()));
        Map<PayloadLocation, Bytes> payloads = new PayloadReader(context.blobs()).read(rows.store(), wanted.keySet());
        Map<String, Bytes> byHash = new LinkedHashMap<>();
        wanted.forEach((location, hash) -> byHash.put(hash, payloads.get(location)));
        // A name that nobody has ever written: whoever found an earlier attempt to be of no use may still delete it.
        PutId putId = context.newPutId();
        PayloadWriter.Plan plan = PayloadWriter.plan(rows.store(), putId, byHash);
        // The new objects too, in case this ends before anything refers to them.
        condemned.addObjects(
                plan.objects().stream()
                        .map(planned -> new ObjectRef(putId, planned.hash()))
                        .toList(),
                context.clock().millis());
        new PayloadWriter(context.blobs()).write(plan);
        Map<Long, List<Indexed>> byCommit = new TreeMap<>();
        for (Reference reference : live) {
            Indexed entry = reference.entry();
            byCommit.computeIfAbsent(reference.commit(), first -> new ArrayList<>())
                    .add(new Indexed(move(entry.record(), object, plan.locations()), entry.receiptOrder()));
        }
        CommitRewrite rewrite = new CommitRewrite(context, rows);
        byCommit.forEach((first, moved) -> {
            // The index first: as long as the blocks name the old object, the next run finds that it is not done.
            rows.index().write(moved);
            rewrite.apply(first, entry -> Optional.of(move(entry.record(), object, plan.locations())));
        });
        // Readers may still hold the old place: it goes when nobody can any more.
        condemned.addObjects(List.of(object), context.clock().millis());
    }

    private static EntryRecord move(EntryRecord entry, ObjectRef from, Map<String, PayloadLocation> moved) {
        PayloadLocation to = moved.get(entry.metadata().contentHash());
        boolean moves = ObjectRef.of(entry.location()).equals(from) && to != null;
        return moves ? new EntryRecord(entry.metadata(), entry.receipt(), to) : entry;
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Condemned.BlocksRef;
import io.blindhop.store.dynamo.log.Condemned.ObjectRef;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The second step of every deletion: looks at all references of a store and deletes what has been condemned long enough
 * and is not referred to. In a pack of which only parts are still needed the others are overwritten.
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
            Map<ObjectRef, Set<PayloadLocation>> references = references(objects);
            for (ObjectRef object : objects) {
                Set<PayloadLocation> live = references.getOrDefault(object, Set.of());
                if (live.isEmpty()) {
                    count(object);
                    delete(object);
                    deleted++;
                } else if (isAllNeeded(object, live)) {
                    condemned.pardon(object);
                } else {
                    redact(object, live, startedAt);
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

    private void count(ObjectRef object) {
        files++;
        bytes += size(object);
    }

    private long size(ObjectRef object) {
        return context.blobs().list(name(object), "").stream()
                .mapToLong(BlobStore.Blob::size)
                .sum();
    }

    private boolean isAllNeeded(ObjectRef object, Set<PayloadLocation> live) {
        return size(object) == live.stream().mapToLong(PayloadLocation::length).sum();
    }

    private String name(ObjectRef object) {
        return PayloadLocation.prefix(rows.store(), object.putId()) + object.objectHash();
    }

    /** Where in the objects the payloads of entries are. */
    private Map<ObjectRef, Set<PayloadLocation>> references(Set<ObjectRef> objects) {
        Map<ObjectRef, Set<PayloadLocation>> found = new HashMap<>();
        long order = 0;
        long tail = rows.log().existingTail().map(Commit::last).orElse(0L);
        while (order < tail) {
            List<Commit> commits = rows.log().after(order, COMMITS_IN_MEMORY);
            for (List<Indexed> records : rows.blocks().read(commits)) {
                for (Indexed entry : records) {
                    entry.record()
                            .location()
                            .filter(location -> objects.contains(ObjectRef.of(location)))
                            .ifPresent(location -> found.computeIfAbsent(ObjectRef.of(location), o -> new HashSet<>())
                                    .add(location));
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

    /**
     * Overwrites what nothing refers to any more, and leaves the rest where it is: the rows of an older copy of the table, to
     * which it may be restored, refer to the same places.
     */
    private void redact(ObjectRef object, Set<PayloadLocation> live, long startedAt) {
        String name = name(object);
        int size = Math.toIntExact(size(object));
        Optional<Bytes> stored = size == 0 ? Optional.empty() : context.blobs().get(name, 0, size);
        if (stored.isPresent()) {
            byte[] kept = new byte[size];
            int needed = 0;
            for (PayloadLocation location : live) {
                int from = Math.toIntExact(location.offset());
                byte[] payload = stored.get().slice(from, location.length()).toArray();
                System.arraycopy(payload, 0, kept, from, payload.length);
                needed += payload.length;
            }
            if (context.clock().millis() - startedAt > LogLimits.LITTER_GRACE.toMillis()) {
                // Another run may have looked since, and found less needed than this one did.
                return;
            }
            context.blobs().put(name, List.of(Bytes.wrap(kept)));
            files++;
            bytes += size - needed;
        }
        condemned.pardon(object);
    }
}

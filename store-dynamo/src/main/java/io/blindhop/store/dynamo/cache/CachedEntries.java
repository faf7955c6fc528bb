package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.compose.Kept;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.codec.RecordCodec;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.payload.ObjectGoneException;
import io.blindhop.store.s3.payload.PayloadLocation;
import io.blindhop.store.s3.payload.PayloadReader;
import io.blindhop.store.s3.payload.PayloadWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The entries of one life of a cache. */
final class CachedEntries {
    private final LogContext context;
    private final StoreId store;
    private final CacheKeys keys;
    private final PutId life;

    CachedEntries(LogContext context, StoreId store, CacheKeys keys, PutId life) {
        this.context = context;
        this.store = store;
        this.keys = keys;
        this.life = life;
    }

    private record Found(StoredEntry entry, PayloadLocation location) {}

    Map<String, StoredEntry> find(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>();
        rows(ids).forEach((id, row) -> found.put(id, row.entry()));
        return found;
    }

    int read(List<String> ids, EntrySink sink) throws IOException {
        int done = 0;
        while (done < ids.size()) {
            List<String> round = ids.subList(done, Math.min(ids.size(), done + CacheLimits.ROUND));
            int handedOut = readRound(round, sink);
            done += handedOut;
            if (handedOut < round.size()) {
                return done;
            }
        }
        return done;
    }

    private int readRound(List<String> ids, EntrySink sink) throws IOException {
        Map<String, Found> rows = rows(ids);
        List<Found> run = new ArrayList<>();
        for (String id : ids) {
            if (!rows.containsKey(id)) {
                break;
            }
            run.add(rows.get(id));
        }
        int done = 0;
        while (done < run.size()) {
            List<Found> window = window(run.subList(done, run.size()));
            Map<PayloadLocation, Bytes> payloads;
            try {
                payloads = new PayloadReader(context.blobs())
                        .read(
                                store,
                                new LinkedHashSet<>(
                                        window.stream().map(Found::location).toList()));
            } catch (ObjectGoneException | CorruptStoreException lost) {
                return done;
            }
            for (Found found : window) {
                Bytes payload = payloads.get(found.location());
                if (!ContentHash.of(payload).equals(found.entry().metadata().contentHash())) {
                    return done;
                }
                sink.accept(found.entry(), payload);
                done++;
            }
        }
        return done;
    }

    private static List<Found> window(List<Found> run) {
        long bytes = 0;
        int count = 0;
        for (Found found : run) {
            bytes += found.location().length();
            if (count > 0 && bytes > CacheLimits.WINDOW_BYTES) {
                break;
            }
            count++;
        }
        return run.subList(0, count);
    }

    private Map<String, Found> rows(Collection<String> ids) {
        Map<Key, String> wanted = new LinkedHashMap<>();
        ids.forEach(id -> wanted.put(keys.entry(life, id), id));
        Map<String, Found> found = new HashMap<>();
        context.table().getAll(wanted.keySet(), Consistency.EVENTUAL).forEach((key, row) -> {
            EntryRecord record = RecordCodec.decode(row.requireBinary("z"));
            PayloadLocation location = record.location()
                    .orElseThrow(() -> new CorruptStoreException("row " + key.sk() + " of a cache names no object"));
            found.put(wanted.get(key), new Found(record.at(row.requireWhole("o")), location));
        });
        return found;
    }

    /**
     * What is needed to remove them again, then the payloads, then the rows by which they are found: whoever dies between
     * leaves nothing behind that could not be found.
     */
    void keep(List<Kept> kept) {
        PutId put = PutId.create(context.clock(), context.random());
        Map<String, Bytes> payloads = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        long bytes = 0;
        for (Kept one : kept) {
            payloads.put(one.entry().metadata().contentHash(), one.payload());
            names.add(keys.entry(life, one.entry().id()).sk());
            bytes += one.payload().length();
        }
        context.table()
                .putAll(List.of(
                        Item.of(keys.batch(life, put)).whole("n", bytes).build(),
                        Item.of(keys.members(life, put))
                                .text("m", String.join("\n", names))
                                .build()));
        Map<String, PayloadLocation> locations = new PayloadWriter(context.blobs()).write(store, put, payloads);
        List<Item> rows = new ArrayList<>();
        for (Kept one : kept) {
            StoredEntry entry = one.entry();
            Bytes record = RecordCodec.encode(new EntryRecord(
                    entry.metadata(),
                    entry.receipt(),
                    locations.get(entry.metadata().contentHash())));
            if (record.length() <= CacheLimits.ROW_BYTES) {
                rows.add(Item.of(keys.entry(life, entry.id()))
                        .binary("z", record)
                        .whole("o", entry.receiptOrder())
                        .build());
            }
        }
        context.table().putAll(rows);
    }
}

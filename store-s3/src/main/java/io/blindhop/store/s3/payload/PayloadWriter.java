package io.blindhop.store.s3.payload;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.s3.Parallel;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes the payloads of one put: those under {@value #SINGLE_FROM} bytes together in a pack, the others as objects of
 * their own. A put of small payloads up to {@value #PACK_UP_TO} bytes in all costs one S3 PUT.
 */
public final class PayloadWriter {
    /** Payloads of this many bytes and more are single objects, so that they can be shared between entries. */
    public static final int SINGLE_FROM = 64 * 1024;

    /** A pack is closed when the next payload would take it past this size. */
    public static final int PACK_UP_TO = 16 * 1024 * 1024;

    private final BlobStore blobs;

    public PayloadWriter(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** One object to be written. */
    private record PlannedObject(String hash, List<Bytes> parts) {}

    /**
     * Makes the payloads durable.
     *
     * @param payloads by content hash, in the order in which they shall lie in the packs
     * @return where each of them is
     * @throws StoreUnavailableException if one could not be written; objects that were written stay behind under the
     *     put's prefix
     */
    public Map<String, PayloadLocation> write(StoreId store, PutId putId, Map<String, Bytes> payloads) {
        Map<String, PayloadLocation> locations = HashMap.newHashMap(payloads.size());
        Parallel.map(distribute(putId, payloads, locations), object -> {
            blobs.put(PayloadLocation.prefix(store, putId) + object.hash(), object.parts());
            return object;
        });
        return locations;
    }

    private static List<PlannedObject> distribute(
            PutId putId, Map<String, Bytes> payloads, Map<String, PayloadLocation> locations) {
        List<PlannedObject> objects = new ArrayList<>();
        List<Map.Entry<String, Bytes>> pack = new ArrayList<>();
        int packed = 0;
        for (var payload : payloads.entrySet()) {
            int size = payload.getValue().length();
            if (size >= SINGLE_FROM) {
                objects.add(new PlannedObject(payload.getKey(), List.of(payload.getValue())));
                locations.put(payload.getKey(), new PayloadLocation(putId, payload.getKey(), 0, size));
                continue;
            }
            if (packed + size > PACK_UP_TO) {
                objects.add(close(pack, putId, locations));
                pack.clear();
                packed = 0;
            }
            pack.add(payload);
            packed += size;
        }
        if (!pack.isEmpty()) {
            objects.add(close(pack, putId, locations));
        }
        return objects;
    }

    private static PlannedObject close(
            List<Map.Entry<String, Bytes>> pack, PutId putId, Map<String, PayloadLocation> locations) {
        MessageDigest digest = sha256();
        List<Bytes> parts = new ArrayList<>(pack.size());
        for (var payload : pack) {
            payload.getValue().updateTo(digest);
            parts.add(payload.getValue());
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        long offset = 0;
        for (var payload : pack) {
            int length = payload.getValue().length();
            locations.put(payload.getKey(), new PayloadLocation(putId, hash, offset, length));
            offset += length;
        }
        return new PlannedObject(hash, parts);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

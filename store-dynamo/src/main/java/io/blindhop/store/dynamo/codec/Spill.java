package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes in an item, or in an object of the put that wrote them where they would not fit: items end at 400 KB, and the
 * metadata of one entry may be larger (a sealed document for a thousand recipients).
 */
public final class Spill {
    private static final String INLINE = "z";
    private static final String OBJECT = "so";
    private static final String LENGTH = "sl";

    private final BlobStore blobs;
    private final StoreId store;

    public Spill(BlobStore blobs, StoreId store) {
        this.blobs = blobs;
        this.store = store;
    }

    /** Adds {@code value} to the item; the object, if it takes one, is durable before this returns. */
    public void put(Item.Builder item, Bytes value, PutId putId, int inlineLimit) {
        if (value.length() <= inlineLimit) {
            item.binary(INLINE, value);
            return;
        }
        String name = PayloadLocation.prefix(store, putId) + sha256(value);
        blobs.put(name, List.of(value));
        item.text(OBJECT, name).whole(LENGTH, value.length());
    }

    /** @throws CorruptStoreException if the item holds no such value or its object is gone */
    public Bytes get(Item item) {
        return item.binary(INLINE).orElseGet(() -> {
            String name = item.requireText(OBJECT);
            return blobs.get(name, 0, Math.toIntExact(item.requireWhole(LENGTH)))
                    .orElseThrow(() -> new CorruptStoreException("object " + name + " is gone"));
        });
    }

    private static String sha256(Bytes bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            bytes.updateTo(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

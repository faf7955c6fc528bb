package io.blindhop.store.s3.blob;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Utf8;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.s3.blob.BlobMeter.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The in-memory twin of a store of objects: thread-safe. Bills like S3. */
public final class InMemoryBlobStore implements BlobStore {
    private final NavigableMap<String, Bytes> objects = new ConcurrentSkipListMap<>(Utf8.ORDER);
    private final BlobMeter meter;

    public InMemoryBlobStore() {
        this(BlobMeter.NONE);
    }

    public InMemoryBlobStore(BlobMeter meter) {
        this.meter = meter;
    }

    @Override
    public void put(String name, List<Bytes> parts) {
        BlobNames.require(name);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
            for (Bytes part : parts) {
                part.writeTo(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        objects.put(name, Bytes.wrap(whole.toByteArray()));
        meter.call(Operation.PUT, whole.size());
    }

    @Override
    public Optional<Bytes> get(String name, long offset, int length) {
        BlobNames.require(name);
        BlobRange range = new BlobRange(offset, length);
        Bytes object = objects.get(name);
        if (object == null) {
            meter.call(Operation.GET, 0);
            return Optional.empty();
        }
        meter.call(Operation.GET, length);
        if (range.end() > object.length()) {
            throw new CorruptStoreException(
                    "object " + name + " has " + object.length() + " bytes, not " + range.end());
        }
        return Optional.of(object.slice((int) offset, length));
    }

    @Override
    public List<Blob> list(String prefix, String after) {
        meter.call(Operation.LIST, 0);
        return objects.tailMap(Utf8.ORDER.compare(prefix, after) > 0 ? prefix : after, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> !entry.getKey().equals(after))
                .limit(MAX_LIST)
                .map(entry -> new Blob(entry.getKey(), entry.getValue().length()))
                .toList();
    }

    @Override
    public void delete(Collection<String> names) {
        names.forEach(BlobNames::require);
        names.forEach(objects::remove);
        for (int from = 0; from < names.size(); from += MAX_DELETE) {
            meter.call(Operation.DELETE, 0);
        }
    }
}

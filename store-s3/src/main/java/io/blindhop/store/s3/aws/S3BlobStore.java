package io.blindhop.store.s3.aws;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobMeter.Operation;
import io.blindhop.store.s3.blob.BlobNames;
import io.blindhop.store.s3.blob.BlobRange;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.calls.Backoff;
import io.blindhop.store.s3.calls.Batches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket of S3. The SDK sends a checksum with every object and S3 refuses one that does not match. */
public final class S3BlobStore implements BlobStore {
    private final S3Client client;
    private final String bucket;
    private final BlobMeter meter;
    private final Batches batches;

    public S3BlobStore(S3Client client, String bucket, BlobMeter meter, Backoff backoff) {
        this.client = client;
        this.bucket = bucket;
        this.meter = meter;
        this.batches = new Batches(backoff);
    }

    @Override
    public void put(String name, List<Bytes> parts) {
        BlobNames.require(name);
        PartsBody body = new PartsBody(parts);
        S3Errors.translate(
                "put of " + name,
                () -> client.putObject(request -> request.bucket(bucket).key(name), body.toRequestBody()));
        meter.call(Operation.PUT, body.length());
    }

    @Override
    public Optional<Bytes> get(String name, long offset, int length) {
        BlobNames.require(name);
        BlobRange range = new BlobRange(offset, length);
        try {
            Bytes bytes = length == 0 ? nothing(name, range) : read(name, range);
            meter.call(Operation.GET, length);
            return Optional.of(bytes);
        } catch (AwsServiceException e) {
            meter.call(Operation.GET, 0);
            if (e.statusCode() == S3Errors.RANGE_NOT_SATISFIABLE) {
                throw tooShort(name, range);
            }
            return Optional.empty();
        }
    }

    private Bytes read(String name, BlobRange range) {
        byte[] bytes = S3Errors.translate(
                "get of " + name,
                () -> client.getObjectAsBytes(request -> request.bucket(bucket)
                                .key(name)
                                .range("bytes=" + range.offset() + "-" + (range.end() - 1)))
                        .asByteArrayUnsafe());
        if (bytes.length != range.length()) {
            throw tooShort(name, range);
        }
        return Bytes.wrap(bytes);
    }

    /** HTTP has no range of no bytes. */
    private Bytes nothing(String name, BlobRange range) {
        long size = S3Errors.translate(
                "head of " + name,
                () -> client.headObject(request -> request.bucket(bucket).key(name))
                        .contentLength());
        if (size < range.end()) {
            throw tooShort(name, range);
        }
        return Bytes.empty();
    }

    private static CorruptStoreException tooShort(String name, BlobRange range) {
        return new CorruptStoreException("object " + name + " is shorter than " + range.end() + " bytes");
    }

    @Override
    public List<Blob> list(String prefix, String after) {
        List<Blob> found = new ArrayList<>();
        boolean more = true;
        String last = after;
        while (more && found.size() < MAX_LIST) {
            ListObjectsV2Response page = page(prefix, last, MAX_LIST - found.size());
            for (S3Object object : page.contents()) {
                last = object.key();
                found.add(new Blob(last, object.size()));
            }
            more = page.isTruncated();
        }
        return found;
    }

    private ListObjectsV2Response page(String prefix, String after, int limit) {
        ListObjectsV2Response page = S3Errors.translate(
                "list of " + prefix,
                () -> client.listObjectsV2(request -> request.bucket(bucket)
                        .prefix(prefix)
                        .startAfter(after.isEmpty() ? null : after)
                        .maxKeys(limit)));
        meter.call(Operation.LIST, 0);
        return page;
    }

    @Override
    public void delete(Collection<String> names) {
        names.forEach(BlobNames::require);
        batches.send("objects not removed", new LinkedHashSet<>(names), MAX_DELETE, this::deleteBatch);
    }

    /** @return those that could not be removed now */
    private List<String> deleteBatch(List<String> names) {
        List<ObjectIdentifier> objects = names.stream()
                .map(name -> ObjectIdentifier.builder().key(name).build())
                .toList();
        DeleteObjectsResponse response = S3Errors.translate(
                "delete of " + objects.size() + " objects",
                () -> client.deleteObjects(request -> request.bucket(bucket)
                        .delete(delete -> delete.objects(objects).quiet(true))));
        meter.call(Operation.DELETE, 0);
        response.errors().stream()
                .filter(error -> S3Errors.isRefusal(error.code()))
                .findFirst()
                .ifPresent(error -> {
                    throw new IllegalStateException(
                            "delete of " + error.key() + ": S3 refuses: " + error.code() + ", " + error.message());
                });
        return response.errors().stream().map(S3Error::key).toList();
    }
}

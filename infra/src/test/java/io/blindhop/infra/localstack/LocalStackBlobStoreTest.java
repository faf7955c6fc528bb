package io.blindhop.infra.localstack;

import io.blindhop.infra.emulators.Patient;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.aws.S3Clients;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.blob.BlobStoreContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("localstack")
class LocalStackBlobStoreTest extends BlobStoreContract {
    private static BlobStore blobs;

    @BeforeAll
    static void start() {
        LocalStack.require();
        S3Client client = S3Clients.builder(Patient.BACKOFF)
                .endpointOverride(LocalStack.endpoint())
                .forcePathStyle(true)
                .region(LocalStack.region())
                .credentialsProvider(LocalStack.credentials())
                .build();
        client.createBucket(request -> request.bucket("test-bucket"));
        blobs = new S3BlobStore(client, "test-bucket", BlobMeter.NONE, Patient.BACKOFF);
    }

    @Override
    protected BlobStore blobs() {
        return blobs;
    }
}

package io.blindhop.infra.permissions;

import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.infra.emulators.S3ProxyProcess;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.calls.ActionRecorder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A table and a bucket as one function sees them, with everything noted that it does to them. */
record WatchedServices(DynamoDbClient dynamo, S3Client s3, Names names, ActionRecorder recorder)
        implements AutoCloseable {
    /** Of a table and of a bucket that exist. */
    record Names(String table, String bucket) {
        static Names create() {
            try (DynamoDbClient dynamo = DynamoDbLocalProcess.client();
                    S3Client s3 = S3ProxyProcess.client()) {
                return new Names(DynamoDbLocalProcess.newTable(dynamo), S3ProxyProcess.newBucket(s3));
            }
        }
    }

    static WatchedServices of(Names names) {
        ActionRecorder recorder = new ActionRecorder();
        return new WatchedServices(
                recorder.attachTo(DynamoDbLocalProcess.builder()).build(),
                recorder.attachTo(S3ProxyProcess.builder()).build(),
                names,
                recorder);
    }

    Table table() {
        return new DynamoDbTable(dynamo, names.table(), TableMeter.NONE, Patient.BACKOFF);
    }

    BlobStore blobs() {
        return new S3BlobStore(s3, names.bucket(), BlobMeter.NONE, Patient.BACKOFF);
    }

    @Override
    public void close() {
        dynamo.close();
        s3.close();
    }
}

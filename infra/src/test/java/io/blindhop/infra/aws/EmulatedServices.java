package io.blindhop.infra.aws;

import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.infra.emulators.S3ProxyProcess;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS adapters before DynamoDB Local and s3proxy. */
public record EmulatedServices(DynamoDbClient dynamo, S3Client s3) implements AutoCloseable {
    public static EmulatedServices connect() {
        return new EmulatedServices(DynamoDbLocalProcess.client(), S3ProxyProcess.client());
    }

    public Table newTable() {
        return new DynamoDbTable(dynamo, DynamoDbLocalProcess.newTable(dynamo), TableMeter.NONE, Patient.BACKOFF);
    }

    public BlobStore newBucket() {
        return new S3BlobStore(s3, S3ProxyProcess.newBucket(s3), BlobMeter.NONE, Patient.BACKOFF);
    }

    @Override
    public void close() {
        dynamo.close();
        s3.close();
    }
}

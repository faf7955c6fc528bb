package io.blindhop.infra.localstack;

import io.blindhop.infra.definition.BucketDefinition;
import io.blindhop.infra.definition.TableDefinition;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.store.dynamo.aws.DynamoClients;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.aws.S3Clients;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS adapters before LocalStack, as long as this JVM lives. */
record LocalStackServices(DynamoDbClient dynamo, S3Client s3) {
    /** Skips the caller if there is no Docker. */
    static LocalStackServices connect() {
        LocalStack.require();
        return new LocalStackServices(
                DynamoClients.builder(Patient.BACKOFF)
                        .endpointOverride(LocalStack.endpoint())
                        .region(LocalStack.region())
                        .credentialsProvider(LocalStack.credentials())
                        .build(),
                S3Clients.builder(Patient.BACKOFF)
                        .endpointOverride(LocalStack.endpoint())
                        .forcePathStyle(true)
                        .region(LocalStack.region())
                        .credentialsProvider(LocalStack.credentials())
                        .build());
    }

    Table newTable() {
        TableDefinition definition = new TableDefinition("test-" + UUID.randomUUID());
        definition.create(dynamo);
        return new DynamoDbTable(dynamo, definition.name(), TableMeter.NONE, Patient.BACKOFF);
    }

    BlobStore newBucket() {
        BucketDefinition definition = new BucketDefinition("test-" + UUID.randomUUID());
        definition.create(s3);
        return new S3BlobStore(s3, definition.name(), BlobMeter.NONE, Patient.BACKOFF);
    }
}

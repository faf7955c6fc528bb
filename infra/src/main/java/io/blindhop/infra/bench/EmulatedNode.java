package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.Meters;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.OperationSums;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.infra.emulators.S3ProxyProcess;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.blob.BlobMeter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The endpoints in this process, on a table of DynamoDB Local and a bucket of s3proxy by way of the adapters of AWS. */
final class EmulatedNode implements MeasuredNode {
    private final UsageMeter meter = new UsageMeter();
    private final OperationSums sums = new OperationSums(Tariff.of(Map.of()));
    private final DynamoDbClient dynamo;
    private final S3Client s3;
    private final NodeServices services;
    private final NodeInProcess node;

    /** @throws IllegalStateException if the libraries of an emulator are not there */
    EmulatedNode(SigningKey administrator, SecureRandom random) {
        DynamoDbLocalProcess.requireLibraries();
        S3ProxyProcess.requireLibraries();
        this.dynamo = DynamoDbLocalProcess.client();
        this.s3 = S3ProxyProcess.client();
        Table table = UsageMeter.byPurpose(new DynamoDbTable(
                dynamo, DynamoDbLocalProcess.newTable(dynamo), new Meters().and((TableMeter) meter), Patient.BACKOFF));
        S3BlobStore blobs =
                new S3BlobStore(s3, S3ProxyProcess.newBucket(s3), new Meters().and((BlobMeter) meter), Patient.BACKOFF);
        LogContext storage = new LogContext(table, blobs, Clock.systemUTC(), random, Thread::sleep);
        this.services = NodeInProcess.services(storage, administrator, random);
        this.node = new NodeInProcess(services, sums);
    }

    @Override
    public Http.Way way() {
        return node;
    }

    @Override
    public NodeServices services() {
        return services;
    }

    @Override
    public RequestObserver observer() {
        return sums;
    }

    @Override
    public List<OperationSum> requests() {
        return sums.reading();
    }

    @Override
    public Usage usage() {
        return meter.reading();
    }

    @Override
    public void close() {
        node.close();
        dynamo.close();
        s3.close();
    }
}

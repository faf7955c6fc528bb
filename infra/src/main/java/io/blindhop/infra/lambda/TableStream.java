package io.blindhop.infra.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Brings the commits of a table to a function, as an event source mapping does: batches of at most 100 records, in order, the
 * failed part of a batch again, at most five times more. Begins with what changes from now on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with Amazon DynamoDB</a>
 */
public final class TableStream implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TableStream.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 100;
    private static final int MORE_TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String COMMIT = "C#";

    private final DynamoDbStreamsClient client;
    private final String arn;
    private final LambdaFunction function;
    private final Map<String, String> iterators = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;

    private TableStream(DynamoDbStreamsClient client, String arn, LambdaFunction function) {
        this.client = client;
        this.arn = arn;
        this.function = function;
        this.thread = Thread.ofPlatform().daemon().name("table-stream").unstarted(this::run);
    }

    /**
     * @param client the caller's to close, after this
     * @param arn of the stream of the table
     */
    public static TableStream start(DynamoDbStreamsClient client, String arn, LambdaFunction function) {
        TableStream stream = new TableStream(client, arn, function);
        stream.findShards(ShardIteratorType.LATEST);
        stream.thread.start();
        return stream;
    }

    private void run() {
        while (!closed) {
            try {
                findShards(ShardIteratorType.TRIM_HORIZON);
                for (String shard : List.copyOf(iterators.keySet())) {
                    read(shard);
                }
                Thread.sleep(PAUSE);
            } catch (SdkException e) {
                LOG.log(closed ? Level.DEBUG : Level.WARNING, "The stream of the table cannot be read now", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void findShards(ShardIteratorType from) {
        for (Shard shard : client.describeStream(stream -> stream.streamArn(arn))
                .streamDescription()
                .shards()) {
            if (known.add(shard.shardId())) {
                iterators.put(
                        shard.shardId(),
                        client.getShardIterator(wanted -> wanted.streamArn(arn)
                                        .shardId(shard.shardId())
                                        .shardIteratorType(from))
                                .shardIterator());
            }
        }
    }

    private void read(String shard) throws InterruptedException {
        var answer = client.getRecords(
                from -> from.shardIterator(iterators.get(shard)).limit(BATCH));
        if (answer.nextShardIterator() == null) {
            iterators.remove(shard);
        } else {
            iterators.put(shard, answer.nextShardIterator());
        }
        deliver(answer.records().stream().filter(TableStream::isCommit).toList());
    }

    /** The filter of the mapping. */
    private static boolean isCommit(Record change) {
        return change.eventNameAsString().equals("INSERT")
                && change.dynamodb().keys().get("sk").s().startsWith(COMMIT);
    }

    private void deliver(List<Record> batch) throws InterruptedException {
        List<Record> left = batch;
        for (int tried = 0; !left.isEmpty() && tried <= MORE_TRIES; tried++) {
            left = failed(left);
            if (!left.isEmpty()) {
                Thread.sleep(PAUSE);
            }
        }
        if (!left.isEmpty()) {
            LOG.log(Level.WARNING, "{0} changes were given up", left.size());
        }
    }

    /** The records from the one on that the function names, or all of them if it fails. */
    private List<Record> failed(List<Record> batch) {
        try {
            JsonNode first = JSON.readTree(function.invoke(StreamEvent.of(batch, arn)))
                    .at("/batchItemFailures/0/itemIdentifier");
            if (first.isMissingNode()) {
                return List.of();
            }
            return batch.stream()
                    .dropWhile(change -> !change.dynamodb().sequenceNumber().equals(first.asText()))
                    .toList();
        } catch (IOException e) {
            LOG.log(closed ? Level.DEBUG : Level.WARNING, "The function failed on changes of the table", e);
            return batch;
        }
    }

    /** Waits until the function is not called any more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

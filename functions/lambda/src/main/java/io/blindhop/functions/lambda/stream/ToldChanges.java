package io.blindhop.functions.lambda.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.store.dynamo.log.LogChange;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What came of telling a batch of changes.
 *
 * @param stores in the batch
 * @param failed of them, which are to be told again
 * @param firstFailed the record from which on the platform brings the batch again
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring partial batch
 *     response with DynamoDB and Lambda</a>
 */
record ToldChanges(int stores, int failed, Optional<String> firstFailed) {
    private static final System.Logger LOG = System.getLogger(ToldChanges.class.getName());

    /** Tells of each store, also after one of which nobody could be told. */
    static ToldChanges tell(List<StoreChange> changes, Consumer<LogChange> feed) {
        int failed = 0;
        Optional<String> first = Optional.empty();
        for (StoreChange change : changes) {
            try {
                feed.accept(change.furthest());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A change of a store could not be told; the platform brings it again", e);
                failed++;
                first = first.or(() -> Optional.of(change.firstRecord()));
            }
        }
        return new ToldChanges(changes.size(), failed, first);
    }

    /** As metrics of the run. */
    Map<String, Long> figures() {
        return Map.of("StoresChanged", (long) stores, "StoresNotTold", (long) failed);
    }

    /** What the platform wants to know. */
    String answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        firstFailed.ifPresent(record -> failures.addObject().put("itemIdentifier", record));
        return answer.toString();
    }
}

package io.blindhop.functions.lambda.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.blindhop.functions.lambda.FunctionRuns;
import io.blindhop.functions.lambda.node.AwsNode;
import io.blindhop.store.dynamo.log.LogChange;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads the stream of the table, finds which stores got entries, and tells signaling where there is one. A batch that cannot
 * be read fails as a whole; one of which something could not be told comes again from there on.
 */
@Named("notify")
public class NotifyFunction implements RequestStreamHandler {
    private final Consumer<LogChange> feed;
    private final FunctionRuns runs;

    public NotifyFunction(AwsNode node, FunctionRuns runs) {
        this.feed = node.signaling()
                .<Consumer<LogChange>>map(
                        signaling -> change -> signaling.changes().tell(change))
                .orElse(change -> {});
        this.runs = runs;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        ToldChanges told = runs.run(
                "notify", context, ToldChanges::figures, () -> ToldChanges.tell(StreamRecords.changes(input), feed));
        output.write(told.answer().getBytes(StandardCharsets.UTF_8));
    }
}

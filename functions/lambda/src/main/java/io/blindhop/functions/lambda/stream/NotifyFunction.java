package io.blindhop.functions.lambda.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.blindhop.functions.lambda.FunctionRuns;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads the stream of the table and finds which stores got entries. A batch that cannot be read fails as a whole, and the
 * platform brings it again.
 */
@Named("notify")
public class NotifyFunction implements RequestStreamHandler {
    private static final byte[] ALL_DONE = "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);

    private final FunctionRuns runs;

    public NotifyFunction(FunctionRuns runs) {
        this.runs = runs;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        runs.run(
                "notify",
                context,
                changes -> Map.of("StoresChanged", (long) changes.size()),
                () -> StreamRecords.changes(input));
        output.write(ALL_DONE);
    }
}

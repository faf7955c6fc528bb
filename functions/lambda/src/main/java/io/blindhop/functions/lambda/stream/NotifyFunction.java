package io.blindhop.functions.lambda.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.blindhop.store.dynamo.log.LogChange;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the stream of the table and finds which stores got entries. A batch that cannot be read fails as a whole, and the
 * platform brings it again.
 */
@Named("notify")
public class NotifyFunction implements RequestStreamHandler {
    private static final System.Logger LOG = System.getLogger(NotifyFunction.class.getName());
    private static final byte[] ALL_DONE = "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        List<LogChange> changes = StreamRecords.changes(input);
        LOG.log(Level.INFO, "{0} stores have got entries", changes.size());
        output.write(ALL_DONE);
    }
}

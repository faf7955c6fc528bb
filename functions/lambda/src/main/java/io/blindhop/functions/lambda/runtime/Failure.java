package io.blindhop.functions.lambda.runtime;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.blindhop.protocol.Bytes;

/**
 * What the platform is told of an invocation without an answer: it ends up in the log and may be shown to the caller, so it
 * holds neither data nor a stack trace.
 *
 * @param type {@code Category.Reason}
 */
public record Failure(String type, String message) {
    Bytes toJson() {
        JsonStringEncoder json = JsonStringEncoder.getInstance();
        return Bytes.utf8("{\"errorType\":\"" + new String(json.quoteAsString(type)) + "\",\"errorMessage\":\""
                + new String(json.quoteAsString(message)) + "\",\"stackTrace\":[]}");
    }
}

package io.blindhop.functions.lambda.socket;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.blindhop.functions.lambda.FunctionRuns;
import io.blindhop.functions.lambda.node.AwsNode;
import io.blindhop.functions.lambda.node.AwsSignaling;
import io.blindhop.signaling.gateway.WebSocketEvents;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Answers every event of the WebSocket API; {@code docs/signaling.md} is what clients see of it. */
@Named("signaling")
public class SignalingFunction implements RequestStreamHandler {
    private final Optional<WebSocketEvents> events;
    private final FunctionRuns runs;

    public SignalingFunction(AwsNode node, FunctionRuns runs) {
        this.events = node.signaling().map(AwsSignaling::events);
        this.runs = runs;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        WebSocketEvents signaling = events.orElseThrow(() -> new IllegalStateException(
                "This deployment has no signaling: set BLINDHOP_SIGNALING_URL and BLINDHOP_SIGNALING_ENDPOINT"));
        String answer = runs.run("signaling", context, done -> Map.of(), () -> signaling.handle(event));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }
}

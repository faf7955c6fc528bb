package io.blindhop.infra.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A function that says yes, unless it is told what to do, and keeps its events. */
final class RecordedFunction implements Integration {
    private static final ObjectMapper JSON = new ObjectMapper();

    interface Step {
        String answer(JsonNode event) throws IOException;
    }

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private volatile Step step = event -> "{\"statusCode\":200}";

    void does(Step other) {
        step = other;
    }

    @Override
    public String invoke(String event) throws IOException {
        JsonNode parsed = JSON.readTree(event);
        String answer = step.answer(parsed);
        events.add(parsed);
        return answer;
    }

    /** The next event that was answered. */
    JsonNode next() throws InterruptedException {
        JsonNode event = events.poll(30, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("the function was not called");
        }
        return event;
    }

    /** The id of a connection that was just let in. */
    String nextConnection() throws InterruptedException {
        return connectionId(next());
    }

    static String connectionId(JsonNode event) {
        return event.at("/requestContext/connectionId").asText();
    }
}

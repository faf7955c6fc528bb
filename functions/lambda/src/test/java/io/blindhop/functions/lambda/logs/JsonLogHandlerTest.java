package io.blindhop.functions.lambda.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLogHandlerTest {
    private final List<String> lines = new ArrayList<>();
    private final JsonLogHandler handler = new JsonLogHandler(lines::add);

    private static LogRecord record(String message, Throwable thrown) {
        LogRecord record = new LogRecord(Level.WARNING, message);
        record.setLoggerName("io.blindhop.Somewhere");
        record.setThrown(thrown);
        return record;
    }

    private JsonNode only() throws IOException {
        assertThat(lines).hasSize(1).first().asString().doesNotContain("\n");
        return new ObjectMapper().readTree(lines.getFirst());
    }

    @Test
    void aRecordIsOneObjectOnOneLine() throws IOException {
        LogRecord record = record("{0} of \"two\"\nlines", null);
        record.setParameters(new Object[] {1});

        handler.publish(record);

        assertThat(only().path("message").asText()).isEqualTo("1 of \"two\"\nlines");
        assertThat(only().path("level").asText()).isEqualTo("WARNING");
        assertThat(only().path("logger").asText()).isEqualTo("io.blindhop.Somewhere");
        assertThat(only().has("thrown")).isFalse();
    }

    @Test
    void whatWasThrownIsToldWithItsCauses() throws IOException {
        handler.publish(record("Incident 7", new IllegalStateException("outer", new IOException("inner\n"))));

        JsonNode thrown = only().path("thrown");
        assertThat(thrown).hasSize(2);
        assertThat(thrown.get(0).path("type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(thrown.get(1).path("message").asText()).isEqualTo("inner\n");
        assertThat(thrown.get(0).path("at").get(0).asText()).contains("JsonLogHandlerTest");
    }

    @Test
    void endlessCausesAndDeepStacksAreCut() throws IOException {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        StackTraceElement frame = new StackTraceElement("A", "b", "A.java", 1);
        StackTraceElement[] deep = new StackTraceElement[JsonLogHandler.FRAMES + 1];
        java.util.Arrays.fill(deep, frame);
        one.setStackTrace(deep);

        handler.publish(record("endless", one));

        assertThat(only().path("thrown")).hasSize(JsonLogHandler.CAUSES + 1);
        assertThat(only().path("thrown").get(0).path("at")).hasSize(JsonLogHandler.FRAMES);
    }
}

package io.blindhop.functions.lambda.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.functions.observe.LineSink;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Writes each record as one JSON object on one line: {@code time}, {@code level}, {@code logger}, {@code message} and, if
 * something was thrown, {@code thrown}: the type, the message and the innermost frames of it and of each of its causes.
 */
public final class JsonLogHandler extends Handler {
    static final int FRAMES = 20;
    static final int CAUSES = 5;

    private static final JsonFactory JSON = new JsonFactory();

    private final LineSink sink;
    private final SimpleFormatter messages = new SimpleFormatter();

    public JsonLogHandler(LineSink sink) {
        this.sink = sink;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            sink.line(line(record));
        }
    }

    private String line(LogRecord record) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(
                    "time", Instant.ofEpochMilli(record.getMillis()).toString());
            json.writeStringField("level", record.getLevel().getName());
            json.writeStringField("logger", source(record));
            json.writeStringField("message", messages.formatMessage(record));
            thrown(json, record.getThrown());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private static String source(LogRecord record) {
        String name = record.getLoggerName();
        return name == null ? String.valueOf(record.getSourceClassName()) : name;
    }

    private static void thrown(JsonGenerator json, Throwable outermost) throws IOException {
        if (outermost == null) {
            return;
        }
        json.writeArrayFieldStart("thrown");
        Throwable thrown = outermost;
        for (int depth = 0; thrown != null && depth <= CAUSES; depth++) {
            json.writeStartObject();
            json.writeStringField("type", thrown.getClass().getName());
            json.writeStringField("message", String.valueOf(thrown.getMessage()));
            json.writeArrayFieldStart("at");
            StackTraceElement[] frames = thrown.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                json.writeString(frames[i].toString());
            }
            json.writeEndArray();
            json.writeEndObject();
            thrown = thrown.getCause();
        }
        json.writeEndArray();
    }

    @Override
    public void flush() {
        // Every line is written at once.
    }

    @Override
    public void close() {
        // The stream is the process's.
    }
}

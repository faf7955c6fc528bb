package io.blindhop.functions.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes of exactly the advertised size, encoded into events as a function URL does. */
class LambdaLimitsTest {
    /** Of request line and headers, the most that CloudFront lets through. */
    private static final int HEAD_BYTES = 32 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** It is not documented whether AWS escapes what is not ASCII: the longer form is assumed. */
    private static final ObjectWriter WRITER = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final TestEntries entries = Person.ALICE.entries(7);

    private static Bytes event(Bytes body, String contentType) throws IOException {
        boolean text = contentType.equals("application/json");
        ObjectNode event = MAPPER.createObjectNode();
        String path = "/" + "p".repeat(HEAD_BYTES / 4);
        String query = "q".repeat(HEAD_BYTES / 4);
        event.put("version", "2.0").put("routeKey", "$default").put("rawPath", path);
        event.put("rawQueryString", "k=" + query);
        event.putArray("cookies").add("c=" + "c".repeat(HEAD_BYTES / 4));
        ObjectNode headers = event.putObject("headers");
        headers.put("cookie", "c=" + "c".repeat(HEAD_BYTES / 4));
        headers.put("content-type", contentType);
        for (int i = 0; i < HEAD_BYTES / 4 / 1024; i++) {
            headers.put("x-header-" + i, "h".repeat(1024));
        }
        event.putObject("queryStringParameters").put("k", query);
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012").put("apiId", "u".repeat(64)).put("stage", "$default");
        context.put("domainName", "d".repeat(253)).put("domainPrefix", "d".repeat(63));
        context.put("requestId", "id".repeat(32)).put("time", "22/Nov/2026:15:43:12 +0000");
        context.put("timeEpoch", Long.MAX_VALUE).putNull("authentication").putNull("authorizer");
        ObjectNode http = context.putObject("http");
        http.put("method", "POST").put("path", path).put("protocol", "HTTP/1.1");
        http.put("sourceIp", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").put("userAgent", "a".repeat(512));
        event.put("body", text ? body.toUtf8() : body.toBase64()).put("isBase64Encoded", !text);
        return Bytes.wrap(WRITER.writeValueAsString(event).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theNumberIsPinned() {
        assertThat(LambdaLimits.bodyBytes()).isEqualTo(4_666_365);
        assertThat(LambdaLimits.bodyBytes(103, 3)).isEqualTo(75);
        assertThat(LambdaLimits.bodyBytes(106, 3)).isEqualTo(75);
        assertThat(LambdaLimits.bodyBytes(107, 3)).isEqualTo(78);
    }

    @Test
    void anEventWithoutRoomForABodyIsRefused() {
        assertThatThrownBy(() -> LambdaLimits.bodyBytes(100, 97))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 bytes")
                .hasMessageContaining("97 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 600, 256 * 1024 + 29})
    void aBinaryPushOfThatSizeFits(int payload) throws IOException {
        List<ArrivedEntry> some = batch(payload, LambdaLimits.bodyBytes());
        int rest = LambdaLimits.bodyBytes() - frames(some);
        some.add(entries.attachmentChunk("d", Optional.empty(), rest));
        int longer = frames(some) - LambdaLimits.bodyBytes();
        some.set(some.size() - 1, entries.attachmentChunk("d", Optional.empty(), rest - longer));
        int drift = LambdaLimits.bodyBytes() - frames(some);
        some.set(some.size() - 1, entries.attachmentChunk("d", Optional.empty(), rest - longer + drift));
        Bytes body = WireEntries.frames("main", some);

        assertThat(body.length()).isEqualTo(LambdaLimits.bodyBytes());
        assertThat(event(body, "application/octet-stream").length()).isLessThanOrEqualTo(LambdaLimits.EVENT_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 600, 256 * 1024 + 29})
    void aJsonPushOfThatSizeFits(int payload) throws IOException {
        ObjectNode push = WireEntries.object().put("dbId", "main");
        var array = push.putArray("entries");
        int length = json(push);
        while (true) {
            ObjectNode entry = WireEntries.inline(entries.attachmentChunk("d", Optional.empty(), payload));
            int next = length + json(entry) + 1;
            if (next > LambdaLimits.bodyBytes()) {
                break;
            }
            array.add(entry);
            length = next;
        }
        String text = push.toString();
        String padding = " ".repeat(LambdaLimits.bodyBytes() - text.length());
        Bytes body = Bytes.utf8(text.substring(0, text.length() - 1) + padding + "}");

        assertThat(padding.length()).isLessThan(2 * payload + 2000);
        assertThat(body.length()).isEqualTo(LambdaLimits.bodyBytes());
        assertThat(event(body, "application/json").length()).isLessThanOrEqualTo(LambdaLimits.EVENT_BYTES);
    }

    private List<ArrivedEntry> batch(int payload, int bytes) {
        List<ArrivedEntry> batch = new ArrayList<>();
        int length = frames(batch);
        while (true) {
            ArrivedEntry entry = entries.attachmentChunk("d", Optional.empty(), payload);
            length += frames(List.of(entry)) - frames(List.of());
            // The last one, which fills what is left, needs room for its metadata.
            if (length > bytes - 4096) {
                return batch;
            }
            batch.add(entry);
        }
    }

    private static int frames(List<ArrivedEntry> entries) {
        return WireEntries.frames("main", entries).length();
    }

    private static int json(ObjectNode node) {
        return node.toString().length();
    }
}

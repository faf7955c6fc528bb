package io.blindhop.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What an unmodified client and the reference server said to each other. */
final class RecordedSession {
    static final ObjectMapper JSON = new ObjectMapper();

    private RecordedSession() {}

    /** One request with its answer. */
    record Exchange(JsonNode recorded) {
        String route() {
            String path = recorded.get("path").textValue();
            return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        }

        int status() {
            return recorded.get("status").intValue();
        }

        Bytes jsonRequest() {
            return Bytes.utf8(recorded.get("reqJson").toString());
        }

        JsonNode answer() {
            return recorded.get("resJson");
        }

        Bytes binary(String member) {
            return Bytes.fromBase64(recorded.get(member).textValue());
        }

        @Override
        public String toString() {
            return recorded.get("seq") + " " + route() + " " + status();
        }
    }

    /** Writes one answer. */
    interface Answer {
        void write(OutputStream out) throws IOException;
    }

    static List<Exchange> exchanges() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                RecordedSession.class.getResourceAsStream("/transcript/session.jsonl"), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> new Exchange(parse(line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Exchange> of(String route) {
        return exchanges().stream().filter(x -> x.route().equals(route)).toList();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String written(Answer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            answer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the server held when it answered with this metadata. */
    static StoredEntry stored(JsonNode meta) {
        EntryParse parse = EntryJson.parse(Bytes.utf8(meta.toString()), Bytes.empty());
        Optional<WitnessReceipt> receipt = meta.has("receivedAt")
                ? Optional.of(new WitnessReceipt(
                        meta.get("receivedAt").longValue(),
                        meta.get("receivedByPublicKey").textValue(),
                        Bytes.fromBase64(meta.get("receivedDateSignature").textValue())))
                : Optional.empty();
        return new StoredEntry(
                ((EntryParse.Parsed) parse).entry().metadata(),
                meta.path("receiptOrder").asLong(1),
                receipt);
    }

    static List<StoredEntry> allStored(Iterable<JsonNode> metas) {
        java.util.ArrayList<StoredEntry> entries = new java.util.ArrayList<>();
        metas.forEach(meta -> entries.add(stored(meta)));
        return entries;
    }

    /** A real pushed entry of the recording as JSON, with its payload. */
    static ObjectNode pushedEntry() {
        return (ObjectNode)
                of("putEntries").getFirst().recorded().at("/reqJson/entries/0").deepCopy();
    }
}

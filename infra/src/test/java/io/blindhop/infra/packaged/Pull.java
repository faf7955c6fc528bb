package io.blindhop.infra.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.wire.FrameReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The answers that hold a store, or a large part of it. */
enum Pull {
    FRAMES("getEntriesBinary", false, 4),
    JSON("getEntries", false, 4),
    JSON_GZIP("getEntries", true, 2),
    SCAN("scanEntriesSince", false, 3),
    SCAN_GZIP("scanEntriesSince", true, 1),
    ALL_IDS("getAllIds", false, 1);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String route;
    private final boolean gzip;
    private final int leastChunks;

    Pull(String route, boolean gzip, int leastChunks) {
        this.route = route;
        this.gzip = gzip;
        this.leastChunks = leastChunks;
    }

    /**
     * @param failed whether the client has seen an error
     * @param ids of the entries, if what has arrived looks whole
     */
    record Result(boolean failed, Set<String> ids) {}

    String route() {
        return route;
    }

    /** How many chunks there must be for a test of cut answers to mean something. */
    int leastChunks() {
        return leastChunks;
    }

    Result from(StreamingTransport transport, Session session, Collection<String> ids) throws IOException {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        boolean failed = false;
        try (var answer = transport.open(request(session, ids))) {
            failed = answer.status() != 200;
            copy(answer.body(), arrived);
        } catch (IOException cut) {
            failed = true;
        }
        return new Result(failed, whole(Bytes.wrap(arrived.toByteArray())));
    }

    /** As much as arrives, also of an answer that is cut off. */
    private static void copy(InputStream body, ByteArrayOutputStream arrived) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = 0; read >= 0; read = body.read(buffer)) {
            arrived.write(buffer, 0, read);
        }
    }

    private HttpRequest request(Session session, Collection<String> ids) {
        Headers headers = Headers.of("Authorization", "Bearer " + session.token())
                .with("Content-Type", "application/json")
                .with("Accept-Encoding", gzip ? "gzip" : "identity");
        String target = "/" + session.tenantId() + "/sync/docs/" + route;
        if (this == ALL_IDS) {
            return new HttpRequest("GET", target + "?dbId=notes", headers, Bytes.empty(), "127.0.0.1");
        }
        ObjectNode body = route.equals("scanEntriesSince")
                ? MAPPER.createObjectNode().putNull("cursor").put("limit", 1000)
                : StoreClient.withIds(ids).put("sessionKeyWrap", true);
        return new HttpRequest(
                "POST", target, headers, Bytes.utf8(body.put("dbId", "notes").toString()), "127.0.0.1");
    }

    private Set<String> whole(Bytes body) {
        try {
            return this == FRAMES ? ofFrames(body) : ofJson(body);
        } catch (IOException | RuntimeException notWhole) {
            return Set.of();
        }
    }

    private static Set<String> ofFrames(Bytes body) throws IOException {
        FrameReader frames = FrameReader.of(body);
        frames.header();
        Set<String> ids = new HashSet<>();
        for (Optional<FrameReader.Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            ids.add(MAPPER.readTree(frame.get().metadata().toArray()).get("id").asText());
        }
        return ids;
    }

    private Set<String> ofJson(Bytes body) throws IOException {
        try (InputStream bytes = gzip ? new GZIPInputStream(body.asInputStream()) : body.asInputStream()) {
            JsonNode json = MAPPER.readTree(bytes.readAllBytes());
            Set<String> ids = new HashSet<>();
            json.path("ids").forEach(id -> ids.add(id.asText()));
            json.path("entries").forEach(entry -> ids.add(entry.get("id").asText()));
            return ids;
        }
    }
}

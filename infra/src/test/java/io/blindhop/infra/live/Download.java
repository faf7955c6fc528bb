package io.blindhop.infra.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.SessionKey;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.wire.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Attachments as they arrive: each is decrypted, hashed and forgotten. The results are content hashes by id; what does not
 * arrive whole is an {@link IOException}.
 */
public record Download(HttpTransport transport, Session session, String dbId) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    public Map<String, String> binary(Collection<String> ids) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        try (InputStream body = open("getEntriesBinary", ids)) {
            FrameReader frames = FrameReader.of(body);
            SessionKey key = key(MAPPER.readTree(frames.header().toUtf8()));
            for (Optional<FrameReader.Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                JsonNode entry = MAPPER.readTree(frame.get().metadata().toUtf8());
                hashes.put(
                        entry.get("id").asText(), hash(key, entry, frame.get().payload()));
            }
        }
        return hashes;
    }

    public Map<String, String> json(Collection<String> ids) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        try (InputStream body = open("getEntries", ids);
                JsonParser parser = MAPPER.getFactory().createParser(body)) {
            Optional<SessionKey> key = Optional.empty();
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.currentName().equals("wrappedSessionKey")) {
                    key = Optional.of(key(MAPPER.createObjectNode().put("wrappedSessionKey", parser.getText())));
                } else if (parser.currentToken() == JsonToken.START_OBJECT
                        && parser.getParsingContext().getParent().inArray()) {
                    JsonNode entry = parser.readValueAsTree();
                    Bytes sealed = Bytes.fromBase64(
                            entry.get("sessionEncryptedPayload").asText());
                    hashes.put(entry.get("id").asText(), hash(key.orElseThrow(), entry, sealed));
                }
            }
        }
        return hashes;
    }

    private InputStream open(String route, Collection<String> ids) throws IOException {
        var body = StoreClient.withIds(ids).put("dbId", dbId).put("sessionKeyWrap", true);
        var answer = session.open(transport, StoreKind.ATTACHMENTS, route, Bytes.utf8(body.toString()));
        if (answer.status() != 200) {
            answer.close();
            throw new IOException("The server answered " + answer.status());
        }
        return answer.body();
    }

    private SessionKey key(JsonNode header) {
        Bytes wrapped = Bytes.fromBase64(header.get("wrappedSessionKey").asText());
        return SessionKey.unwrap(session.person().identity().encryption(), wrapped, RANDOM);
    }

    private static String hash(SessionKey key, JsonNode entry, Bytes sealed) {
        Bytes iv = Bytes.fromBase64(entry.get("iv").asText());
        return ContentHash.of(key.open(new SessionKey.Sealed(iv, sealed)));
    }
}

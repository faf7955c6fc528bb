package io.blindhop.infra.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a client sends: JSON objects and the frames of a push (protocol 3.4). */
final class Wire {
    private static final JsonFactory JSON = new JsonFactory();

    private Wire() {}

    /** Writes the members of one object. */
    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static Bytes json(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }

    static Bytes push(String tenantId, String dbId, List<ArrivedEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 2048);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            part(out, json(header -> {
                header.writeStringField("format", "mdb-put-v2");
                header.writeStringField("tenantId", tenantId);
                header.writeStringField("dbId", dbId);
            }));
            for (ArrivedEntry entry : entries) {
                part(out, json(json -> metadata(json, entry.metadata())));
                part(out, entry.payload());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static void part(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.length());
        bytes.writeTo(out);
    }

    static void entry(JsonGenerator json, ArrivedEntry entry) throws IOException {
        json.writeStartObject();
        metadata(json, entry.metadata());
        json.writeStringField("encryptedData", entry.payload().toBase64());
        json.writeEndObject();
    }

    /** The members that {@link Author} fills. */
    private static void metadata(JsonGenerator json, EntryMetadata entry) throws IOException {
        json.writeStringField("entryType", entry.entryType());
        json.writeStringField("id", entry.id());
        json.writeStringField("contentHash", entry.contentHash());
        json.writeStringField("docId", entry.docId());
        strings(json, "dependencyIds", entry.dependencyIds());
        json.writeNumberField("createdAt", entry.createdAt());
        json.writeStringField("createdByPublicKey", entry.createdByPublicKey());
        json.writeStringField("decryptionKeyId", entry.decryptionKeyId());
        json.writeStringField("signature", entry.signature().toBase64());
        json.writeStringField(
                "metadataSignature",
                entry.metadataSignature().map(Bytes::toBase64).orElse(""));
        json.writeNumberField("originalSize", entry.originalSize().orElse(0));
        json.writeNumberField("encryptedSize", entry.encryptedSize().orElse(0));
        json.writeNumberField("entryVersion", entry.entryVersion().orElse(2));
    }

    static void strings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

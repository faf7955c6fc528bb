package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The two forms of a push (protocol 3.3.4, 3.4), in parts, so that a body is as long as its parts and payloads are not
 * copied into it.
 */
public enum PushFormat {
    FRAMES("putEntriesBinary", BinaryFrames.CONTENT_TYPE) {
        @Override
        public List<Bytes> start(DatabaseId dbId) {
            Bytes header = SyncBodies.json(gen -> {
                gen.writeStringField("format", BinaryFrames.PUT_FORMAT);
                gen.writeStringField("dbId", dbId.value());
            });
            return List.of(length(header), header);
        }

        @Override
        public List<Bytes> entry(VerifiedEntry entry, boolean first) {
            Bytes metadata = SyncBodies.json(gen -> EntryJson.writeMembers(gen, entry.metadata()));
            return List.of(length(metadata), metadata, length(entry.payload()), entry.payload());
        }

        @Override
        public List<Bytes> end() {
            return List.of();
        }
    },
    JSON("putEntries", "application/json") {
        @Override
        public List<Bytes> start(DatabaseId dbId) {
            // A database id has no character that JSON escapes.
            return List.of(Bytes.utf8("{\"dbId\":\"" + dbId.value() + "\",\"entries\":["));
        }

        @Override
        public List<Bytes> entry(VerifiedEntry entry, boolean first) {
            Bytes json = SyncBodies.json(gen -> {
                EntryJson.writeMembers(gen, entry.metadata());
                EntryJson.base64(gen, "encryptedData", entry.payload());
            });
            return first ? List.of(json) : List.of(Bytes.utf8(","), json);
        }

        @Override
        public List<Bytes> end() {
            return List.of(Bytes.utf8("]}"));
        }
    };

    private final String route;
    private final String contentType;

    PushFormat(String route, String contentType) {
        this.route = route;
        this.contentType = contentType;
    }

    public String route() {
        return route;
    }

    public String contentType() {
        return contentType;
    }

    /** What comes before the entries. */
    public abstract List<Bytes> start(DatabaseId dbId);

    /** @param first whether no entry comes before it */
    public abstract List<Bytes> entry(VerifiedEntry entry, boolean first);

    /** What comes after the entries. */
    public abstract List<Bytes> end();

    private static Bytes length(Bytes part) {
        return Bytes.wrap(
                ByteBuffer.allocate(Integer.BYTES).putInt(part.length()).array());
    }
}

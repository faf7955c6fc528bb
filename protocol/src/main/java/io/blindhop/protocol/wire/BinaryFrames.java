package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Binary framing v2 (protocol 3.4): a header and any number of entries, each part after its length.
 *
 * <p>A push of one entry, byte by byte; all lengths are 32 bits, the most significant byte first:
 *
 * <pre>
 * 00 00 00 2a                   42 bytes of header follow
 * 7b 22 66 … 7d                 {"format":"mdb-put-v2","dbId":"directory"}
 * 00 00 02 7f                   639 bytes of metadata follow
 * 7b 22 65 … 7d                 {"entryType":"doc_create","id":"…", …}
 * 00 00 00 61                   97 bytes of payload follow
 * 13 5d 92 …                    the payload as it is stored
 * </pre>
 *
 * <p>There is no count and no end mark: a body that ends between two entries looks whole, which is why answers are
 * written through {@link HoldBackOutputStream}.
 */
public final class BinaryFrames {
    public static final String CONTENT_TYPE = "application/octet-stream";
    public static final String PUT_FORMAT = "mdb-put-v2";
    public static final String GET_FORMAT = "mdb-entries-v2";

    private static final int HEADER_NODES = 100;

    private BinaryFrames() {}

    static SyncRequest.PutEntries put(Bytes body) {
        try {
            FrameReader reader = FrameReader.of(body);
            JsonObject header = header(reader.header(), PUT_FORMAT);
            DatabaseId dbId =
                    RequestBody.databaseId(JsonTree.text(header, "dbId").orElse(""));
            List<EntryParse> entries = new ArrayList<>();
            Optional<FrameReader.Frame> frame = reader.next();
            while (frame.isPresent()) {
                if (entries.size() == Limits.ENTRIES) {
                    throw LimitExceededException.list("entries", Limits.ENTRIES);
                }
                entries.add(EntryJson.parse(frame.get().metadata(), frame.get().payload()));
                frame = reader.next();
            }
            return new SyncRequest.PutEntries(dbId, entries);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /** The session key in the header of an answer, as it was wrapped for the reader. */
    static Bytes sessionKey(Bytes json) {
        return Bytes.fromBase64(JsonTree.text(header(json, GET_FORMAT), "wrappedSessionKey")
                .orElseThrow(() -> new MalformedRequestException("wrappedSessionKey is missing")));
    }

    private static JsonObject header(Bytes json, String format) {
        JsonObject header = JsonTree.parse(json, "frame header", HEADER_NODES);
        String actual = JsonTree.text(header, "format").orElse("");
        if (!actual.equals(format)) {
            String shown = actual.length() <= 64 ? actual : actual.substring(0, 64) + "…";
            throw new MalformedRequestException("Unsupported binary entry format: " + shown);
        }
        return header;
    }
}

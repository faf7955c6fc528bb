package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The events of the change feed (protocol 3.5), each ended by an empty line:
 *
 * <pre>
 * event: change
 * data: {"dbId":"main","storeKind":"docs","epoch":"…","maxReceiptOrder":6}
 *
 * </pre>
 */
public final class ChangeEventWriter {
    private ChangeEventWriter() {}

    /** The first event of a stream. */
    public static Bytes hello() {
        return event("hello", gen -> gen.writeStringField("protocolVersion", Capabilities.PROTOCOL_VERSION));
    }

    public static Bytes change(DatabaseId dbId, StoreKind kind, StoreHead head) {
        return event("change", gen -> {
            gen.writeStringField("dbId", dbId.value());
            gen.writeStringField("storeKind", kind.segment());
            gen.writeStringField("epoch", head.epoch());
            gen.writeNumberField("maxReceiptOrder", head.maxReceiptOrder());
        });
    }

    /** A comment, which clients ignore; it shows that the stream lives. */
    public static Bytes heartbeat(long nowMillis) {
        return Bytes.utf8(": heartbeat " + nowMillis + "\n\n");
    }

    private static Bytes event(String name, JsonOut.Body data) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            JsonOut.object(json, data);
        } catch (IOException e) {
            throw new UncheckedIOException("an array does not fail", e);
        }
        return Bytes.utf8(
                "event: " + name + "\ndata: " + Bytes.wrap(json.toByteArray()).toUtf8() + "\n\n");
    }
}

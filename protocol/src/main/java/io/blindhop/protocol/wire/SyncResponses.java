package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.StoreHead;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Writes the answers of the sync routes (protocol 3.3). Lists are written as they are fed and never held. The stream is
 * neither flushed nor closed; an exception, of the stream or of a feed, leaves an answer that is visibly cut off.
 */
public final class SyncResponses {
    private SyncResponses() {}

    /** An entry whose payload is in a hybrid container of its own. */
    public record RsaEntry(StoredEntry entry, Bytes rsaEncryptedPayload) {}

    /** An entry whose payload is encrypted with the key of the answer. */
    public record SessionEntry(StoredEntry entry, Bytes iv, Bytes sessionEncryptedPayload) {}

    public static void capabilities(OutputStream out, Capabilities can) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeObjectFieldStart("capabilities");
            gen.writeStringField("protocolVersion", Capabilities.PROTOCOL_VERSION);
            gen.writeBooleanField("supportsCursorScan", can.cursorScan());
            gen.writeBooleanField("supportsIdBloomSummary", can.idBloomSummary());
            gen.writeBooleanField("supportsCompactionStatus", can.compactionStatus());
            gen.writeBooleanField("supportsMaterializationPlanning", can.materializationPlanning());
            gen.writeBooleanField("supportsBatchMaterializationPlanning", can.batchMaterializationPlanning());
            gen.writeBooleanField("supportsAttachmentReadPlanning", can.attachmentReadPlanning());
            if (can.serverTime().isPresent()) {
                gen.writeNumberField("serverTime", can.serverTime().getAsLong());
            }
            gen.writeBooleanField("supportsAccessControlV1", can.accessControlV1());
            gen.writeBooleanField("supportsRemoteWipeV1", can.remoteWipeV1());
            gen.writeBooleanField("supportsStoreHead", can.storeHead());
            gen.writeBooleanField("supportsSessionKeyWrap", can.sessionKeyWrap());
            gen.writeBooleanField("supportsBinaryEntries", can.binaryEntries());
            gen.writeBooleanField("supportsChangeEvents", can.changeEvents());
            gen.writeEndObject();
        });
    }

    /** {@code findNewEntries}, {@code findNewEntriesForDoc}, {@code findEntries}. */
    public static void entries(OutputStream out, Feed<StoredEntry> entries) throws IOException {
        JsonOut.object(out, gen -> JsonOut.array(gen, "entries", entries, SyncResponses::entry));
    }

    public static void scanPage(OutputStream out, Feed<StoredEntry> entries, Optional<Cursor> next, boolean hasMore)
            throws IOException {
        JsonOut.object(out, gen -> {
            JsonOut.array(gen, "entries", entries, SyncResponses::entry);
            gen.writeFieldName("nextCursor");
            if (next.isPresent()) {
                gen.writeStartObject();
                gen.writeNumberField("receiptOrder", next.get().receiptOrder());
                gen.writeStringField("id", next.get().id());
                gen.writeEndObject();
            } else {
                gen.writeNull();
            }
            gen.writeBooleanField("hasMore", hasMore);
        });
    }

    public static void head(OutputStream out, StoreHead head) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeObjectFieldStart("head");
            gen.writeStringField("epoch", head.epoch());
            gen.writeNumberField("maxReceiptOrder", head.maxReceiptOrder());
            gen.writeEndObject();
        });
    }

    public static void bloom(OutputStream out, BloomSummary summary) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeObjectFieldStart("summary");
            gen.writeStringField("version", BloomSummary.VERSION);
            gen.writeNumberField("totalIds", summary.totalIds());
            gen.writeNumberField("bitCount", summary.bitCount());
            gen.writeNumberField("hashCount", summary.hashCount());
            gen.writeStringField("salt", BloomSummary.SALT);
            EntryJson.base64(gen, "bitsetBase64", summary.bitset());
            gen.writeEndObject();
        });
    }

    public static void compactionStatus(OutputStream out, CompactionStatus status) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeObjectFieldStart("status");
            gen.writeBooleanField("enabled", status.enabled());
            gen.writeNumberField("compactionMinFiles", status.compactionMinFiles());
            gen.writeNumberField("compactionMaxBytes", status.compactionMaxBytes());
            gen.writeNumberField("totalCompactions", status.totalCompactions());
            gen.writeNumberField("totalCompactedFiles", status.totalCompactedFiles());
            gen.writeNumberField("totalCompactedBytes", status.totalCompactedBytes());
            gen.writeNumberField("totalCompactionDurationMs", status.totalCompactionDurationMs());
            if (status.lastCompactionAt().isPresent()) {
                gen.writeNumberField(
                        "lastCompactionAt", status.lastCompactionAt().getAsLong());
            } else {
                gen.writeNullField("lastCompactionAt");
            }
            gen.writeNumberField("lastCompactedFiles", status.lastCompactedFiles());
            gen.writeNumberField("lastCompactedBytes", status.lastCompactedBytes());
            gen.writeNumberField("lastCompactionDurationMs", status.lastCompactionDurationMs());
            gen.writeEndObject();
        });
    }

    /** {@code getEntries} without a session key: protocol 3.3.3, mode A. */
    public static void rsaEntries(OutputStream out, Feed<RsaEntry> entries) throws IOException {
        JsonOut.object(
                out,
                gen -> JsonOut.array(gen, "entries", entries, (g, e) -> {
                    g.writeStartObject();
                    EntryJson.writeMembers(g, e.entry());
                    EntryJson.base64(g, "rsaEncryptedPayload", e.rsaEncryptedPayload());
                    g.writeEndObject();
                }));
    }

    /** {@code getEntries} with a session key: protocol 3.3.3, mode B. */
    public static void sessionEntries(OutputStream out, Bytes wrappedSessionKey, Feed<SessionEntry> entries)
            throws IOException {
        JsonOut.object(out, gen -> {
            EntryJson.base64(gen, "wrappedSessionKey", wrappedSessionKey);
            JsonOut.array(gen, "entries", entries, (g, e) -> {
                g.writeStartObject();
                EntryJson.writeMembers(g, e.entry());
                EntryJson.base64(g, "iv", e.iv());
                EntryJson.base64(g, "sessionEncryptedPayload", e.sessionEncryptedPayload());
                g.writeEndObject();
            });
        });
    }

    /** {@code getEntryMetadata}. */
    public static void entryMetadata(OutputStream out, Optional<StoredEntry> entry) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeFieldName("entry");
            if (entry.isPresent()) {
                entry(gen, entry.get());
            } else {
                gen.writeNull();
            }
        });
    }

    /** {@code putEntries} and {@code putEntriesBinary}; receipts are those of accepted entries and of duplicates. */
    public static void put(OutputStream out, Feed<StoredEntry> receipts, Feed<Rejection> rejected) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeBooleanField("success", true);
            JsonOut.array(gen, "receipts", receipts, SyncResponses::entry);
            JsonOut.array(gen, "rejected", rejected, (g, rejection) -> {
                g.writeStartObject();
                g.writeStringField("id", rejection.id());
                g.writeStringField("reason", rejection.reason());
                g.writeEndObject();
            });
        });
    }

    /** {@code hasEntries}, {@code getAllIds}, {@code resolveDependencies}. */
    public static void ids(OutputStream out, Feed<String> ids) throws IOException {
        JsonOut.object(out, gen -> JsonOut.array(gen, "ids", ids, JsonGenerator::writeString));
    }

    private static void entry(JsonGenerator gen, StoredEntry entry) throws IOException {
        gen.writeStartObject();
        EntryJson.writeMembers(gen, entry);
        gen.writeEndObject();
    }
}

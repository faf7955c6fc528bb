package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the bodies of the sync routes (protocol 3.3), apart from pushes. */
public final class SyncBodies {
    private SyncBodies() {}

    /** A request that names nothing but the database. */
    public static Bytes ofDatabase(DatabaseId dbId) {
        return body(dbId, gen -> {});
    }

    public static Bytes scan(DatabaseId dbId, Optional<Cursor> after, int limit, ScanFilter filter) {
        return body(dbId, gen -> {
            gen.writeFieldName("cursor");
            if (after.isPresent()) {
                gen.writeStartObject();
                gen.writeNumberField("receiptOrder", after.get().receiptOrder());
                gen.writeStringField("id", after.get().id());
                gen.writeEndObject();
            } else {
                gen.writeNull();
            }
            gen.writeNumberField("limit", limit);
            gen.writeObjectFieldStart("filters");
            if (filter.docId().isPresent()) {
                gen.writeStringField("docId", filter.docId().get());
            }
            if (!filter.entryTypes().isEmpty()) {
                JsonOut.array(gen, "entryTypes", Feed.of(filter.entryTypes()), JsonGenerator::writeString);
            }
            time(gen, "creationDateFrom", filter.createdFrom());
            time(gen, "creationDateUntil", filter.createdUntil());
            gen.writeEndObject();
        });
    }

    private static void time(JsonGenerator gen, String name, OptionalLong millis) throws IOException {
        if (millis.isPresent()) {
            gen.writeNumberField(name, millis.getAsLong());
        }
    }

    /** {@code hasEntries}, {@code getEntriesBinary}. */
    public static Bytes ids(DatabaseId dbId, Collection<String> ids) {
        return body(dbId, gen -> list(gen, "ids", ids));
    }

    /** {@code getEntries}. */
    public static Bytes getEntries(DatabaseId dbId, Collection<String> ids, boolean sessionKeyWrap) {
        return body(dbId, gen -> {
            list(gen, "ids", ids);
            if (sessionKeyWrap) {
                gen.writeBooleanField("sessionKeyWrap", true);
            }
        });
    }

    public static Bytes getEntryMetadata(DatabaseId dbId, String id) {
        return body(dbId, gen -> gen.writeStringField("id", id));
    }

    public static Bytes findNewEntries(DatabaseId dbId, Collection<String> haveIds) {
        return body(dbId, gen -> list(gen, "haveIds", haveIds));
    }

    public static Bytes findNewEntriesForDoc(DatabaseId dbId, Collection<String> haveIds, String docId) {
        return body(dbId, gen -> {
            list(gen, "haveIds", haveIds);
            gen.writeStringField("docId", docId);
        });
    }

    /** A bound that is empty does not bound. */
    public static Bytes findEntries(DatabaseId dbId, String type, OptionalLong createdFrom, OptionalLong createdUntil) {
        return body(dbId, gen -> {
            gen.writeStringField("type", type);
            time(gen, "creationDateFrom", createdFrom);
            time(gen, "creationDateUntil", createdUntil);
        });
    }

    /** {@code planDocumentMaterialization}. */
    public static Bytes planDocument(DatabaseId dbId, String docId) {
        return body(dbId, gen -> {
            gen.writeStringField("docId", docId);
            diagnostics(gen);
        });
    }

    /** {@code planDocumentMaterializationBatch}. */
    public static Bytes planDocuments(DatabaseId dbId, Collection<String> docIds) {
        return body(dbId, gen -> {
            list(gen, "docIds", docIds);
            diagnostics(gen);
        });
    }

    private static void diagnostics(JsonGenerator gen) throws IOException {
        gen.writeObjectFieldStart("options");
        gen.writeBooleanField("includeDiagnostics", true);
        gen.writeEndObject();
    }

    /** {@code planAttachmentReadByWalkingMetadata}. */
    public static Bytes planAttachmentRead(SyncRequest.PlanAttachmentRead plan) {
        return body(plan.dbId(), gen -> {
            gen.writeStringField("lastChunkId", plan.lastChunkId());
            gen.writeNumberField("attachmentSize", plan.attachmentSize());
            gen.writeObjectFieldStart("options");
            gen.writeNumberField("startByte", plan.startByte());
            gen.writeNumberField("endByteExclusive", plan.endByteExclusive());
            gen.writeEndObject();
        });
    }

    public static Bytes resolveDependencies(SyncRequest.ResolveDependencies walk) {
        return body(walk.dbId(), gen -> {
            gen.writeStringField("startId", walk.startId());
            gen.writeObjectFieldStart("options");
            if (walk.stopAtEntryType().isPresent()) {
                gen.writeStringField("stopAtEntryType", walk.stopAtEntryType().get());
            }
            time(gen, "maxDepth", walk.maxDepth());
            gen.writeBooleanField("includeStart", walk.includeStart());
            gen.writeEndObject();
        });
    }

    private static void list(JsonGenerator gen, String name, Collection<String> texts) throws IOException {
        JsonOut.array(gen, name, Feed.of(texts), JsonGenerator::writeString);
    }

    private static Bytes body(DatabaseId dbId, JsonOut.Body members) {
        return json(gen -> {
            gen.writeStringField("dbId", dbId.value());
            members.write(gen);
        });
    }

    /** An object in memory. */
    static Bytes json(JsonOut.Body members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try {
            JsonOut.object(out, members);
        } catch (IOException e) {
            throw new UncheckedIOException("an array does not fail", e);
        }
        return Bytes.wrap(out.toByteArray());
    }
}

package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the bodies of the sync routes (protocol 3.3). Unknown members are skipped, of members with the same name the
 * last counts, lists that are no arrays count as empty.
 *
 * <p>Every method throws {@link MalformedRequestException} for a body that is no JSON object or a member of the wrong
 * form, and {@link LimitExceededException} for a list that is too long.
 */
public final class SyncRequests {
    private SyncRequests() {}

    /** The {@code dbId} of a query string. */
    public static DatabaseId databaseOfQuery(Optional<String> dbId) {
        return RequestBody.databaseId(dbId.orElse(""));
    }

    public static SyncRequest.OfDatabase ofDatabase(Bytes body) {
        return new SyncRequest.OfDatabase(RequestBody.read(body, "dbId").dbId());
    }

    public static SyncRequest.FindNewEntries findNewEntries(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "haveIds");
        return new SyncRequest.FindNewEntries(request.dbId(), request.ids("haveIds"));
    }

    public static SyncRequest.FindNewEntriesForDoc findNewEntriesForDoc(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "haveIds", "docId");
        return new SyncRequest.FindNewEntriesForDoc(
                request.dbId(), request.ids("haveIds"), request.requiredId("docId"));
    }

    public static SyncRequest.FindEntries findEntries(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "type", "creationDateFrom", "creationDateUntil");
        return new SyncRequest.FindEntries(
                request.dbId(),
                request.text("type").orElseThrow(() -> new MalformedRequestException("type is required")),
                request.time("creationDateFrom"),
                request.time("creationDateUntil"));
    }

    public static SyncRequest.ScanEntriesSince scanEntriesSince(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "cursor", "limit", "filters");
        return new SyncRequest.ScanEntriesSince(request.dbId(), cursor(request), limit(request), filter(request));
    }

    private static Optional<Cursor> cursor(RequestBody request) {
        if (request.isAbsent("cursor")) {
            return Optional.empty();
        }
        JsonObject cursor = request.object("cursor");
        OptionalLong order =
                JsonTree.member(cursor, "receiptOrder").orElse(new JsonNull()) instanceof JsonNumber(double number)
                        ? Members.exact(number)
                        : OptionalLong.empty();
        Optional<String> id = JsonTree.text(cursor, "id").filter(Limits::canBeId);
        if (order.isEmpty() || id.isEmpty()) {
            throw new MalformedRequestException("cursor must be null or {receiptOrder: integer, id: string}");
        }
        return Optional.of(new Cursor(order.getAsLong(), id.get()));
    }

    private static int limit(RequestBody request) {
        return request.number("limit")
                .filter(Double::isFinite)
                .map(number -> (int) Math.clamp(Math.floor(number), 1, ContentAddressedStore.MAX_SCAN_LIMIT))
                .orElse(ContentAddressedStore.MAX_SCAN_LIMIT);
    }

    private static ScanFilter filter(RequestBody request) {
        JsonObject filters = request.object("filters");
        Optional<String> docId = JsonTree.member(filters, "docId").map(value -> {
            if (value instanceof JsonString(String text) && Limits.canBeId(text)) {
                return text;
            }
            throw new MalformedRequestException("filters.docId " + RequestBody.idRule());
        });
        Set<String> entryTypes = new LinkedHashSet<>();
        if (JsonTree.member(filters, "entryTypes").orElse(new JsonNull()) instanceof JsonArray(var elements)) {
            for (JsonValue element : elements) {
                if (!(element instanceof JsonString(String type))) {
                    throw new MalformedRequestException("filters.entryTypes must contain strings");
                }
                entryTypes.add(type);
            }
        }
        return new ScanFilter(docId, entryTypes, time(filters, "creationDateFrom"), time(filters, "creationDateUntil"));
    }

    private static OptionalLong time(JsonObject filters, String name) {
        return RequestBody.time(
                "filters." + name, JsonTree.member(filters, name).orElse(new JsonNull()));
    }

    public static SyncRequest.GetEntries getEntries(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "ids", "sessionKeyWrap");
        return new SyncRequest.GetEntries(request.dbId(), request.ids("ids"), request.isTrue("sessionKeyWrap"));
    }

    public static SyncRequest.GetEntriesBinary getEntriesBinary(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "ids");
        return new SyncRequest.GetEntriesBinary(request.dbId(), request.ids("ids"));
    }

    public static SyncRequest.GetEntryMetadata getEntryMetadata(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "id");
        return new SyncRequest.GetEntryMetadata(request.dbId(), request.requiredId("id"));
    }

    public static SyncRequest.PutEntries putEntries(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "entries");
        return new SyncRequest.PutEntries(request.dbId(), request.entries());
    }

    /** The same as frames (protocol 3.4); the payloads are views of the body. */
    public static SyncRequest.PutEntries putEntriesBinary(Bytes body) {
        return BinaryFrames.put(body);
    }

    public static SyncRequest.HasEntries hasEntries(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "ids");
        return new SyncRequest.HasEntries(request.dbId(), request.ids("ids"));
    }

    public static SyncRequest.ResolveDependencies resolveDependencies(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "startId", "options");
        JsonObject options = request.object("options");
        OptionalLong maxDepth =
                JsonTree.member(options, "maxDepth").orElse(new JsonNull()) instanceof JsonNumber(double depth)
                        ? OptionalLong.of((long) Math.floor(depth))
                        : OptionalLong.empty();
        boolean includeStart = !JsonTree.member(options, "includeStart").equals(Optional.of(new JsonBoolean(false)));
        return new SyncRequest.ResolveDependencies(
                request.dbId(),
                request.requiredId("startId"),
                JsonTree.text(options, "stopAtEntryType"),
                maxDepth,
                includeStart);
    }

    public static SyncRequest.PlanDocument planDocument(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "docId", "options");
        return new SyncRequest.PlanDocument(request.dbId(), request.requiredId("docId"), diagnostics(request));
    }

    public static SyncRequest.PlanDocuments planDocuments(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "docIds", "options");
        return new SyncRequest.PlanDocuments(request.dbId(), request.ids("docIds"), diagnostics(request));
    }

    private static boolean diagnostics(RequestBody request) {
        return JsonTree.member(request.object("options"), "includeDiagnostics")
                .equals(Optional.of(new JsonBoolean(true)));
    }

    public static SyncRequest.PlanAttachmentRead planAttachmentRead(Bytes body) {
        RequestBody request = RequestBody.read(body, "dbId", "lastChunkId", "attachmentSize", "options");
        DatabaseId dbId = request.dbId();
        String lastChunkId = request.requiredId("lastChunkId");
        long size = whole("attachmentSize", request.number("attachmentSize"));
        JsonObject options = request.object("options");
        long start =
                whole("options.startByte", JsonTree.member(options, "startByte").flatMap(SyncRequests::number));
        long end = JsonTree.member(options, "endByteExclusive")
                .map(value -> whole("options.endByteExclusive", number(value)))
                .orElse(size);
        if (start > end || end > size) {
            throw new MalformedRequestException("options must be a range within the attachment: startByte " + start
                    + ", endByteExclusive " + end + ", attachmentSize " + size);
        }
        return new SyncRequest.PlanAttachmentRead(dbId, lastChunkId, size, start, end);
    }

    private static Optional<Double> number(JsonValue value) {
        return value instanceof JsonNumber(double number) ? Optional.of(number) : Optional.empty();
    }

    private static long whole(String name, Optional<Double> number) {
        return number.map(Members::exact)
                .filter(exact -> exact.isPresent() && exact.getAsLong() >= 0)
                .orElseThrow(() -> new MalformedRequestException(name + " must be an integer of at least 0"))
                .getAsLong();
    }
}

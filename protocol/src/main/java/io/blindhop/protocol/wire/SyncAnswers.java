package io.blindhop.protocol.wire;

import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the answers of the sync routes (protocol 3.3). Unknown members are skipped. Lists are handed on as they arrive;
 * where they are returned they are bounded.
 *
 * <p>Every method throws {@link MalformedRequestException} or {@link LimitExceededException} for what is no such answer, or
 * {@link io.blindhop.protocol.json.MalformedJsonException}. {@link IOException} is the stream's or the sink's.
 */
public final class SyncAnswers {
    /** Of one entry without its payload. */
    static final int MAX_METADATA = FrameReader.MAX_METADATA;

    /** A Bloom filter of 50 million entries. */
    private static final int MAX_BLOOM = 80 * 1024 * 1024;

    private static final int MAX_EPOCH = 256;
    private static final Pattern VERSION = Pattern.compile("sync-v([0-9]{1,4})");

    private SyncAnswers() {}

    /** A server that names no version counts as the first. */
    public static Offer capabilities(InputStream body) throws IOException {
        JsonMembers offered = AnswerBody.read(body, AnswerBody.SMALL).objectAt("capabilities");
        Matcher version = VERSION.matcher(offered.findString("protocolVersion").orElse(""));
        Optional<Long> serverTime = offered.findInteger("serverTime");
        return new Offer(
                version.matches() ? Integer.parseInt(version.group(1)) : 1,
                new Capabilities(
                        can(offered, "supportsCursorScan"),
                        can(offered, "supportsIdBloomSummary"),
                        can(offered, "supportsCompactionStatus"),
                        can(offered, "supportsMaterializationPlanning"),
                        can(offered, "supportsBatchMaterializationPlanning"),
                        can(offered, "supportsAttachmentReadPlanning"),
                        serverTime.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        can(offered, "supportsAccessControlV1"),
                        can(offered, "supportsRemoteWipeV1"),
                        can(offered, "supportsStoreHead"),
                        can(offered, "supportsSessionKeyWrap"),
                        can(offered, "supportsBinaryEntries"),
                        can(offered, "supportsChangeEvents")));
    }

    private static boolean can(JsonMembers offered, String name) {
        return offered.find(name).equals(Optional.of(new JsonBoolean(true)));
    }

    public static StoreHead head(InputStream body) throws IOException {
        JsonMembers head = AnswerBody.read(body, AnswerBody.SMALL).objectAt("head");
        String epoch = head.string("epoch");
        long order = head.integer("maxReceiptOrder");
        if (epoch.isEmpty() || epoch.length() > MAX_EPOCH || order < 0) {
            throw new MalformedRequestException("A head has an epoch of 1 to " + MAX_EPOCH
                    + " characters and a maxReceiptOrder of at least 0, not " + epoch.length() + " and " + order);
        }
        return new StoreHead(epoch, order);
    }

    /** @return a filter that {@link BloomFilter} takes; empty if it is of a kind that is not known here */
    public static Optional<BloomSummary> bloom(InputStream body) throws IOException {
        JsonMembers summary = AnswerBody.read(body, MAX_BLOOM).objectAt("summary");
        if (!summary.string("version").equals(BloomSummary.VERSION)
                || !summary.string("salt").equals(BloomSummary.SALT)) {
            return Optional.empty();
        }
        BloomSummary read = new BloomSummary(
                summary.integer("totalIds"),
                summary.integer("bitCount"),
                Math.toIntExact(summary.integer("hashCount")),
                summary.base64("bitsetBase64"));
        BloomFilter.fromSummary(read);
        return Optional.of(read);
    }

    public static CompactionStatus compactionStatus(InputStream body) throws IOException {
        JsonMembers status = AnswerBody.read(body, AnswerBody.SMALL).objectAt("status");
        Optional<Long> last = status.findInteger("lastCompactionAt");
        return new CompactionStatus(
                can(status, "enabled"),
                number(status, "compactionMinFiles"),
                number(status, "compactionMaxBytes"),
                number(status, "totalCompactions"),
                number(status, "totalCompactedFiles"),
                number(status, "totalCompactedBytes"),
                number(status, "totalCompactionDurationMs"),
                last.map(OptionalLong::of).orElse(OptionalLong.empty()),
                number(status, "lastCompactedFiles"),
                number(status, "lastCompactedBytes"),
                number(status, "lastCompactionDurationMs"));
    }

    private static long number(JsonMembers status, String name) {
        return status.findInteger(name).orElse(0L);
    }

    /** At most {@value ContentAddressedStore#MAX_SCAN_LIMIT} entries. */
    public static ScanPage scanPage(InputStream body) throws IOException {
        List<StoredEntry> entries = new ArrayList<>();
        List<Optional<Cursor>> next = new ArrayList<>();
        List<Boolean> hasMore = new ArrayList<>();
        AnswerParts.read(
                body,
                MAX_METADATA,
                Map.of("entries", json -> {
                    if (entries.size() == ContentAddressedStore.MAX_SCAN_LIMIT) {
                        throw LimitExceededException.list("entries", ContentAddressedStore.MAX_SCAN_LIMIT);
                    }
                    entries.add(AnsweredEntry.parse(json).stored());
                }),
                (name, json) -> {
                    switch (name) {
                        case "nextCursor" -> next.add(cursor(JsonText.parse(json.toUtf8())));
                        case "hasMore" ->
                            hasMore.add(JsonText.parse(json.toUtf8()).equals(new JsonBoolean(true)));
                        default -> {}
                    }
                });
        if (next.isEmpty() || hasMore.isEmpty()) {
            throw new MalformedRequestException("A page has nextCursor and hasMore");
        }
        return new ScanPage(entries, next.getLast(), hasMore.getLast());
    }

    private static Optional<Cursor> cursor(JsonValue json) {
        if (json instanceof JsonNull) {
            return Optional.empty();
        }
        JsonMembers cursor = JsonMembers.of("nextCursor", json);
        return Optional.of(new Cursor(cursor.integer("receiptOrder"), cursor.string("id")));
    }

    /** {@code findNewEntries}, {@code findNewEntriesForDoc}, {@code findEntries}. */
    public static void entries(InputStream body, Feed.Sink<StoredEntry> sink) throws IOException {
        AnswerParts.read(
                body,
                MAX_METADATA,
                Map.of("entries", json -> sink.accept(AnsweredEntry.parse(json).stored())),
                (name, json) -> {});
    }

    /** {@code getEntryMetadata}. */
    public static Optional<StoredEntry> entryMetadata(InputStream body) throws IOException {
        List<Optional<StoredEntry>> entry = new ArrayList<>();
        AnswerParts.read(body, MAX_METADATA, Map.of(), (name, json) -> {
            if (name.equals("entry")) {
                entry.add(
                        json.toUtf8().equals("null")
                                ? Optional.empty()
                                : Optional.of(AnsweredEntry.parse(json).stored()));
            }
        });
        if (entry.isEmpty()) {
            throw new MalformedRequestException("entry is missing");
        }
        return entry.getLast();
    }

    /** {@code hasEntries}, {@code getAllIds}, {@code resolveDependencies}. */
    public static void ids(InputStream body, Feed.Sink<String> sink) throws IOException {
        AnswerParts.read(body, MAX_METADATA, Map.of("ids", json -> sink.accept(id(json))), (name, json) -> {});
    }

    private static String id(io.blindhop.protocol.Bytes json) {
        if (JsonText.parse(json.toUtf8()) instanceof JsonString(String id) && Limits.canBeId(id)) {
            return id;
        }
        throw new MalformedRequestException("an id " + RequestBody.idRule());
    }

    /** At most {@value Limits#ENTRIES} receipts, and as many rejections. */
    public static PutAnswer put(InputStream body) throws IOException {
        List<AnsweredEntry> receipts = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        AnswerParts.read(
                body,
                MAX_METADATA,
                Map.of(
                        "receipts",
                        json -> bounded("receipts", receipts).add(AnsweredEntry.parse(json)),
                        "rejected",
                        json -> {
                            JsonMembers rejection = JsonMembers.of("rejected", JsonText.parse(json.toUtf8()));
                            bounded("rejected", rejected)
                                    .add(new Rejection(rejection.string("id"), rejection.string("reason")));
                        }),
                (name, json) -> {});
        return new PutAnswer(receipts, rejected);
    }

    private static <T> List<T> bounded(String name, List<T> list) {
        if (list.size() == Limits.ENTRIES) {
            throw LimitExceededException.list(name, Limits.ENTRIES);
        }
        return list;
    }
}

package io.blindhop.protocol.wire;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.AttachmentReadPlan.ChunkPlan;
import io.blindhop.protocol.plan.MaterializationPlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the answers of the planning routes (protocol 5.7, 5.8); rules as in {@link SyncAnswers}. */
public final class PlanAnswers {
    /** Of one plan: that of a document with some 200,000 entries. */
    private static final int MAX_PLAN = 32 * 1024 * 1024;

    private PlanAnswers() {}

    /** Asked for with diagnostics. */
    public static MaterializationPlan document(InputStream body) throws IOException {
        return plan(only("plan", body));
    }

    /** Asked for with diagnostics; plans are handed on one by one, in the order of the answer. */
    public static void documents(InputStream body, Feed.Sink<MaterializationPlan> sink) throws IOException {
        AnswerParts.read(
                body,
                MAX_PLAN,
                Map.of(
                        "batchPlan.plans",
                        json -> sink.accept(plan(JsonMembers.of("plan", JsonText.parse(json.toUtf8()))))),
                (name, json) -> {});
    }

    public static AttachmentReadPlan attachment(InputStream body) throws IOException {
        JsonMembers plan = only("plan", body);
        List<ChunkPlan> chunks = new ArrayList<>();
        for (JsonValue element : plan.elements("chunkPlans")) {
            JsonMembers chunk = JsonMembers.of("chunkPlans[]", element);
            chunks.add(
                    new ChunkPlan(chunk.string("id"), chunk.integer("startByte"), chunk.integer("endByteExclusive")));
        }
        return new AttachmentReadPlan(
                plan.integer("attachmentSize"),
                plan.integer("startByte"),
                plan.integer("endByteExclusive"),
                chunks,
                plan.integer("offsetInFirstChunk"));
    }

    private static JsonMembers only(String wanted, InputStream body) throws IOException {
        List<JsonMembers> found = new ArrayList<>();
        AnswerParts.read(body, MAX_PLAN, Map.of(), (name, json) -> {
            if (name.equals(wanted)) {
                found.add(JsonMembers.of(wanted, JsonText.parse(json.toUtf8())));
            }
        });
        if (found.isEmpty()) {
            throw new MalformedRequestException(wanted + " is missing");
        }
        return found.getLast();
    }

    private static MaterializationPlan plan(JsonMembers plan) {
        JsonMembers diagnostics = plan.objectAt("diagnostics");
        return new MaterializationPlan(
                plan.string("docId"),
                plan.findString("snapshotEntryId"),
                plan.strings("entryIdsToApply"),
                new MaterializationPlan.Diagnostics(
                        diagnostics.strings("headEntryIds"),
                        Math.toIntExact(diagnostics.integer("coveredLatestEntryCount")),
                        Math.toIntExact(diagnostics.integer("uncoveredLatestEntryCount"))));
    }
}

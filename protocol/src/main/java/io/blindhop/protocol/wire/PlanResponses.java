package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.MaterializationPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes the answers of the planning routes (protocol 5.7 and 5.8); rules as in {@link SyncResponses}. */
public final class PlanResponses {
    private PlanResponses() {}

    /** @param diagnostics whether they were asked for */
    public static void document(OutputStream out, MaterializationPlan plan, boolean diagnostics) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeFieldName("plan");
            plan(gen, plan, diagnostics);
        });
    }

    /** @param diagnostics whether they were asked for */
    public static void documents(OutputStream out, Feed<MaterializationPlan> plans, boolean diagnostics)
            throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeObjectFieldStart("batchPlan");
            JsonOut.array(gen, "plans", plans, (g, plan) -> plan(g, plan, diagnostics));
            gen.writeEndObject();
        });
    }

    public static void attachment(OutputStream out, AttachmentReadPlan plan) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeObjectFieldStart("plan");
            gen.writeNumberField("attachmentSize", plan.attachmentSize());
            gen.writeNumberField("startByte", plan.startByte());
            gen.writeNumberField("endByteExclusive", plan.endByteExclusive());
            JsonOut.array(gen, "chunkPlans", Feed.of(plan.chunks()), (g, chunk) -> {
                g.writeStartObject();
                g.writeStringField("id", chunk.id());
                g.writeNumberField("startByte", chunk.startByte());
                g.writeNumberField("endByteExclusive", chunk.endByteExclusive());
                g.writeNumberField("originalSize", chunk.originalSize());
                g.writeEndObject();
            });
            gen.writeNumberField("offsetInFirstChunk", plan.offsetInFirstChunk());
            gen.writeEndObject();
        });
    }

    private static void plan(JsonGenerator gen, MaterializationPlan plan, boolean withDiagnostics) throws IOException {
        gen.writeStartObject();
        gen.writeStringField("docId", plan.docId());
        if (plan.snapshotEntryId().isPresent()) {
            gen.writeStringField("snapshotEntryId", plan.snapshotEntryId().get());
        } else {
            gen.writeNullField("snapshotEntryId");
        }
        EntryJson.strings(gen, "entryIdsToApply", Optional.of(plan.entryIdsToApply()));
        if (withDiagnostics) {
            MaterializationPlan.Diagnostics diagnostics = plan.diagnostics();
            gen.writeObjectFieldStart("diagnostics");
            EntryJson.strings(gen, "headEntryIds", Optional.of(diagnostics.headEntryIds()));
            gen.writeNumberField("coveredLatestEntryCount", diagnostics.coveredLatestEntryCount());
            gen.writeNumberField("uncoveredLatestEntryCount", diagnostics.uncoveredLatestEntryCount());
            gen.writeEndObject();
        }
        gen.writeEndObject();
    }
}

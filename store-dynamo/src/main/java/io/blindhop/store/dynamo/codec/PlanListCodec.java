package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlan.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans of documents, compressed. */
public final class PlanListCodec {
    private PlanListCodec() {}

    public static Bytes encode(List<MaterializationPlan> plans) {
        ByteWriter plain = new ByteWriter();
        plain.number(plans.size());
        for (MaterializationPlan plan : plans) {
            plain.text(plan.docId());
            write(plan.snapshotEntryId().stream().toList(), plain);
            write(plan.entryIdsToApply(), plain);
            write(plan.diagnostics().headEntryIds(), plain);
            plain.signed(plan.diagnostics().coveredLatestEntryCount());
            plain.signed(plan.diagnostics().uncoveredLatestEntryCount());
        }
        return BlockCodec.deflated(plain);
    }

    private static void write(List<String> ids, ByteWriter out) {
        out.number(ids.size());
        ids.forEach(out::text);
    }

    /** @throws io.blindhop.protocol.store.CorruptStoreException if the bytes are not one encoded list */
    public static List<MaterializationPlan> decode(Bytes list) {
        ByteReader in = BlockCodec.inflated(list);
        int count = in.count();
        List<MaterializationPlan> plans = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String docId = in.text();
            Optional<String> snapshot = ids(in).stream().findFirst();
            plans.add(new MaterializationPlan(
                    docId, snapshot, ids(in), new Diagnostics(ids(in), (int) in.signed(), (int) in.signed())));
        }
        in.requireEnd();
        return plans;
    }

    private static List<String> ids(ByteReader in) {
        int count = in.count();
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(in.text());
        }
        return ids;
    }
}

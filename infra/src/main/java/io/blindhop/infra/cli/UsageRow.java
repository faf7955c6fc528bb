package io.blindhop.infra.cli;

import io.blindhop.protocol.json.JsonMembers;
import java.util.List;

/** What a tenant stores and may store, as one line. */
final class UsageRow {
    static final List<String> HEADING = List.of("TENANT", "ENTRIES", "OF", "BYTES", "OF");

    private UsageRow() {}

    /** @param answer of {@code GET /system/tenants/:tenantId/usage} */
    static List<String> of(JsonMembers answer) {
        JsonMembers usage = answer.objectAt("usage");
        JsonMembers quota = answer.objectAt("quota");
        return List.of(
                answer.string("tenantId"),
                Long.toString(usage.integer("entries")),
                limit(quota, "entries"),
                Long.toString(usage.integer("bytes")),
                limit(quota, "bytes"));
    }

    private static String limit(JsonMembers quota, String name) {
        return quota.findInteger(name).map(most -> Long.toString(most)).orElse("unlimited");
    }
}

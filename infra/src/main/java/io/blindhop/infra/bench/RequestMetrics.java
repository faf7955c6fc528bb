package io.blindhop.infra.bench;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The metrics that lines of a log tell CloudWatch of. */
final class RequestMetrics {
    private RequestMetrics() {}

    /** Each name with the values of its dimensions, which is what is paid for. */
    static Set<String> in(Collection<String> lines) {
        Set<String> metrics = new HashSet<>();
        for (String line : lines) {
            JsonMembers members = JsonMembers.of("line", JsonText.parse(line));
            for (JsonValue directive : members.objectAt("_aws").elements("CloudWatchMetrics")) {
                JsonMembers each = JsonMembers.of("directive", directive);
                String dimensions = each.elements("Dimensions").stream()
                        .flatMap(set -> ((JsonArray) set).elements().stream())
                        .map(name -> members.string(((JsonString) name).value()))
                        .toList()
                        .toString();
                List<JsonValue> defined = each.elements("Metrics");
                defined.forEach(
                        metric -> metrics.add(JsonMembers.of("metric", metric).string("Name") + dimensions));
            }
        }
        return metrics;
    }
}

package io.blindhop.infra.packaging;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a package says of itself in {@value #FILE}.
 *
 * @param version of Blindhop
 * @param architecture as Lambda names it
 * @param cpuLevel see {@link PackageKind#cpuLevel}
 * @param glibc the newest version of the C library that something in it needs; {@code none} if nothing does
 * @param builder the JDK or the compiler
 * @param heapPercent of the function's memory
 * @param contentBytes of all other files, unpacked
 */
record Manifest(
        PackageKind kind,
        String version,
        String architecture,
        String cpuLevel,
        String glibc,
        String builder,
        int heapPercent,
        long contentBytes) {
    static final String FILE = "manifest.json";
    static final String ARCHITECTURE = "x86_64";

    /** Values of {@code _HANDLER}. */
    static final List<String> HANDLERS = List.of("sync", "maintenance", "notify", "signaling");

    String toJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", new JsonString("blindhop"));
        members.put("kind", new JsonString(kind.label()));
        members.put("version", new JsonString(version));
        members.put("runtime", new JsonString("provided.al2023"));
        members.put("architecture", new JsonString(architecture));
        members.put("cpuLevel", new JsonString(cpuLevel));
        members.put("glibc", new JsonString(glibc));
        members.put("builder", new JsonString(builder));
        members.put(
                "handlers",
                new JsonArray(HANDLERS.stream().<JsonValue>map(JsonString::new).toList()));
        members.put("heapPercent", new JsonNumber(heapPercent));
        members.put("contentBytes", new JsonNumber(contentBytes));
        return JsonPrinter.pretty(new JsonObject(members)) + "\n";
    }

    /** @throws IOException if it is not the manifest of a package */
    static Manifest parse(String json) throws IOException {
        try {
            JsonMembers members = JsonMembers.of(FILE, JsonText.parse(json));
            String kind = members.string("kind");
            for (PackageKind known : PackageKind.values()) {
                if (known.label().equals(kind)) {
                    return new Manifest(
                            known,
                            members.string("version"),
                            members.string("architecture"),
                            members.string("cpuLevel"),
                            members.string("glibc"),
                            members.string("builder"),
                            Math.toIntExact(members.integer("heapPercent")),
                            members.integer("contentBytes"));
                }
            }
            throw new IOException(FILE + " names a kind of package that there is not: " + kind);
        } catch (MalformedJsonException e) {
            throw new IOException(FILE + " is not understood: " + e.getMessage(), e);
        }
    }
}

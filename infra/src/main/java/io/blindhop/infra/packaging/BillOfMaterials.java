package io.blindhop.infra.packaging;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The CycloneDX document of the libraries, as Maven writes it, with the Java runtime added. */
final class BillOfMaterials {
    static final String FILE = "bom.json";

    private BillOfMaterials() {}

    /**
     * @param libraries as the CycloneDX plugin wrote it
     * @param runtime name of what runs them
     * @throws IOException if the document is missing, or another
     */
    static String with(Path libraries, String runtime, String runtimeVersion) throws IOException {
        try {
            JsonObject document = JsonMembers.of(FILE, JsonText.parse(Files.readString(libraries)))
                    .object();
            List<JsonValue> components =
                    new ArrayList<>(JsonMembers.of(FILE, document).elements("components"));
            components.addFirst(component(runtime, runtimeVersion));
            Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
            members.put("components", new JsonArray(components));
            return JsonPrinter.pretty(new JsonObject(members)) + "\n";
        } catch (MalformedJsonException e) {
            throw new IOException(libraries + " is no CycloneDX document: " + e.getMessage(), e);
        }
    }

    /**
     * The jars that the document does not name.
     *
     * @param jars named as Quarkus does it: group, artifact and version
     * @throws IOException if it is no such document
     */
    static List<String> unnamed(String document, List<String> jars) throws IOException {
        try {
            List<String> unnamed = new ArrayList<>(jars);
            for (JsonValue component :
                    JsonMembers.of(FILE, JsonText.parse(document)).elements("components")) {
                JsonMembers members = JsonMembers.of(FILE, component);
                if (members.object().members().containsKey("group")) {
                    unnamed.remove(members.string("group") + "." + members.string("name") + "-"
                            + members.string("version") + ".jar");
                }
            }
            return unnamed;
        } catch (MalformedJsonException e) {
            throw new IOException(FILE + " is no CycloneDX document: " + e.getMessage(), e);
        }
    }

    private static JsonObject component(String name, String version) {
        Map<String, JsonValue> component = new LinkedHashMap<>();
        component.put("type", new JsonString("platform"));
        component.put("bom-ref", new JsonString("runtime"));
        component.put("name", new JsonString(name));
        component.put("version", new JsonString(version));
        return new JsonObject(component);
    }
}

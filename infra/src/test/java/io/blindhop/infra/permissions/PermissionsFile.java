package io.blindhop.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each function may do, as {@code docs/permissions.md} explains it. The sections of the functions are written by tests
 * that run with {@code -Dblindhop.permissions.regenerate=true}; without it they fail if the file says anything else.
 */
public final class PermissionsFile {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String REGENERATE = "blindhop.permissions.regenerate";
    private static final Path FILE = Path.of(System.getProperty("basedir", "."))
            .resolve("src/main/resources/io/blindhop/infra/permissions/permissions.json");

    private PermissionsFile() {}

    /**
     * Compares what a function was seen to do with what the file lets it do.
     *
     * @param services the services that were watched, by their prefix in IAM; what the file says of others is left alone
     */
    public static void check(String function, Set<String> services, SortedMap<String, SortedSet<String>> recorded) {
        if (Boolean.getBoolean(REGENERATE)) {
            regenerate(function, services, recorded);
        }
        assertThat(recorded)
                .as("what %s does, against %s; if it is right, run with -D%s=true", function, FILE, REGENERATE)
                .isEqualTo(allowed(function, services));
    }

    /** What the file lets a function do with these services. */
    public static SortedMap<String, SortedSet<String>> allowed(String function, Set<String> services) {
        SortedMap<String, SortedSet<String>> allowed = section(read().path(function));
        allowed.keySet().removeIf(action -> !services.contains(service(action)));
        return allowed;
    }

    private static void regenerate(
            String function, Set<String> services, SortedMap<String, SortedSet<String>> recorded) {
        ObjectNode file = read();
        SortedMap<String, SortedSet<String>> all = section(file.path(function));
        all.keySet().removeIf(action -> services.contains(service(action)));
        all.putAll(recorded);
        file.set(function, MAPPER.valueToTree(all));
        try {
            Files.writeString(FILE, MAPPER.writeValueAsString(file) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read() {
        try {
            return (ObjectNode) MAPPER.readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String service(String action) {
        return action.substring(0, action.indexOf(':'));
    }

    private static SortedMap<String, SortedSet<String>> section(JsonNode json) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        json.properties().forEach(action -> {
            SortedSet<String> resources = new TreeSet<>();
            action.getValue().forEach(resource -> resources.add(resource.asText()));
            all.put(action.getKey(), resources);
        });
        return all;
    }
}

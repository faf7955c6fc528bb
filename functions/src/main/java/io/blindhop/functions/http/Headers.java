package io.blindhop.functions.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Immutable header fields; names are compared without regard to case, repeated fields keep their order. */
public final class Headers {
    private static final Headers NONE = new Headers(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private final SortedMap<String, List<String>> fields;

    private Headers(SortedMap<String, List<String>> fields) {
        this.fields = fields;
    }

    public static Headers none() {
        return NONE;
    }

    public static Headers of(String name, String value) {
        return NONE.with(name, value);
    }

    /** From a server's fields, in the order in which they arrived. */
    public static Headers from(Iterable<Map.Entry<String, String>> fields) {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> field : fields) {
            copy.computeIfAbsent(field.getKey(), name -> new ArrayList<>()).add(field.getValue());
        }
        copy.replaceAll((name, values) -> Collections.unmodifiableList(values));
        return new Headers(copy);
    }

    public Optional<String> first(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** All values of a list header (such as {@code Accept-Encoding}), joined by commas; empty if there is none. */
    public String joined(String name) {
        return String.join(",", fields.getOrDefault(name, List.of()));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * These fields with the values of one name replaced.
     *
     * @throws IllegalArgumentException if the value contains a line break
     */
    public Headers with(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("The value of header " + name + " contains a line break");
        }
        TreeMap<String, List<String>> copy = new TreeMap<>(fields);
        copy.put(name, List.of(value));
        return new Headers(copy);
    }

    public Headers without(String name) {
        TreeMap<String, List<String>> copy = new TreeMap<>(fields);
        copy.remove(name);
        return new Headers(copy);
    }

    /** Adds a name to {@code Vary}, keeping what others have put there. */
    public Headers varyingBy(String name) {
        String present = joined("Vary");
        return with("Vary", present.isEmpty() ? name : present + ", " + name);
    }

    public void forEach(BiConsumer<String, String> action) {
        fields.forEach((name, values) -> values.forEach(value -> action.accept(name, value)));
    }

    /** The names only: values hold tokens. */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}

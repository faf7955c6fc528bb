package io.blindhop.functions.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Environment variables with defaults. All problems are collected and thrown once, each with the name of its variable; the
 * values returned until then only fill the places.
 */
public final class Variables {
    public static final String PREFIX = "BLINDHOP_";

    private final Map<String, String> values;
    private final Map<String, String> defaults;
    private final List<String> problems = new ArrayList<>();

    /** @param defaults of every variable that is known */
    public Variables(Map<String, String> values, Map<String, String> defaults) {
        this.values = Map.copyOf(values);
        this.defaults = Map.copyOf(defaults);
    }

    /** The entries of all maps, whose names differ. */
    @SafeVarargs
    public static Map<String, String> all(Map<String, String>... parts) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> part : parts) {
            all.putAll(part);
        }
        return Map.copyOf(all);
    }

    /**
     * A variable that begins with {@value #PREFIX} and is not known is a problem: a typing error must not pass for a default.
     *
     * @param others known elsewhere, and of no use here
     */
    public void refuseUnknown(Set<String> others) {
        for (String name : new TreeSet<>(values.keySet())) {
            if (name.startsWith(PREFIX) && !others.contains(name) && !defaults.containsKey(name)) {
                problem(name + " is not known; known are " + String.join(", ", new TreeSet<>(defaults.keySet())));
            }
        }
    }

    /** Everything that was set. */
    public Map<String, String> values() {
        return values;
    }

    /** What was set, without surrounding space. An empty variable counts as one that is not set. */
    public String text(String name) {
        String value = values.getOrDefault(name, "").strip();
        return value.isEmpty() ? defaults.getOrDefault(name, "") : value;
    }

    /** What was set, to the last space: for passwords. */
    public String verbatim(String name) {
        return values.getOrDefault(name, "");
    }

    /** A variable that must be set. */
    public String required(String name, String meaning) {
        String text = text(name);
        if (text.isEmpty()) {
            problem(name + " is not set; it is " + meaning);
        }
        return text;
    }

    public int number(String name, int least, int most) {
        String text = text(name);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            problem(name + " is \"" + text + "\", which is not a whole number");
            return least;
        }
        problem(name + " is " + text + ", it must be from " + least + " to " + most);
        return least;
    }

    public boolean flag(String name) {
        String text = text(name);
        if (!text.equals("true") && !text.equals("false")) {
            problem(name + " is \"" + text + "\", it must be true or false");
        }
        return text.equals("true");
    }

    public void problem(String text) {
        problems.add(text);
    }

    /** @throws InvalidSettingsException if there was a problem, with all of them */
    public void requireNoProblem() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}

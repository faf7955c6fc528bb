package io.blindhop.store.dynamo.index;

import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a run, by name.
 *
 * @param name what their names begin with
 * @param segments how many segments there are; more than one have a filter
 */
public record RunObjects(String name, int segments) {
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            names.add(segment(i));
        }
        if (hasFilter()) {
            names.add(filter());
        }
        return names;
    }

    /** One segment is read as cheaply as a filter, and says more. */
    boolean hasFilter() {
        return segments > 1;
    }

    String segment(int number) {
        return name + "-" + number;
    }

    String filter() {
        return name + "-f";
    }
}

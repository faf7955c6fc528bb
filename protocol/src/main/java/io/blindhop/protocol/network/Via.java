package io.blindhop.protocol.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The nodes that a request has come through, the last one last: {@code Blindhop-Via: office, region-eu}. With it a node
 * sees that a request has come back to it, or has come too far.
 *
 * @param hops names of nodes, {@code [A-Za-z0-9._-]{1,64}} each
 */
public record Via(List<String> hops) {
    public static final String HEADER = "Blindhop-Via";

    /** Hops that a request may come through (design, part 6). */
    public static final int MAX_HOPS = 8;

    public static final Via NONE = new Via(List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException if there are more than {@value #MAX_HOPS} hops, or one has no usable name */
    public Via {
        hops = List.copyOf(hops);
        if (hops.size() > MAX_HOPS) {
            throw new IllegalArgumentException(
                    "the request has come through " + hops.size() + " hops, the limit is " + MAX_HOPS);
        }
        hops.stream().filter(hop -> !NAME.matcher(hop).matches()).findFirst().ifPresent(hop -> {
            throw new IllegalArgumentException("the name of a hop is 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
        });
    }

    /**
     * Reads a header.
     *
     * @param value empty or blank if there is none
     * @throws IllegalArgumentException as the constructor
     */
    public static Via parse(String value) {
        return value.isBlank()
                ? NONE
                : new Via(Arrays.stream(value.split(",", MAX_HOPS + 2))
                        .map(String::strip)
                        .toList());
    }

    /**
     * The same with one hop more.
     *
     * @throws IllegalArgumentException if the request has come through that node before, or through too many
     */
    public Via through(String node) {
        if (hops.contains(node)) {
            throw new IllegalArgumentException("the request has come back to " + node + ": its upstreams form a loop");
        }
        List<String> more = new ArrayList<>(hops);
        more.add(node);
        return new Via(more);
    }

    /** The value of the header. */
    public String header() {
        return String.join(", ", hops);
    }
}

package io.blindhop.functions.observe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names what several services did for one request, as X-Ray ({@code 1-5759e988-bd862e3fe1be46a994272793}) or W3C ({@code
 * 0af7651916cd43dd8448eb211c80319c}) write it. Nothing but such a number gets in, whoever sent it.
 */
public record TraceId(String value) {
    private static final Pattern SHAPE = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{32}");
    /** {@code Root=1-…;Parent=…;Sampled=1;Lineage=…}, in any order. */
    private static final Pattern XRAY = Pattern.compile("(?:[A-Za-z]{1,16}=[A-Za-z0-9:|._-]{1,200};)*"
            + "Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;[A-Za-z]{1,16}=[A-Za-z0-9:|._-]{1,200})*;?");

    private static final int LONGEST = 512;
    /** Version, trace, parent, flags; a version that is not known may have more. */
    private static final Pattern W3C = Pattern.compile(
            "(?!ff)(?!00-.{53})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    public TraceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("A trace id has the form 1-8-24 or 32 of hexadecimal digits");
        }
    }

    /** From {@code X-Amzn-Trace-Id} or {@code Lambda-Runtime-Trace-Id}; empty for anything that is none. */
    public static Optional<TraceId> ofXRay(String header) {
        return in(XRAY, header);
    }

    /** From {@code traceparent}; empty for anything that is none. */
    public static Optional<TraceId> ofTraceparent(String header) {
        return in(W3C, header);
    }

    private static Optional<TraceId> in(Pattern pattern, String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(header);
        return matcher.matches() ? Optional.of(new TraceId(matcher.group(1))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}

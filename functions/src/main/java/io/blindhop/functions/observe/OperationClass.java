package io.blindhop.functions.observe;

import java.util.Locale;

/** What kind of thing a request asks for: few enough to be a dimension of a metric. */
public enum OperationClass {
    /** Challenges, tokens and tickets of tenants. */
    AUTH,
    PUSH,
    /** Payloads. */
    PULL,
    /** Ids, metadata, heads, Bloom summaries. */
    SCAN,
    PLAN,
    /** Event streams. */
    EVENTS,
    /** What operators ask for. */
    SYSTEM,
    /** Discovery of a device's tenants. */
    DEVICE,
    /** What anybody may ask of a server. */
    INFO,
    /** No route. */
    OTHER;

    private static final String SYNC = "/:tenantId/sync/:kind/";

    /** @param route a pattern, such as {@code /:tenantId/sync/:kind/getEntries} */
    public static OperationClass of(String route) {
        if (route.startsWith(SYNC)) {
            return ofSync(route.substring(SYNC.length()));
        }
        if (route.startsWith("/:tenantId/auth/") || route.startsWith("/:tenantId/signaling/")) {
            return AUTH;
        }
        if (route.startsWith("/system/")) {
            return SYSTEM;
        }
        if (route.startsWith("/device/")) {
            return DEVICE;
        }
        return route.startsWith("/") && !route.startsWith("/:tenantId") ? INFO : OTHER;
    }

    private static OperationClass ofSync(String name) {
        return switch (name) {
            case "putEntries", "putEntriesBinary" -> PUSH;
            case "getEntries", "getEntriesBinary" -> PULL;
            case "events" -> EVENTS;
            case "capabilities" -> INFO;
            default -> name.startsWith("plan") ? PLAN : SCAN;
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

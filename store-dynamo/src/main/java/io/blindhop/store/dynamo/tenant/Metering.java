package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.quota.Quota;
import java.time.Duration;

/**
 * For whom the puts of a tenant have to be counted or noted. Read together with the tenant, so that it costs a request nothing.
 *
 * @param own what was set for this tenant
 * @param notedAt when a put was last noted, in milliseconds
 * @param watchedUntil until when somebody looks whether anything is put, in milliseconds
 */
public record Metering(Quota own, long notedAt, long watchedUntil) {
    /** A put is not noted again so soon after another one. */
    static final Duration NOTED = Duration.ofSeconds(30);

    /** Whether somebody would not find a put that begins now unless it were noted. */
    boolean mustBeNoted(long now) {
        return watchedUntil >= now && notedAt < now - NOTED.toMillis();
    }
}

package io.blindhop.functions.limit;

import io.blindhop.functions.http.HttpRequest;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.tenant.AttemptCounter;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits that all processes of a node keep together: one read unit and one write unit for an attempt that is let
 * through, one read unit for one that is not.
 */
public final class SharedLimits {
    private final AttemptCounter counter;
    private final RateLimits limits;

    public SharedLimits(LogContext storage, RateLimits limits) {
        this.counter = new AttemptCounter(storage);
        this.limits = limits;
    }

    /**
     * Counts an attempt to log in to a tenant that exists.
     *
     * @throws io.blindhop.functions.http.HttpError 429
     */
    public void login(Tenant tenant, HttpRequest request) {
        int most = limits.authentication();
        if (most > 0) {
            require("authentication attempts", most, counter.login(tenant, address(request), most));
        }
    }

    /**
     * Counts an attempt, by somebody who may, to register a tenant.
     *
     * @throws io.blindhop.functions.http.HttpError 429
     */
    public void registration(HttpRequest request) {
        int most = limits.registration();
        if (most > 0) {
            require("registrations", most, counter.registration(address(request), most));
        }
    }

    private static String address(HttpRequest request) {
        return ClientAddress.of(request.remoteAddress());
    }

    private static void require(String what, int most, Optional<Duration> refused) {
        refused.ifPresent(wait -> {
            throw TooManyRequests.refusal(what, most, wait, wait);
        });
    }
}

package io.blindhop.functions.limit;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.wire.AuthRequest;
import io.blindhop.protocol.wire.AuthRequests;
import io.blindhop.protocol.wire.BadRequestException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * Refuses with 429 who asks too often, before anything is read from the table (protocol 3.2). Counts in this process only.
 *
 * <p>The challenge of a login is counted by tenant, address and the name or key it is for, so that people behind one address
 * do not lock each other out; the answer to it by tenant and address. Sync requests are counted by tenant, token and
 * address.
 */
public final class RateLimiting implements HttpHandler {
    /** A request for a challenge has two short members. */
    private static final int LOGIN_BYTES = 16 * 1024;

    private final RequestRate byAddress;
    private final RequestRate authentication;
    private final RequestRate system;
    private final RequestRate sync;
    private final RequestRate device;
    private final HttpHandler next;

    public RateLimiting(RateLimits limits, InstantSource clock, HttpHandler next) {
        this.byAddress = new RequestRate("requests", limits.address(), clock);
        this.authentication = new RequestRate("authentication attempts", limits.authentication(), clock);
        this.system = new RequestRate("system requests", limits.system(), clock);
        this.sync = new RequestRate("sync requests", limits.sync(), clock);
        this.device = new RequestRate("device discovery requests", limits.device(), clock);
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        String address = ClientAddress.of(request.remoteAddress());
        byAddress.require(address);
        List<String> segments = request.segments();
        switch (segments.isEmpty() ? "" : segments.getFirst()) {
            case "system" -> system.require(address);
            case "device" -> device.require(address);
            default -> ofTenant(request, segments, address);
        }
        return next.handle(request);
    }

    private void ofTenant(HttpRequest request, List<String> segments, String address) {
        if (segments.size() < 3) {
            return;
        }
        String tenant = segments.getFirst().toLowerCase(Locale.ROOT);
        switch (segments.get(1)) {
            case "auth" ->
                authentication.require(tenant, segments.get(2), address, principal(request, segments.get(2)));
            case "sync" -> sync.require(tenant, request.header("Authorization").orElse(""), address);
            default -> {}
        }
    }

    private static String principal(HttpRequest request, String step) {
        if (!step.equals("challenge") || request.body().length() > LOGIN_BYTES) {
            return "";
        }
        try {
            AuthRequest.TenantChallenge wanted = AuthRequests.tenantChallenge(request.body());
            return wanted.username().or(wanted::signingPublicKey).orElse("");
        } catch (BadRequestException theRouteSaysSo) {
            return "";
        }
    }
}

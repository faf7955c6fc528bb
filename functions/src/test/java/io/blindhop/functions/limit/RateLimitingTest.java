package io.blindhop.functions.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.SettableClock;
import org.junit.jupiter.api.Test;

class RateLimitingTest {
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final SettableClock clock = new SettableClock(1_795_341_792_000L);

    @Test
    void allRequestsFromOneAddressCountTogether() {
        RateLimiting limiting = limiting(new RateLimits(2, 0, 0, 0, 0, 0));
        pass(limiting, get("/health", HERE));
        pass(limiting, get("/acme/sync/docs/capabilities", HERE));

        refused(limiting, get("/system/tenants", HERE), "Too many requests");
        pass(limiting, get("/health", ELSEWHERE));
    }

    @Test
    void aHeaderCannotChangeTheAddress() {
        RateLimiting limiting = limiting(new RateLimits(1, 0, 0, 0, 0, 0));
        pass(limiting, get("/health", HERE));

        HttpRequest forged =
                new HttpRequest("GET", "/health", Headers.of("X-Forwarded-For", ELSEWHERE), Bytes.empty(), HERE);

        refused(limiting, forged, "Too many requests");
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOneAndOthersDoNot() {
        RateLimiting limiting = limiting(new RateLimits(1, 0, 0, 0, 0, 0));
        pass(limiting, get("/health", "2001:db8:1:2::1"));

        refused(limiting, get("/health", "2001:db8:1:2:ffff::9"), "Too many requests");
        pass(limiting, get("/health", "2001:db8:1:3::1"));
        pass(limiting, get("/health", "no address"));
    }

    @Test
    void challengesCountByTenantAddressAndPrincipal() {
        RateLimiting limiting = limiting(new RateLimits(0, 1, 0, 0, 0, 0));
        pass(limiting, challenge("acme", "{\"username\":\"alice\"}", HERE));

        refused(limiting, challenge("ACME", "{\"username\":\"alice\"}", HERE), "Too many authentication attempts");
        pass(limiting, challenge("acme", "{\"username\":\"bob\"}", HERE));
        pass(limiting, challenge("acme", "{\"signingPublicKey\":\"key\"}", HERE));
        pass(limiting, challenge("acme", "{\"username\":\"alice\"}", ELSEWHERE));
        pass(limiting, challenge("other", "{\"username\":\"alice\"}", HERE));
        pass(limiting, challenge("acme", "no json", HERE));
        refused(limiting, challenge("acme", "{\"username\":7}", HERE), "Too many authentication attempts");
    }

    @Test
    void answersToChallengesCountByTenantAndAddressApartFromChallenges() {
        RateLimiting limiting = limiting(new RateLimits(0, 1, 0, 0, 0, 0));
        pass(limiting, challenge("acme", "{}", HERE));
        pass(limiting, authenticate("{\"challenge\":\"a\"}", HERE));

        refused(limiting, authenticate("{\"challenge\":\"b\"}", HERE), "Too many authentication attempts");
        pass(limiting, authenticate("{\"challenge\":\"b\"}", ELSEWHERE));
    }

    @Test
    void theOperatorsRoutesCountByAddress() {
        RateLimiting limiting = limiting(new RateLimits(0, 0, 0, 1, 0, 0));
        pass(limiting, get("/system/tenants", HERE));

        refused(limiting, get("/system/auth/challenge", HERE), "Too many system requests");
        pass(limiting, get("/system/tenants", ELSEWHERE));
        pass(limiting, get("/acme/sync/docs/capabilities", HERE));
    }

    @Test
    void syncCountsByTenantTokenAndAddress() {
        RateLimiting limiting = limiting(new RateLimits(0, 0, 0, 0, 1, 0));
        pass(limiting, sync("acme", "Bearer a", HERE));

        refused(limiting, sync("acme", "Bearer a", HERE), "Too many sync requests");
        pass(limiting, sync("acme", "Bearer b", HERE));
        pass(limiting, sync("other", "Bearer a", HERE));
        pass(limiting, sync("acme", "Bearer a", ELSEWHERE));
    }

    @Test
    void deviceDiscoveryCountsByAddress() {
        RateLimiting limiting = limiting(new RateLimits(0, 0, 0, 0, 0, 1));
        pass(limiting, get("/device/challenge", HERE));

        refused(limiting, get("/device/discover", HERE), "Too many device discovery requests");
        pass(limiting, get("/device/challenge", ELSEWHERE));
    }

    @Test
    void aPathThatIsNoneStillCountsForItsAddress() {
        RateLimiting limiting = limiting(new RateLimits(1, 0, 0, 0, 0, 0));
        assertThatThrownBy(() -> limiting.handle(get("/a/../b", HERE)))
                .isInstanceOfSatisfying(
                        HttpError.class, error -> assertThat(error.status()).isEqualTo(400));

        refused(limiting, get("/health", HERE), "Too many requests");
    }

    private RateLimiting limiting(RateLimits limits) {
        return new RateLimiting(limits, clock, request -> HttpResponse.empty(204));
    }

    private static HttpRequest get(String target, String address) {
        return new HttpRequest("GET", target, Headers.none(), Bytes.empty(), address);
    }

    private static HttpRequest challenge(String tenant, String body, String address) {
        return new HttpRequest("POST", "/" + tenant + "/auth/challenge", Headers.none(), Bytes.utf8(body), address);
    }

    private static HttpRequest authenticate(String body, String address) {
        return new HttpRequest("POST", "/acme/auth/authenticate", Headers.none(), Bytes.utf8(body), address);
    }

    private static HttpRequest sync(String tenant, String authorization, String address) {
        return new HttpRequest(
                "POST",
                "/" + tenant + "/sync/docs/getStoreHead",
                Headers.of("Authorization", authorization),
                Bytes.empty(),
                address);
    }

    private static void pass(RateLimiting limiting, HttpRequest request) {
        assertThat(limiting.handle(request).status()).isEqualTo(204);
    }

    private static void refused(RateLimiting limiting, HttpRequest request, String text) {
        assertThatThrownBy(() -> limiting.handle(request)).isInstanceOfSatisfying(HttpError.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(429);
            assertThat(refusal).hasMessageStartingWith(text);
        });
    }
}

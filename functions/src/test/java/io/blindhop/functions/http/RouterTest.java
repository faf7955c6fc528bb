package io.blindhop.functions.http;

import static io.blindhop.functions.http.Requests.request;
import static io.blindhop.functions.http.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RouterTest {
    private final Router router = Router.builder()
            .get("/health", r -> HttpResponse.json(200, "1"))
            .get(
                    "/:tenantId/sync/:kind",
                    r -> HttpResponse.json(200, r.parameter("tenantId") + "," + r.parameter("kind")))
            .post("/:tenantId/sync/:kind", r -> HttpResponse.json(201, r.method()))
            .build();

    @Test
    void namedSegmentsReachTheHandler() throws IOException {
        assertThat(text(router.handle(request("GET", "/ac%6de/sync/docs?x=1")))).isEqualTo("acme,docs");
        assertThat(router.handle(request("POST", "/acme/sync/docs")).status()).isEqualTo(201);
    }

    @Test
    void aPathThatNobodyKnowsIsNotFound() {
        for (String path : new String[] {"/", "/health/x", "/acme", "/acme/sync", "/Health"}) {
            assertThatThrownBy(() -> router.handle(request("GET", path)))
                    .isInstanceOfSatisfying(
                            HttpError.class, e -> assertThat(e.status()).isEqualTo(404));
        }
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        assertThatThrownBy(() -> router.handle(request("DELETE", "/acme/sync/docs")))
                .isInstanceOfSatisfying(HttpError.class, e -> {
                    assertThat(e.status()).isEqualTo(405);
                    assertThat(e.headers().first("allow")).hasValue("GET, HEAD, OPTIONS, POST");
                });
    }

    @Test
    void headIsAnsweredByGetAndOptionsByTheMethods() {
        assertThat(router.handle(request("HEAD", "/health")).status()).isEqualTo(200);
        HttpResponse options = router.handle(request("OPTIONS", "/health"));
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.headers().first("Allow")).hasValue("GET, HEAD, OPTIONS");
    }

    @Test
    void aQueryThatCannotBeReadIsRefusedAlsoWhereNobodyAsksForIt() {
        assertThatThrownBy(() -> router.handle(request("GET", "/health?%"))).isInstanceOf(HttpError.class);
    }

    @Test
    void aRouteIsDescribedWithoutIds() {
        assertThat(router.describe(request("GET", "/acme/sync/docs?dbId=x"))).isEqualTo("/:tenantId/sync/:kind");
        assertThat(router.describe(request("GET", "/acme"))).isEqualTo("-");
        assertThat(router.describe(request("GET", "/.."))).isEqualTo("-");
    }
}

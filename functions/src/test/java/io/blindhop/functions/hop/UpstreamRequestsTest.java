package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How many requests to its upstream a request to a hop causes: as many with a hundred entries or documents in it as with one.
 * Logging in at the upstream and following the directory, which happen now and then, are done before.
 */
class UpstreamRequestsTest {
    private static final String SYNC = "/:tenantId/sync/:kind/";
    private static final String INFO = "/.well-known/mindoodb-";

    /** A request of a client about so many entries or documents. */
    @FunctionalInterface
    interface Work {
        Answer ask(Amount amount, int count);
    }

    /**
     * @param cold by a cache that has not seen what is asked for
     * @param warm by the same cache when it is asked once more
     */
    record Row(String route, int passthrough, int cold, int warm, Work work) {
        @Override
        public String toString() {
            return route;
        }
    }

    private static Row alone(String route, Work work) {
        return new Row(route, 0, 0, 0, work);
    }

    private static Row get(String name, int passthrough, int cold, int warm) {
        return new Row("GET " + SYNC + name, passthrough, cold, warm, (amount, n) -> amount.list(name));
    }

    private static Row post(String name, int passthrough, int cold, int warm, Work work) {
        return new Row("POST " + SYNC + name, passthrough, cold, warm, work);
    }

    static List<Row> rows() {
        return List.of(
                get("capabilities", 0, 0, 0),
                get("getAllIds", 1, 2, 1),
                // And one in every period after that, for all streams together.
                new Row("GET " + SYNC + "events", 1, 1, 1, (amount, n) -> amount.events()),
                post("findNewEntries", 1, 2, 1, (amount, n) -> amount.about("findNewEntries", "haveIds", n)),
                post(
                        "findNewEntriesForDoc",
                        1,
                        2,
                        1,
                        (amount, n) -> amount.notes()
                                .call(
                                        "findNewEntriesForDoc",
                                        amount.entries("haveIds", n).put("docId", "long"))),
                post(
                        "findEntries",
                        1,
                        2,
                        1,
                        (amount, n) -> amount.notes()
                                .call("findEntries", WireEntries.object().put("type", "doc_create"))),
                post(
                        "scanEntriesSince",
                        1,
                        2,
                        1,
                        (amount, n) -> amount.notes()
                                .call("scanEntriesSince", WireEntries.object().put("limit", 1000))),
                post("getStoreHead", 1, 1, 1, (amount, n) -> amount.notes().call("getStoreHead")),
                post("getIdBloomSummary", 1, 2, 1, (amount, n) -> amount.notes().call("getIdBloomSummary")),
                post(
                        "getCompactionStatus",
                        1,
                        1,
                        1,
                        (amount, n) -> amount.notes().call("getCompactionStatus")),
                post("getEntryMetadata", 1, 1, 1, Amount::one),
                post("hasEntries", 1, 1, 1, (amount, n) -> amount.about("hasEntries", "ids", n)),
                post("getEntries", 1, 2, 0, (amount, n) -> amount.about("getEntries", "ids", n)),
                post("getEntriesBinary", 1, 2, 0, (amount, n) -> amount.about("getEntriesBinary", "ids", n)),
                // A look at the directory, and the push.
                post(
                        "putEntries",
                        2,
                        3,
                        2,
                        (amount, n) -> amount.notes()
                                .put(amount.fresh(n).stream()
                                        .map(WireEntries::inline)
                                        .toList())),
                post("putEntriesBinary", 2, 3, 2, (amount, n) -> amount.notes().putBinary(amount.fresh(n))),
                post("resolveDependencies", 1, 1, 1, Amount::dependencies),
                post("planDocumentMaterialization", 1, 2, 1, Amount::plan),
                post("planDocumentMaterializationBatch", 1, 2, 1, Amount::plans),
                post("planAttachmentReadByWalkingMetadata", 1, 1, 1, Amount::attachmentPlan),
                alone("POST /:tenantId/auth/challenge", (amount, n) -> amount.challenge()),
                alone("POST /:tenantId/auth/authenticate", (amount, n) -> amount.authenticate()),
                alone("POST /:tenantId/signaling/tickets", (amount, n) -> amount.ticket()),
                alone("POST /device/challenge", (amount, n) -> amount.deviceChallenge()),
                alone("POST /device/discover", (amount, n) -> amount.discover()),
                alone("GET /health", (amount, n) -> amount.get("/health")),
                alone("GET " + INFO + "server-info", (amount, n) -> amount.get(INFO + "server-info")),
                alone(
                        "GET " + INFO + "tenants/:tenantId/publicinfos-fingerprints",
                        (amount, n) ->
                                amount.get(INFO + "tenants/" + TestTenant.RECORDED + "/publicinfos-fingerprints")));
    }

    @Test
    void everyRouteThatClientsUseHasARow() {
        try (Amount amount = new Amount(HopMode.PASSTHROUGH)) {
            assertThat(rows().stream().map(Row::route))
                    .containsExactlyInAnyOrderElementsOf(amount.routes().stream()
                            .filter(route -> !route.contains(" /system/"))
                            .toList());
        }
    }

    private static List<String> caused(Amount amount, Row row, int count) {
        amount.upstream();
        int status = row.work.ask(amount, count).status();
        assertThat(status).as(row.route).isEqualTo(row.route.endsWith("tickets") ? 404 : 200);
        return amount.upstream();
    }

    @Test
    void aRequestToAPassthroughCausesAsManyAsTheTableSaysHoweverMuchIsInIt() {
        try (Amount amount = new Amount(HopMode.PASSTHROUGH)) {
            for (Row row : rows()) {
                for (int count : List.of(1, Amount.MANY)) {
                    assertThat(caused(amount, row, count))
                            .as("%s with %d", row, count)
                            .hasSize(row.passthrough);
                }
            }
        }
    }

    @Test
    void aRequestToACacheCausesAsManyAsTheTableSaysHoweverMuchIsInIt() {
        try (Amount amount = new Amount(HopMode.CACHE)) {
            for (Row row : rows()) {
                for (int count : List.of(1, Amount.MANY)) {
                    amount.forget();
                    assertThat(caused(amount, row, count))
                            .as("%s with %d, cold", row, count)
                            .hasSize(row.cold);
                    assertThat(caused(amount, row, count))
                            .as("%s with %d, warm", row, count)
                            .hasSize(row.warm);
                }
            }
        }
    }
}

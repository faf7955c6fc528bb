package io.blindhop.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CostHeaderTest {
    private static final String HEADER = "Blindhop-Cost";

    private static TestNode telling() {
        OperatorOptions operator =
                new OperatorOptions(AddressList.ANY, false, Duration.ofDays(1), Optional.of(Tariff.of(Map.of())));
        return new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT, OptionalLong.empty(), EventMode.IN_PROCESS, Set.of(), LimitOptions.OFF, operator));
    }

    @Test
    void aPushSaysWhatItCostAndTheLogSaysTheSame() {
        try (TestNode node = telling()) {
            StoreClient notes = node.register(TestTenant.RECORDED)
                    .grant()
                    .login(Person.ALICE)
                    .docs("notes");

            Answer push = notes.putBinary(List.of(Person.ALICE.entries(1).docCreate("a")))
                    .ok();

            JsonNode line = node.requests().last();
            assertThat(push.headers().joined(HEADER))
                    .isEqualTo(String.format(
                            Locale.ROOT,
                            "micro-usd=%.3f, table-calls=%d, read-units=%.1f, write-units=%.1f, blob-puts=%d, blob-gets=0,"
                                    + " ms=0, mb=512, so-far",
                            line.at("/microUsd/sum").asDouble(),
                            line.get("tableCalls")
                                    .valueStream()
                                    .mapToInt(JsonNode::asInt)
                                    .sum(),
                            line.get("ReadUnits").asDouble(),
                            line.get("WriteUnits").asDouble(),
                            line.at("/blobCalls/PUT").asInt()));
        }
    }

    @Test
    void anAnswerThatIsStreamedSaysWhatItCostSoFar() {
        try (TestNode node = telling()) {
            StoreClient notes = node.register(TestTenant.RECORDED)
                    .grant()
                    .login(Person.ALICE)
                    .docs("notes");
            ArrivedEntry entry = Person.ALICE.entries(1).docCreate("a", 5_000);
            notes.putBinary(List.of(entry)).ok();

            Answer pull = notes.call("getEntriesBinary", StoreClient.withIds(List.of(entry.id())))
                    .ok();

            assertThat(pull.headers().joined(HEADER)).contains("blob-gets=0").endsWith(", so-far");
            assertThat(node.requests().last().at("/blobCalls/GET").asInt()).isEqualTo(1);
        }
    }

    @Test
    void anOperatorIsToldToo() {
        try (TestNode node = telling()) {
            TestTenant tenant = node.register(TestTenant.RECORDED);
            assertThat(tenant.operator("GET", "/system/tenants", WireEntries.object())
                            .headers()
                            .has(HEADER))
                    .isTrue();
        }
    }

    @Test
    void whoeverHasNotProvedWhoHeIsIsToldNothing() throws Exception {
        try (TestNode node = telling()) {
            TestTenant tenant = node.register(TestTenant.RECORDED).grant();
            List<Answer> answers = List.of(
                    node.get("/health"),
                    node.get("/" + tenant.id() + "/sync/docs/capabilities?dbId=notes"),
                    node.get("/system/tenants"),
                    tenant.authenticate(Person.ALICE, tenant.challenge(Person.ALICE)),
                    tenant.login(Person.ALICE)
                            .withToken("nonsense")
                            .docs("notes")
                            .call("getStoreHead"));
            assertThat(answers).noneMatch(answer -> answer.headers().has(HEADER));
        }
    }

    @Test
    void nobodyIsToldUnlessTheOperatorWantsIt() {
        try (TestNode node = new TestNode()) {
            StoreClient notes = node.register(TestTenant.RECORDED)
                    .grant()
                    .login(Person.ALICE)
                    .docs("notes");
            assertThat(notes.call("getStoreHead").ok().headers().has(HEADER)).isFalse();
        }
    }
}

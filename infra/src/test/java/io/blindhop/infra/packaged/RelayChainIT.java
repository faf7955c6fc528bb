package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code relay-chain} as Terraform plans it, at work: origin, cache and passthrough, each a function of its own. */
@Timeout(600)
class RelayChainIT {
    private static final String TENANT = "chain";

    @Test
    void whatIsPushedAtTheEndOfThePlannedChainIsReadAtItsOrigin(@TempDir Path work) throws Exception {
        Optional<PlannedExample> plan = PlannedExample.plan(
                "relay-chain",
                "each_hop_is_in_front_of_the_next",
                work,
                Map.of(
                        "system_config_json",
                        CapabilityRules.configGrantingEverything(
                                Person.SYSADMIN.username(), Person.SYSADMIN.signingPem())));
        Assumptions.assumeTrue(plan.isPresent(), "there is no plan");
        PlannedExample example = plan.get();

        try (PlannedNode origin = PlannedNode.start(example.variables("module.origin", "sync"), Map.of());
                PlannedNode cache = PlannedNode.start(
                        example.variables("module.cache.module.node", "sync"),
                        Map.of(example.output("origin_url"), origin.url()));
                PlannedNode passthrough = PlannedNode.start(
                        example.variables("module.passthrough.module.node", "sync"), places(example, origin, cache))) {
            TestTenant atOrigin =
                    TestTenant.register(origin.transport(), TENANT).grant();
            TestTenant atCache = TestTenant.register(cache.transport(), TENANT);
            TestTenant atEnd = TestTenant.register(passthrough.transport(), TENANT);
            PlannedNode.trust(atOrigin, cache);
            PlannedNode.trust(atCache, passthrough);
            TestEntries entries = Person.ALICE.entries(1);
            ArrivedEntry small = entries.docCreate(entries.newDocId());
            ArrivedEntry large = entries.docCreate(entries.newDocId(), 100_000);
            StoreClient end = atEnd.login(Person.ALICE).docs("notes");

            end.putBinary(List.of(small, large)).ok();

            for (TestTenant node : List.of(atOrigin, atCache, atEnd)) {
                StoreClient notes = node.login(Person.ALICE).docs("notes");
                assertThat(notes.scan(NullNode.getInstance(), 10).get("entries").findValuesAsText("id"))
                        .containsExactly(small.id(), large.id());
                assertThat(notes.pullBinary(List.of(small.id(), large.id())))
                        .containsEntry(small.id(), small.payload())
                        .containsEntry(large.id(), large.payload());
            }
            assertThat(cache.maintain()).contains("\"action\":\"sweep\"");
            assertThat(end.pullBinary(List.of(large.id()))).containsKey(large.id());
        }
    }

    private static Map<String, URI> places(PlannedExample example, PlannedNode origin, PlannedNode cache) {
        return Map.of(
                example.output("origin_url"), origin.url(),
                example.output("cache_url"), cache.url());
    }
}

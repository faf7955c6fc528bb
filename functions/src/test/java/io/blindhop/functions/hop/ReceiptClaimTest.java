package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hops say of receipts, which for a hop that keeps no entries of its own are those of the nodes behind it. */
class ReceiptClaimTest {
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(11);

    private static boolean claimed(Chain chain, int node) {
        return chain.at(node)
                .login(Person.ALICE)
                .docs("notes")
                .capabilities()
                .get("supportsAccessControlV1")
                .asBoolean();
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSTHROUGH", "CACHE"})
    void aHopClaimsWhatTheNodeBehindItClaims(HopMode mode) {
        try (Chain chain = Chain.of(List.of(HopMode.STORE_AND_FORWARD, mode, mode))) {
            assertThat(claimed(chain, 1)).isFalse();
            assertThat(claimed(chain, 3)).isFalse();
            try (PolicyLab policies = new PolicyLab(chain.at(0))) {
                policies.publish(
                        "acl_trustedwitness_w",
                        Map.of(
                                "form", "accesscontrol",
                                "type", "trustedwitness",
                                "witnessPublicKey", Person.SERVER.signingPem()));
            }

            for (int node = 1; node < chain.length(); node++) {
                chain.node(node).advance(UNTIL_ASKED_AGAIN);
                assertThat(claimed(chain, node)).as("node %d", node).isTrue();
            }
        }
    }

    @Test
    void whileTheUpstreamIsAwayWhatItSaidLastCountsAndNothingIsClaimedForOneThatSaidNothing() {
        try (Chain chain = Chain.of(List.of(HopMode.CACHE))) {
            assertThat(claimed(chain, 1)).isTrue();
            chain.link(1).cut();
            chain.node(1).advance(UNTIL_ASKED_AGAIN);

            assertThat(claimed(chain, 1)).isTrue();
            NodeServices services = chain.node(1).services();
            HopStores ofAnotherProcess = new HopStores(
                    services.storage(),
                    chain.options(1),
                    new Upstream(
                            chain.link(1), chain.keys(1), services.clock(), services.random(), TimeLeft.UNLIMITED));
            assertThat(ofAnotherProcess.givesReceipts(
                            chain.node(1).tenant(TestTenant.RECORDED), new DatabaseId("notes"), Via.NONE, true))
                    .isFalse();
        }
    }
}

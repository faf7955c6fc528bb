package io.blindhop.functions.tenant;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Targets that no client that knows what an address is would send. */
class BrokenTargetsTest {
    private static final Bytes BODY = Bytes.utf8("{\"dbId\":\"notes\"}");

    @Test
    void aTargetThatIsNoPartOfAnAddressIsRefused() {
        try (TestNode node = new TestNode()) {
            Session alice = node.register(TestTenant.RECORDED).grant().login(Person.ALICE);
            long writes = node.tableWrites();
            for (String segment : List.of("itop%zzgolden", "itopgolden%", "itopgolden#x", "a".repeat(10_000))) {
                for (String route : List.of("sync/docs/getStoreHead", "auth/challenge", "auth/authenticate")) {
                    String target = "/" + segment + "/" + route;
                    assertRefused(alice.send("POST", target, "application/json", BODY), 400, target);
                }
            }
            for (String query : List.of("dbId=%zz", "dbId=%")) {
                assertRefused(alice.get(StoreKind.DOCS, "getAllIds?" + query), 400, query);
            }
            assertThat(node.tableWrites()).isEqualTo(writes);
        }
    }
}

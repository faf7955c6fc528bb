package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.store.dynamo.deletion.TenantPurge;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Key;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantPurgeTest {
    @Test
    void afterTheDelayNoRowAndNoObjectIsLeftAndTheIdIsFree() {
        try (TestNode node = new TestNode()) {
            TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
            LogContext storage = node.services().storage();
            tenant.login(Person.ALICE)
                    .docs("notes")
                    .putBinary(List.of(Person.ALICE.entries(1).docCreate("a_document")))
                    .ok();
            tenant.operator("DELETE", "/system/tenants/" + TestTenant.RECORDED, WireEntries.object())
                    .ok();
            Duration delay = node.services().options().operator().deletionDelay();
            node.advance(delay);

            new TenantPurge(storage, node.services().tenants(), delay).run(100_000);

            assertThat(node.objects()).isEmpty();
            // Spent challenges belong to no tenant; the table forgets them by itself.
            assertThat(node.rows()).extracting(Key::pk).allMatch(pk -> pk.startsWith("N#"));
            node.register(TestTenant.RECORDED).grant(Person.BOB).login(Person.BOB);
        }
    }
}

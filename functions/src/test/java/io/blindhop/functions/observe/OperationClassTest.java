package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.TestNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OperationClassTest {
    @Test
    void everyRouteThatIsServedHasAClassAndEveryClassARoute() {
        Map<OperationClass, Integer> routes = new TreeMap<>();
        try (TestNode node = new TestNode()) {
            for (String route : node.routes()) {
                routes.merge(OperationClass.of(route.substring(route.indexOf(' ') + 1)), 1, Integer::sum);
            }
        }
        assertThat(routes.keySet()).doesNotContain(OperationClass.OTHER).hasSize(OperationClass.values().length - 1);
    }

    @Test
    void classesAreWhatTheyAreCalled() {
        assertThat(OperationClass.of("/:tenantId/sync/:kind/putEntries")).isEqualTo(OperationClass.PUSH);
        assertThat(OperationClass.of("/:tenantId/sync/:kind/getEntriesBinary")).isEqualTo(OperationClass.PULL);
        assertThat(OperationClass.of("/:tenantId/sync/:kind/getStoreHead")).isEqualTo(OperationClass.SCAN);
        assertThat(OperationClass.of("/:tenantId/sync/:kind/planDocumentMaterialization"))
                .isEqualTo(OperationClass.PLAN);
        assertThat(OperationClass.of("/:tenantId/auth/challenge")).isEqualTo(OperationClass.AUTH);
        assertThat(OperationClass.of("/system/auth/challenge")).isEqualTo(OperationClass.SYSTEM);
        assertThat(OperationClass.of("/health")).isEqualTo(OperationClass.INFO);
        assertThat(OperationClass.of("-")).isEqualTo(OperationClass.OTHER);
    }
}

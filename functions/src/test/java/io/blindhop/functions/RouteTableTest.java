package io.blindhop.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.conformance.RouteTable;
import io.blindhop.functions.fixture.TestNode;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    @Test
    void theTableOfTheSuiteNamesEveryRouteThatIsServedAndNoOther() {
        try (TestNode node = new TestNode()) {
            assertThat(new TreeSet<>(node.routes())).isEqualTo(RouteTable.routes());
        }
    }
}

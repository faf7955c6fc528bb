package io.blindhop.functions.conformance;

import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A node in memory. */
final class InProcessNode implements ConformanceNode {
    private final TestNode node =
            new TestNode(new NodeOptions(TestNode.BODY_LIMIT, EventMode.IN_PROCESS, Set.of(ORIGIN)));

    @Override
    public StreamingTransport transport() {
        return node;
    }

    @Override
    public Optional<String> allowedOrigin() {
        return Optional.of(ORIGIN);
    }

    @Override
    public OptionalLong tableWrites() {
        return OptionalLong.of(node.tableWrites());
    }

    @Override
    public void close() {
        node.close();
    }
}

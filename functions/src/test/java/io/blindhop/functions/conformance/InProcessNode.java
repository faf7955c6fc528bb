package io.blindhop.functions.conformance;

import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.node.SignalingOptions;
import io.blindhop.functions.node.SignalingUrl;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A node in memory. */
final class InProcessNode implements ConformanceNode {
    private final TestNode node = new TestNode(new NodeOptions(
            TestNode.BODY_LIMIT,
            OptionalLong.empty(),
            EventMode.IN_PROCESS,
            Set.of(ORIGIN),
            LimitOptions.OFF,
            OperatorOptions.DEFAULT,
            new SignalingOptions(
                    Optional.of(new SignalingUrl("wss://hop.example/live")), List.of(), Optional.empty())));

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

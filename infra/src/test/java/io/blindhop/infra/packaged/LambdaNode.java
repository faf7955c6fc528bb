package io.blindhop.infra.packaged;

import io.blindhop.functions.conformance.ConformanceNode;
import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.settings.AccessVariables;
import io.blindhop.infra.lambda.CopyChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The package behind a function URL: each request is answered by another copy than the one before. No change events.
 *
 * <p>Where the URL answers in the place of the node, the suite sees the URL: a body that is too large for an event is refused
 * in the words of Lambda; {@code HEAD} comes to the node and is answered without a body; {@code OPTIONS} and paths come
 * to the node as they are sent. A real URL can be configured to answer {@code OPTIONS} itself; ours is not to be. Whether
 * it hands on every strange path as it was sent, only a real one can show.
 */
public final class LambdaNode implements ConformanceNode {
    /** As many as the whole suite asks at once. */
    private static final int COPIES = PackageUnderTest.isNamed() ? 6 : 2;

    private final Deployment deployment;

    public LambdaNode() {
        try {
            this.deployment = Deployment.open(options -> options.withCopies(COPIES, CopyChoice.ALTERNATE)
                    .withEnvironment(Map.of(AccessVariables.CORS_ORIGINS, ORIGIN)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StreamingTransport transport() {
        return deployment.transport();
    }

    @Override
    public Optional<String> allowedOrigin() {
        return Optional.of(ORIGIN);
    }

    @Override
    public boolean isBehindEvents() {
        return true;
    }

    @Override
    public void close() {
        deployment.close();
    }
}

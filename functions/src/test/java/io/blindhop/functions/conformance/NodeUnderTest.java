package io.blindhop.functions.conformance;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Gives every test the node of the run, which is closed when the run ends. */
public final class NodeUnderTest implements TestInstancePostProcessor {
    /** Configuration parameter: the class of the {@link ConformanceNode}, which has a constructor without parameters. */
    public static final String NODE = "blindhop.conformance.node";
    /** Configuration parameter or system property: where a running node is. */
    public static final String URL = "blindhop.conformance.url";

    public static final String ORIGIN = "blindhop.conformance.origin";

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) {
        ((OnNode) test).node = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(NodeUnderTest.class))
                .computeIfAbsent(ConformanceNode.class, key -> node(context), ConformanceNode.class);
    }

    private static ConformanceNode node(ExtensionContext context) {
        Optional<String> type = context.getConfigurationParameter(NODE);
        if (type.isPresent()) {
            return newInstance(type.get());
        }
        Optional<String> url = context.getConfigurationParameter(URL);
        return url.isPresent()
                ? new RemoteNode(URI.create(url.get()), context.getConfigurationParameter(ORIGIN))
                : new InProcessNode();
    }

    private static ConformanceNode newInstance(String type) {
        try {
            return Class.forName(type)
                    .asSubclass(ConformanceNode.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The node " + type + " of " + NODE + " could not be started", e);
        }
    }
}

package io.blindhop.infra.node;

import java.io.IOException;

/** Makes the node that the command {@code serve} runs. */
@FunctionalInterface
public interface NodeFactory {
    /** @throws IOException if the data folder cannot be used; the message says why */
    Node open(NodeContext context) throws IOException;
}

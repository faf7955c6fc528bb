package io.blindhop.infra.conformance;

/** Through a passthrough. */
public final class PassthroughNode extends HopNode {
    public PassthroughNode() {
        super("passthrough");
    }
}

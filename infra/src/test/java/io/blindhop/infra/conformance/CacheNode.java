package io.blindhop.infra.conformance;

/** Through a cache. */
public final class CacheNode extends HopNode {
    public CacheNode() {
        super("cache");
    }
}

package io.blindhop.functions.merge;

import io.blindhop.protocol.store.ContentAddressedStore;

/**
 * A store at another node.
 *
 * @param name of the node, the same for ever: what it has is remembered under it
 */
public record Source(String name, ContentAddressedStore store) {}

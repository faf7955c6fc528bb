package io.blindhop.store.dynamo.table;

/** How fresh a read is, and what it costs: a strong read sees every write that was answered before it began. */
public enum Consistency {
    STRONG,
    EVENTUAL
}

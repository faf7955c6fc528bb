package io.blindhop.functions.cost;

/** Why the table is called: for the store that a request is about, to find out who may do what, or to look for litter. */
public enum Purpose {
    STORE,
    AUTHORISATION,
    MAINTENANCE;

    private static final ScopedValue<Purpose> CURRENT = ScopedValue.newInstance();
    private static final String INTENTS = "W#";
    private static final String DIRECTORY_STORE = "#directory#docs";

    /**
     * Tenants, devices by key and by name, policies, members of groups, spent challenges and the log of the directory are authorisation; a push to the
     * directory itself counts there too.
     */
    static Purpose ofPartition(String pk) {
        boolean authorisation = pk.startsWith("T#")
                || pk.startsWith("K#")
                || pk.startsWith("U#")
                || pk.startsWith("P#")
                || pk.startsWith("G#")
                || pk.startsWith("N#")
                || pk.equals("TENANTS")
                || (pk.startsWith("S#") && pk.endsWith(DIRECTORY_STORE));
        return authorisation ? AUTHORISATION : STORE;
    }

    /** Puts write their intents without reading any; only maintenance lists them. */
    static Purpose ofQuery(String pk) {
        return pk.startsWith(INTENTS) ? MAINTENANCE : ofPartition(pk);
    }

    /** Of the call that this thread makes; for the store if nothing else was said. */
    static Purpose current() {
        return CURRENT.orElse(STORE);
    }

    /** In which calls are for this. */
    ScopedValue.Carrier scope() {
        return ScopedValue.where(CURRENT, this);
    }
}

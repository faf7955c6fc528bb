package io.blindhop.protocol.auth;

/** Somebody whose token was verified. {@link Tokens} is the only way to one. */
public abstract sealed class Principal permits TenantPrincipal, SystemPrincipal {
    private final String name;

    Principal(String name) {
        this.name = name;
    }

    /** The subject of the token. */
    public String name() {
        return name;
    }
}

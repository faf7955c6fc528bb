package io.blindhop.protocol.auth;

/** The holder of a valid token of a system administrator; {@link CapabilityRules} say what it may do. */
public final class SystemPrincipal extends Principal {
    private final String publicSignKey;

    SystemPrincipal(String name, String publicSignKey) {
        super(name);
        this.publicSignKey = publicSignKey;
    }

    /** PEM, exactly as it was given at the login. */
    public String publicSignKey() {
        return publicSignKey;
    }
}

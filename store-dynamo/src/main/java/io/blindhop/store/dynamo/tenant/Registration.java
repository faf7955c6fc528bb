package io.blindhop.store.dynamo.tenant;

/** A tenant as operators see it, alive or not. */
public record Registration(Tenant tenant, TenantState state) {
    public boolean isLive() {
        return state instanceof TenantState.Live;
    }
}

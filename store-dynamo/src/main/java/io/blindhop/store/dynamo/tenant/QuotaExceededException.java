package io.blindhop.store.dynamo.tenant;

/** A push would take a tenant above its quota; nothing of it was stored. Answered with 403, which clients do not repeat. */
public final class QuotaExceededException extends RuntimeException {
    QuotaExceededException(Tenant tenant, String what, long limit, long used, long more) {
        super(
                "Tenant " + tenant.id() + " may store " + limit + " " + what + " and has stored " + used
                        + ", this push has " + more
                        + " new ones. Nothing of it was stored; the operator of the server can raise the quota",
                null,
                false,
                false);
    }
}

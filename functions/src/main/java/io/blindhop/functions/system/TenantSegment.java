package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.TenantId;

/** The tenant that the path of an operator's request names. */
final class TenantSegment {
    private TenantSegment() {}

    /** @throws HttpError 400 if the segment {@code :tenantId} cannot be a tenant id */
    static TenantId of(HttpRequest request) {
        try {
            return TenantId.ofSegment(request.parameter("tenantId"));
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
    }
}

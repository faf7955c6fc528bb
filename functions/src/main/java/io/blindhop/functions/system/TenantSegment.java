package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.observe.Figures;
import io.blindhop.protocol.TenantId;

/** The tenant that the path of an operator's request names. Asked for only by who has a token of an operator. */
final class TenantSegment {
    private TenantSegment() {}

    /** @throws HttpError 400 if the segment {@code :tenantId} cannot be a tenant id */
    static TenantId of(HttpRequest request) {
        try {
            TenantId id = TenantId.ofSegment(request.parameter("tenantId"));
            Figures.ofWork().tenant(id);
            return id;
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
    }
}

package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.quota.TenantUsage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What the operator's routes say about quotas, which the reference does not have: a number is a limit, {@code null} is none,
 * and a limit that is missing is the server's.
 *
 * <pre>{@code
 * PUT /system/tenants/acme/quota  {"entries": 100000, "bytes": null}
 * GET /system/tenants/acme/usage  {"tenantId": "acme",
 *                                  "usage": {"entries": 250, "bytes": 150000},
 *                                  "quota": {"entries": 100000, "bytes": null},
 *                                  "own": {"entries": 100000, "bytes": null}}
 * }</pre>
 */
public final class QuotaMessages {
    private static final double MOST = 9_007_199_254_740_991d;

    private QuotaMessages() {}

    /**
     * What an operator wants for one tenant; {@code {}} gives it the server's limits again.
     *
     * @throws MalformedRequestException if a limit is neither {@code null} nor a whole number from 0
     */
    public static Quota quota(Bytes body) {
        JsonObject request = JsonTree.parse(body, "request body", Limits.SMALL_VALUE_NODES);
        return new Quota(limit(request, "entries"), limit(request, "bytes"));
    }

    private static Limit limit(JsonObject request, String name) {
        JsonValue value = request.members().get(name);
        if (value == null) {
            return new Limit.OfServer();
        }
        return switch (value) {
            case JsonNull() -> new Limit.Unlimited();
            case JsonNumber(double most)
            when most >= 0 && most <= MOST && most == Math.rint(most) -> new Limit.AtMost((long) most);
            default ->
                throw new MalformedRequestException(
                        name + " must be a whole number from 0, or null for no limit; leave it out for the server's");
        };
    }

    /** {@code quota} is what is in force, {@code own} what was set for this tenant. */
    public static void usage(OutputStream out, TenantId tenant, TenantUsage usage) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeStringField("tenantId", tenant.value());
            gen.writeObjectFieldStart("usage");
            gen.writeNumberField("entries", usage.entries());
            gen.writeNumberField("bytes", usage.bytes());
            gen.writeEndObject();
            quota(gen, "quota", usage.inForce());
            quota(gen, "own", usage.own());
        });
    }

    private static void quota(JsonGenerator gen, String name, Quota quota) throws IOException {
        gen.writeObjectFieldStart(name);
        limit(gen, "entries", quota.entries());
        limit(gen, "bytes", quota.bytes());
        gen.writeEndObject();
    }

    private static void limit(JsonGenerator gen, String name, Limit limit) throws IOException {
        switch (limit) {
            case Limit.AtMost(long most) -> gen.writeNumberField(name, most);
            case Limit.Unlimited() -> gen.writeNullField(name);
            case Limit.OfServer() -> {}
        }
    }
}

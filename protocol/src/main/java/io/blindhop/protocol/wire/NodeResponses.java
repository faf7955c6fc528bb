package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes errors and the answers of authentication and operation (protocol 2, 3.7 and 3.8). */
public final class NodeResponses {
    private NodeResponses() {}

    /** The body of every error (protocol 2.5). */
    public static void error(OutputStream out, String text) throws IOException {
        JsonOut.object(out, gen -> gen.writeStringField("error", text));
    }

    public static void challenge(OutputStream out, String challenge) throws IOException {
        JsonOut.object(out, gen -> gen.writeStringField("challenge", challenge));
    }

    public static void authenticated(OutputStream out, String token) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeBooleanField("success", true);
            gen.writeStringField("token", token);
        });
    }

    /** The body of a 401 of the two authenticate routes. */
    public static void authenticationFailed(OutputStream out, String text) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeBooleanField("success", false);
            gen.writeStringField("error", text);
        });
    }

    public static void tenants(OutputStream out, Feed<TenantId> sorted) throws IOException {
        JsonOut.object(out, gen -> JsonOut.array(gen, "tenants", sorted, (g, tenant) -> g.writeString(tenant.value())));
    }

    public static void registered(OutputStream out, TenantId tenant, boolean created, String message)
            throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeBooleanField("success", true);
            gen.writeStringField("tenantId", tenant.value());
            gen.writeBooleanField("created", created);
            gen.writeStringField("message", message);
        });
    }

    public static void done(OutputStream out, String message) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeBooleanField("success", true);
            gen.writeStringField("message", message);
        });
    }

    public static void fingerprints(OutputStream out, TenantId tenant, Feed<String> fingerprints) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeStringField("tenantId", tenant.value());
            JsonOut.array(gen, "fingerprints", fingerprints, JsonGenerator::writeString);
        });
    }

    /** Protocol 3.6. */
    public static void deliveries(OutputStream out, Feed<Delivery> deliveries) throws IOException {
        JsonOut.object(out, gen -> JsonOut.array(gen, "tenants", deliveries, NodeResponses::delivery));
    }

    private static void delivery(JsonGenerator gen, Delivery delivery) throws IOException {
        List<Bytes> keys = delivery.wrappedPublicInfosKeys();
        gen.writeStartObject();
        gen.writeStringField("tenantId", delivery.tenant().value());
        gen.writeStringField("adminSigningPublicKey", delivery.adminSigningPublicKey());
        gen.writeStringField("adminEncryptionPublicKey", delivery.adminEncryptionPublicKey());
        gen.writeStringField("wrappedPublicInfosKey", keys.getFirst().toBase64());
        if (keys.size() > 1) {
            gen.writeArrayFieldStart("wrappedPublicInfosKeys");
            for (Bytes key : keys) {
                gen.writeString(key.toBase64());
            }
            gen.writeEndArray();
        }
        if (delivery.wrappedJoinResponse().isPresent()) {
            gen.writeStringField(
                    "wrappedJoinResponse", delivery.wrappedJoinResponse().get());
        }
        if (delivery.usernameHash().isPresent()) {
            gen.writeStringField("username_hash", delivery.usernameHash().get());
        }
        gen.writeEndObject();
    }

    public static void health(OutputStream out, long nowMillis) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeStringField("status", "ok");
            gen.writeNumberField("timestamp", nowMillis);
        });
    }

    /** Timestamping is reported as switched off (protocol 3.9). */
    public static void serverInfo(OutputStream out, ServerInfo info) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeStringField("name", info.name());
            gen.writeStringField("signingPublicKey", info.signingPublicKey());
            gen.writeStringField("encryptionPublicKey", info.encryptionPublicKey());
            gen.writeStringField("maxJsonRequestBodyLimit", info.maxJsonRequestBodyLimit());
            gen.writeNumberField("maxJsonRequestBodyBytes", info.maxJsonRequestBodyBytes());
            gen.writeObjectFieldStart("timestamping");
            gen.writeBooleanField("enabled", false);
            gen.writeArrayFieldStart("providers");
            gen.writeEndArray();
            gen.writeEndObject();
        });
    }
}

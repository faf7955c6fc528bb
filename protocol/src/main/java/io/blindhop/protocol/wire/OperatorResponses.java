package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what operators are answered (protocol 3.8). */
public final class OperatorResponses {
    private OperatorResponses() {}

    public static void trustedServers(OutputStream out, Feed<TrustedServer> servers) throws IOException {
        JsonOut.object(
                out,
                gen -> JsonOut.array(gen, "servers", servers, (g, server) -> {
                    g.writeStartObject();
                    g.writeStringField("name", server.name());
                    g.writeStringField("signingPublicKey", server.signingPublicKey());
                    g.writeStringField("encryptionPublicKey", server.encryptionPublicKey());
                    if (server.tenants().isPresent()) {
                        names(g, "tenants", server.tenants().get().stream().map(TenantId::value));
                    }
                    if (server.databases().isPresent()) {
                        names(g, "databases", server.databases().get().names());
                    }
                    g.writeEndObject();
                }));
    }

    private static void names(JsonGenerator gen, String member, Stream<String> names) throws IOException {
        gen.writeArrayFieldStart(member);
        for (String name : names.sorted().toList()) {
            gen.writeString(name);
        }
        gen.writeEndArray();
    }

    public static void syncServers(OutputStream out, Feed<SyncServer> servers) throws IOException {
        JsonOut.object(out, gen -> JsonOut.array(gen, "servers", servers, OperatorResponses::syncServer));
    }

    private static void syncServer(JsonGenerator gen, SyncServer server) throws IOException {
        gen.writeStartObject();
        gen.writeStringField("name", server.name());
        gen.writeStringField("url", server.url());
        if (server.intervalMillis().isPresent()) {
            gen.writeNumberField("syncIntervalMs", server.intervalMillis().getAsLong());
        }
        gen.writeArrayFieldStart("databases");
        for (DatabaseId database : server.databases()) {
            gen.writeString(database.value());
        }
        gen.writeEndArray();
        gen.writeEndObject();
    }

    /** Members beside the first two are those of a registration (protocol 3.8). */
    public static void tenantOffer(OutputStream out, TenantOffer offer) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeStringField("tenantId", offer.tenant().value());
            gen.writeStringField("server", offer.server());
            gen.writeStringField("adminSigningPublicKey", offer.adminSigningPublicKey());
            gen.writeStringField("adminEncryptionPublicKey", offer.adminEncryptionPublicKey());
            if (offer.adminUsername().isPresent()) {
                gen.writeStringField("adminUsername", offer.adminUsername().get());
            }
            gen.writeStringField(
                    "encryptedPublicInfosKey", offer.wrappedPublicInfosKey().toBase64());
        });
    }

    /** @param backup the file in which the configuration before is kept */
    public static void configReplaced(OutputStream out, String backup) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeBooleanField("success", true);
            gen.writeStringField("backupFile", backup);
        });
    }

    /** A configuration as it was before. */
    public record ConfigBackup(String file, String createdAt) {}

    public static void configBackups(OutputStream out, Feed<ConfigBackup> newestFirst) throws IOException {
        JsonOut.object(
                out,
                gen -> JsonOut.array(gen, "backups", newestFirst, (g, backup) -> {
                    g.writeStartObject();
                    g.writeStringField("file", backup.file());
                    g.writeStringField("createdAt", backup.createdAt());
                    g.writeEndObject();
                }));
    }

    /** @param configJson a JSON text */
    public static void configBackup(OutputStream out, String file, String configJson) throws IOException {
        JsonOut.object(out, gen -> {
            gen.writeStringField("file", file);
            gen.writeFieldName("config");
            gen.writeRawValue(configJson);
        });
    }

    /** @param next where the next page begins; empty on the last one */
    public static void userDevices(OutputStream out, Feed<UserDevice> devices, Optional<String> next)
            throws IOException {
        JsonOut.object(out, gen -> {
            JsonOut.array(gen, "users", devices, OperatorResponses::userDevice);
            if (next.isPresent()) {
                gen.writeStringField("next", next.get());
            }
        });
    }

    private static void userDevice(JsonGenerator gen, UserDevice device) throws IOException {
        gen.writeStartObject();
        gen.writeStringField("fingerprint", device.fingerprint());
        gen.writeStringField("docId", device.docId());
        if (device.usernameHash().isPresent()) {
            gen.writeStringField("usernameHash", device.usernameHash().get());
        }
        gen.writeStringField("state", device.active() ? "active" : "revoked");
        gen.writeBooleanField("wipe", device.wipe());
        gen.writeEndObject();
    }
}

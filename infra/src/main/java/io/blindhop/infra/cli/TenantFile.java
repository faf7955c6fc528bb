package io.blindhop.infra.cli;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.infra.node.OwnerOnly;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A tenant on its way from one server to another: what the other one needs to register it, in JSON, with the key of
 * {@code $publicinfos} encrypted for it alone.
 *
 * @param server the name of the other one
 * @param administrator fingerprint of the key that is the root of trust of the tenant
 * @param registration the body of the request that registers it
 */
record TenantFile(String tenant, String server, String administrator, JsonObject registration) {
    private static final String TENANT = "tenantId";
    private static final String SERVER = "server";
    private static final String ADMINISTRATOR = "adminSigningPublicKey";
    private static final List<String> REQUIRED =
            List.of(ADMINISTRATOR, "adminEncryptionPublicKey", "encryptedPublicInfosKey");
    private static final String USERNAME = "adminUsername";

    /** @throws MalformedJsonException if it is something else */
    static TenantFile of(JsonMembers members) {
        Map<String, JsonValue> registration = new LinkedHashMap<>();
        REQUIRED.forEach(name -> registration.put(name, new JsonString(members.string(name))));
        members.findString(USERNAME).ifPresent(name -> registration.put(USERNAME, new JsonString(name)));
        try {
            return new TenantFile(
                    members.string(TENANT),
                    members.string(SERVER),
                    Banner.fingerprint(members.string(ADMINISTRATOR)),
                    new JsonObject(registration));
        } catch (MalformedKeyException e) {
            throw new MalformedJsonException(members.place() + "." + ADMINISTRATOR + " is no key", e);
        }
    }

    static TenantFile read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IOException("The file " + file + " cannot be read: " + e, e);
        }
        try {
            return of(JsonMembers.of("tenant", JsonText.parse(text)));
        } catch (MalformedJsonException e) {
            throw new IOException(file + " was not written by 'tenant export': " + e.getMessage(), e);
        }
    }

    /**
     * @param fingerprint as it is shown, in either case
     * @throws IOException if the tenant of the file is another one's
     */
    void requireAdministrator(String fingerprint) throws IOException {
        if (!administrator.equalsIgnoreCase(fingerprint.strip())) {
            throw new IOException(
                    "The administrator's key in the file has the fingerprint " + administrator + " and not "
                            + fingerprint
                            + ": nothing is registered. Have the tenant exported anew, and bring the file in a way that"
                            + " nobody else writes to");
        }
    }

    /** For its owner alone. */
    void write(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(file + " is there already and is not overwritten");
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(TENANT, new JsonString(tenant));
        members.put(SERVER, new JsonString(server));
        members.putAll(registration.members());
        String text = JsonPrinter.pretty(new JsonObject(members)) + "\n";
        try {
            OwnerOnly.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException("The file " + file + " cannot be written: " + e, e);
        }
    }

    /** Nothing of the keys but the fingerprint, and what became of the file. */
    void show(Output output, String label, String outcome) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(TENANT, new JsonString(tenant));
        members.put("administratorFingerprint", new JsonString(administrator));
        members.put(SERVER, new JsonString(server));
        members.put(label.toLowerCase(Locale.ROOT), new JsonString(outcome));
        output.show(
                new JsonObject(members),
                List.of(
                        List.of("Tenant", tenant),
                        List.of("Administrator", administrator),
                        List.of("For", server),
                        List.of(label, outcome)));
    }
}

package io.blindhop.infra.node;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.IdentityFile;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The keys of a server in its data folder, made on first start.
 *
 * <p>A start that crashes between any two files is finished by the next one: what exists is used, what is missing is made.
 * A password is written before the file that it opens.
 */
public final class Secrets {
    public static final String CONFIG = "config.json";
    public static final String SYSADMIN = "sysadmin";
    public static final String SYSADMIN_NAME = "cn=sysadmin/o=blindhop";

    public static final String SERVER = "server";
    public static final String MASTER_SECRET = "master.secret";
    private static final int PASSWORD_BYTES = 24;

    private final DataFolder folder;
    private final SecureRandom random;

    public Secrets(DataFolder folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** The identity of this server; its name is {@code CN=blindhop-} and eight random hexadecimal digits. */
    public Identity server() throws IOException {
        return identity(SERVER, "CN=blindhop-" + Bytes.wrap(fresh(4)).toHex());
    }

    /** What never leaves the server; see {@link MasterSecretFile}. */
    public MasterSecretFile masterSecret() throws IOException {
        return MasterSecretFile.open(folder.resolve(MASTER_SECRET), random);
    }

    /** The file {@code config.json}; if there is none, a system administrator is made and granted everything. */
    public Path systemConfig() throws IOException {
        Path file = folder.resolve(CONFIG);
        if (Files.notExists(file)) {
            Identity sysadmin = identity(SYSADMIN, SYSADMIN_NAME);
            String config = CapabilityRules.configGrantingEverything(
                    sysadmin.username(), sysadmin.signing().publicPem());
            OwnerOnly.write(file, utf8(config + "\n"));
        }
        return file;
    }

    public static String identityFile(String name) {
        return name + ".identity.json";
    }

    public static String passwordFile(String name) {
        return name + ".password";
    }

    /**
     * Makes {@code imported} the identity of this server. Its private keys are kept under the folder's own password.
     *
     * @throws IOException if another identity has tenants: their keys are sealed under it and would be lost
     */
    public Identity server(Identity imported) throws IOException {
        Path file = folder.resolve(identityFile(SERVER));
        if (Files.exists(file)) {
            Identity current = server();
            if (isSame(current, imported)) {
                return current;
            }
            if (TenantsOnDisk.exist(folder)) {
                throw new IOException("The data folder " + folder.root() + " holds tenants of the identity "
                        + current.username() + ", whose keys no other identity can read. Import " + imported.username()
                        + " into an empty data folder, or start without --identity");
            }
        }
        OwnerOnly.write(file, utf8(IdentityFile.write(imported, password(SERVER), random)));
        return imported;
    }

    private static boolean isSame(Identity one, Identity other) {
        return one.username().equals(other.username())
                && Pem.sameKey(one.signing().publicPem(), other.signing().publicPem())
                && Pem.sameKey(one.encryption().publicPem(), other.encryption().publicPem());
    }

    private String password(String name) throws IOException {
        Path file = folder.resolve(passwordFile(name));
        if (Files.notExists(file)) {
            OwnerOnly.write(file, utf8(Base64.getUrlEncoder().withoutPadding().encodeToString(fresh(PASSWORD_BYTES))));
        }
        return Files.readString(file).strip();
    }

    private Identity identity(String name, String username) throws IOException {
        Path file = folder.resolve(identityFile(name));
        Path passwordFile = folder.resolve(passwordFile(name));
        boolean exists = Files.exists(file);
        if (exists && Files.notExists(passwordFile)) {
            throw new IOException(file + " is there, but its password file " + passwordFile
                    + " is missing. Bring it back" + " from a backup; without it the identity is lost");
        }
        String password = password(name);
        if (exists) {
            return opened(file, passwordFile, password);
        }
        Identity identity = new Identity(username, SigningKey.generate(random), UnwrappingKey.generate(random));
        OwnerOnly.write(file, utf8(IdentityFile.write(identity, password, random)));
        return identity;
    }

    private static Identity opened(Path file, Path passwordFile, String password) throws IOException {
        try {
            return IdentityFile.read(Files.readString(file), password);
        } catch (RuntimeException e) {
            throw new IOException(
                    "The identity " + file + " cannot be opened with the password in " + passwordFile + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private byte[] fresh(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

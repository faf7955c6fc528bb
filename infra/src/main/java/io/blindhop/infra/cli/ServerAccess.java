package io.blindhop.infra.cli;

import io.blindhop.infra.client.SystemClient;
import io.blindhop.infra.node.IdentitySource;
import io.blindhop.infra.node.Secrets;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.Identity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server a command talks to, and as whom. */
final class ServerAccess {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:BLINDHOP_URL:-http://127.0.0.1:8080}",
            description = "The server (BLINDHOP_URL), http://127.0.0.1:8080 by default.")
    private String url;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description =
                    "The system administrator's identity file, sysadmin.identity.json of the data folder by default;"
                            + " its password is in BLINDHOP_IDENTITY_PASSWORD or in the file named by"
                            + " BLINDHOP_IDENTITY_PASSWORD_FILE.")
    private Optional<Path> identity;

    @Option(names = "--password-file", paramLabel = "FILE", description = "The file with the identity's password.")
    private Optional<Path> passwordFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:BLINDHOP_DATA:-./data}",
            description = "The data folder (BLINDHOP_DATA), ./data by default.")
    private Path data;

    /** A client that has not logged in. */
    SystemClient connect() {
        return new SystemClient(server());
    }

    /** A client that has. */
    SystemClient login() throws IOException {
        SystemClient client = connect();
        try {
            login(client);
            return client;
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    void login(SystemClient client) throws IOException {
        client.login(identity());
    }

    /** Whether there is somebody to log in as. */
    boolean hasIdentity() {
        return identity.isPresent() || Files.exists(own(Secrets.identityFile(Secrets.SYSADMIN)));
    }

    /** The part of a path that names a tenant. */
    String tenant(String id) {
        try {
            return "/system/tenants/" + TenantId.ofSegment(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private Identity identity() throws IOException {
        if (!hasIdentity()) {
            throw new IOException("There is no " + own(Secrets.identityFile(Secrets.SYSADMIN))
                    + ": name the system administrator's identity file with --identity, or the server's data folder with"
                    + " --data");
        }
        Path file = identity.orElseGet(() -> own(Secrets.identityFile(Secrets.SYSADMIN)));
        // The variables may hold the password of another identity, the one that a server is to import.
        Optional<Path> password = passwordFile.or(() ->
                identity.isPresent() ? Optional.empty() : Optional.of(own(Secrets.passwordFile(Secrets.SYSADMIN))));
        return new IdentitySource(file, new Passwords(password, System.getenv()).required(), Optional.empty()).read();
    }

    private Path own(String name) {
        return data.resolve(name);
    }

    URI server() {
        try {
            URI uri = URI.create(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean root = uri.getRawPath() == null || uri.getRawPath().matches("/?");
            if (web && root && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--url is not a URL: " + e.getMessage(), e);
        }
        throw new ParameterException(
                command.commandLine(), "--url must be http or https, a host and perhaps a port, not " + url);
    }
}

package io.blindhop.infra.cli;

import io.blindhop.functions.fixture.Person;
import io.blindhop.infra.node.LocalNode;
import io.blindhop.infra.node.SettingsReader;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.crypto.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** A real server in this process, whose administrator is {@link Person#SYSADMIN}, with the files to log in as them. */
final class OperatorServer implements AutoCloseable {
    private final RunningServer server;

    private OperatorServer(RunningServer server) {
        this.server = server;
    }

    /** On a free port, with its data below {@code folder}. */
    static OperatorServer start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** With further variables. */
    static OperatorServer start(Path folder, Map<String, String> more) throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(
                config,
                CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem()));
        write(folder, "sysadmin", Person.SYSADMIN);
        Map<String, String> variables = new HashMap<>(Map.of(
                SettingsReader.PORT, "0",
                SettingsReader.DATA, folder.resolve("server").toString(),
                SettingsReader.SYSTEM_CONFIG, config.toString()));
        variables.putAll(more);
        return new OperatorServer(RunningServer.start(SettingsReader.read(variables), LocalNode::open));
    }

    /** Writes an identity and its password as a data folder has them. */
    static void write(Path folder, String name, Person person) throws IOException {
        String password = Bytes.utf8(name).toHex();
        Files.writeString(
                folder.resolve(name + ".identity.json"),
                IdentityFile.write(person.identity(), password, new SecureRandom()));
        Files.writeString(folder.resolve(name + ".password"), password + "\n");
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}

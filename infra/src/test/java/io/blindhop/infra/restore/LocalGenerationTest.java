package io.blindhop.infra.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.Transport;
import io.blindhop.functions.settings.RestoreVariables;
import io.blindhop.infra.node.DataFolder;
import io.blindhop.infra.node.FileSystemConfig;
import io.blindhop.infra.node.LocalNode;
import io.blindhop.infra.node.NodeContext;
import io.blindhop.infra.node.Secrets;
import io.blindhop.infra.node.SettingsReader;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local server is of the generation that its environment says. */
class LocalGenerationTest {
    @TempDir
    private Path data;

    private interface Work<R> {
        R with(Transport server) throws IOException;
    }

    private <R> R inGeneration(int generation, Work<R> work) throws IOException {
        try (DataFolder folder = DataFolder.open(data)) {
            Path config = folder.resolve(Secrets.CONFIG);
            Files.writeString(
                    config,
                    CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem()));
            Map<String, String> variables = Map.of(
                    SettingsReader.DATA, data.toString(), RestoreVariables.GENERATION, Integer.toString(generation));
            LocalNode node = LocalNode.open(new NodeContext(
                    folder,
                    SettingsReader.read(variables),
                    Person.SERVER.identity(),
                    FileSystemConfig.open(config, Clock.systemUTC()),
                    new MasterSecrets(new Secrets(folder, new SecureRandom()).masterSecret())));
            try {
                return work.with(request -> TestNode.answer(node.handler().handle(request)));
            } finally {
                node.close();
            }
        }
    }

    @Test
    void theNextGenerationShowsAnotherEpochAndKnowsNoOldToken() throws IOException {
        TestTenant tenant = inGeneration(1, server -> TestTenant.register(server, "acme"));
        Session old = inGeneration(1, server -> tenant.through(server).login(Person.ADMIN));
        String epoch = inGeneration(1, server -> epoch(at(old, server)));
        String again = inGeneration(1, server -> epoch(at(old, server)));
        assertThat(again).isEqualTo(epoch);
        String next = inGeneration(2, server -> epoch(tenant.through(server).login(Person.ADMIN)));
        assertThat(next).isEqualTo(epoch + ".2");
        int status = inGeneration(
                2, server -> at(old, server).docs("notes").call("getStoreHead").status());
        assertThat(status).isEqualTo(401);
    }

    private static Session at(Session session, Transport server) {
        return new Session(server, session.tenantId(), session.person(), session.token());
    }

    private static String epoch(Session session) {
        return session.docs("notes").head().get("epoch").asText();
    }
}

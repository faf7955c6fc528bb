package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.infra.lambda.CopyReport;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to a copy while it is frozen, without the hour: its process is stopped, its connections end, the secret for
 * tokens is replaced. That a copy looks at the secret again when its clock says that time has passed is shown in the tests of
 * {@code TokenSecrets}, where the clock is a test's.
 */
@Timeout(120)
class FrozenCopyIT {
    private static final List<String> SERVICES =
            List.of("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SECRETS_MANAGER");

    private final Map<String, Relay> relays = new HashMap<>();
    private final TestEntries entries = Person.ALICE.entries(1);
    private Deployment node;

    @BeforeEach
    void deployBehindRelays() throws IOException {
        for (String service : SERVICES) {
            relays.put(service, Relay.to(URI.create(Deployment.variables().get(service))));
        }
        Map<String, String> endpoints = relays.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, relay -> relay.getValue().endpoint().toString()));
        node = Deployment.open(options -> options.withEnvironment(endpoints));
    }

    @AfterEach
    void remove() throws IOException {
        node.close();
        for (Relay relay : relays.values()) {
            relay.close();
        }
    }

    private void pushAndPull(StoreClient notes) {
        // Too large for the row of its commit: it needs the bucket.
        ArrivedEntry entry = entries.docCreate(entries.newDocId(), 5_000);
        notes.putBinary(List.of(entry)).ok();
        assertThat(notes.pullBinary(List.of(entry.id()))).containsEntry(entry.id(), entry.payload());
    }

    @ParameterizedTest
    @EnumSource
    void itsConnectionsEndAndNoClientNotices(Relay.End how) throws IOException {
        Session alice = node.newTenant().login(Person.ALICE);
        pushAndPull(alice.docs("notes"));
        node.awaitFrozen();
        assertThat(relays.get("AWS_ENDPOINT_URL_DYNAMODB").open()).isPositive();
        assertThat(relays.get("AWS_ENDPOINT_URL_S3").open()).isPositive();

        for (Relay relay : relays.values()) {
            relay.end(how);
        }

        pushAndPull(alice.docs("notes"));
        assertThat(node.sync().copies()).extracting(CopyReport::number).containsExactly(1);
    }

    @Test
    void theSecretForTokensIsReplacedAndTokensAreGoodAtEveryCopyAsBefore() throws IOException {
        TestTenant tenant = node.newTenant();
        Session before = tenant.login(Person.ALICE);
        node.awaitFrozen();

        try (LambdaFunction maintenance = Deployment.function("maintenance")) {
            assertThat(maintenance.invoke("{\"action\":\"rotate-token-secret\"}"))
                    .contains("\"secretsMade\":true");
        }

        try (Deployment fresh = Deployment.open(options -> options)) {
            Session there = tenant.through(fresh.transport()).login(Person.ALICE);
            pushAndPull(there.docs("notes"));
            pushAndPull(before.docs("notes"));
            pushAndPull(before.withToken(there.token()).docs("notes"));
            pushAndPull(there.withToken(before.token()).docs("notes"));
        }
    }
}

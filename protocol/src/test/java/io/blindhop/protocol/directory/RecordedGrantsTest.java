package io.blindhop.protocol.directory;

import static io.blindhop.protocol.directory.RecordedDirectory.ALICE;
import static io.blindhop.protocol.directory.RecordedDirectory.BOB;
import static io.blindhop.protocol.directory.RecordedDirectory.CAROL;
import static io.blindhop.protocol.directory.RecordedDirectory.NAMES;
import static io.blindhop.protocol.directory.RecordedDirectory.encryptionKey;
import static io.blindhop.protocol.directory.RecordedDirectory.entries;
import static io.blindhop.protocol.directory.RecordedDirectory.name;
import static io.blindhop.protocol.directory.RecordedDirectory.replay;
import static io.blindhop.protocol.directory.RecordedDirectory.signingKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.recorded.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedGrantsTest {
    @Test
    void everyDocumentIsWhatTheReferenceMadeOfTheEncryptedEntries() {
        var expected = RecordedDirectory.JSON.get("materialized").properties();
        assertThat(expected).hasSize(6);
        expected.forEach(document -> assertThat(replay().replay(document.getKey(), entries(document.getKey())))
                .hasValue(new DirectoryDocument.Live(document.getKey(), (MapValue) Json.value(document.getValue()))));
    }

    @Test
    void aliceHasTheDeviceThatWasGranted() {
        Grant alice = grant(ALICE);
        assertThat(alice.devices())
                .containsExactly(
                        new Device(signingKey("alice"), Optional.of(encryptionKey("alice")), Optional.empty()));
        assertThat(alice.usernameHash()).hasValue(NAMES.v3(name("alice")));
        assertThat(NAMES.candidates("CN=Alice/O=Interop"))
                .contains(alice.usernameHash().orElseThrow());
        assertThat(alice.identityHashes())
                .containsExactlyInAnyOrder(
                        UsernameHash.v1(name("alice")),
                        NAMES.v2(name("alice")),
                        UsernameHash.v1("*/o=interop"),
                        NAMES.v2("*/o=interop"),
                        UsernameHash.v1("*"),
                        NAMES.v2("*"));
        assertThat(alice.identityHashesVersion()).isEqualTo(1);
    }

    @Test
    void bobsRevocationTakesHisOnlyDevice() {
        Grant before = historyUpTo(BOB, 18).current().orElseThrow();
        assertThat(before.devices()).hasSize(1);
        assertThat(before.devices().getFirst().signingPublicKey()).isEqualTo(signingKey("bob"));
        assertThat(before.devices().getFirst().joinResponseWrapped()).isPresent();

        Grant after = grant(BOB);
        assertThat(after.devices()).isEmpty();
        assertThat(after.revokedDevices()).extracting(Device::signingPublicKey).containsExactly(signingKey("bob"));
        assertThat(after.wipeSigningKeys()).isEmpty();
    }

    @Test
    void carolsDeviceIsRevokedAndToBeWiped() {
        Grant carol = grant(CAROL);
        assertThat(carol.devices()).isEmpty();
        assertThat(carol.revokedDevices()).extracting(Device::signingPublicKey).containsExactly(signingKey("carol"));
        assertThat(carol.revokedDevices().getFirst().encryptionPublicKey()).isPresent();
        assertThat(carol.wipeSigningKeys()).containsExactly(signingKey("carol"));
    }

    @Test
    void theHistoryKnowsEveryStateOfBobsGrant() {
        assertThat(historyUpTo(BOB, 9).state()).isEmpty();
        assertThat(historyUpTo(BOB, 10).current()).isEmpty();
        assertThat(historyUpTo(BOB, 10).everListedSigningKeys()).isEmpty();
        assertThat(historyUpTo(BOB, 11).current()).isPresent();
        GrantHistory now = historyUpTo(BOB, Long.MAX_VALUE);
        assertThat(now.everListedSigningKeys()).containsExactly(signingKey("bob"));
        assertThat(now.everListedUsernameHashes()).containsExactly(NAMES.v3(name("bob")));
    }

    @Test
    void whatAMemberPushedIsNoDocument() {
        assertThat(entries("probe2")).hasSize(1);
        assertThat(replay().replay("probe2", entries("probe2"))).isEmpty();
    }

    @Test
    void whiteSpaceInTheKeyOfTheAdministratorDoesNotMatter() {
        DirectoryReplay reformatted =
                new DirectoryReplay(signingKey("admin").replace("\n", "\r\n") + "\n", List.of(RecordedDirectory.KEY));
        assertThat(reformatted.replay(ALICE, entries(ALICE))).isEqualTo(replay().replay(ALICE, entries(ALICE)));
    }

    private static Grant grant(String docId) {
        return replay().replay(docId, entries(docId))
                .flatMap(DirectoryDocument::grant)
                .orElseThrow();
    }

    private static GrantHistory historyUpTo(String docId, long order) {
        return GrantHistory.of(replay(), docId, entries(docId), order);
    }
}

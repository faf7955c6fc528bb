package io.blindhop.protocol.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.ListValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantTest {
    private final Map<String, DocumentValue> members =
            new HashMap<>(Map.of("form", new Text("useroperation"), "type", new Text("grantaccess")));

    @Test
    void onlyGrantDocumentsAreGrants() {
        assertThat(Grant.of("d", MapValue.empty())).isEmpty();
        assertThat(Grant.of("d", new MapValue(Map.of("form", new Text("useroperation")))))
                .isEmpty();
        assertThat(Grant.of("d", new MapValue(members))).isPresent();
    }

    @Test
    void anEmptyListOfPairsMeansNoAccessWhateverOlderFieldsSay() {
        legacy();
        members.put("userKeyPairs", list());
        assertThat(activeKeys()).isEmpty();
    }

    @Test
    void aListOfRevokedPairsAloneMeansNoAccess() {
        legacy();
        members.put("revokedUserKeyPairs", list(pair("r", "re")));
        assertThat(activeKeys()).isEmpty();
        assertThat(grant().revokedDevices())
                .extracting(Device::signingPublicKey)
                .containsExactly("r");
    }

    @Test
    void pairsThatAreNotAListDoNotCount() {
        legacy();
        members.put("userKeyPairs", new Text("nonsense"));
        assertThat(activeKeys()).containsExactly("a1", "a2");
    }

    @Test
    void anEmptyOlderListDoesNotFallBackToTheOldestField() {
        members.put("userSigningPublicKeys", list());
        members.put("userSigningPublicKey", text("s"));
        assertThat(activeKeys()).isEmpty();
        members.remove("userSigningPublicKeys");
        assertThat(activeKeys()).containsExactly("s");
    }

    @Test
    void olderListsPairKeysByPosition() {
        legacy();
        assertThat(grant().devices())
                .containsExactly(
                        new Device("a1", Optional.of("e1"), Optional.empty()),
                        new Device("a2", Optional.empty(), Optional.empty()));
    }

    @Test
    void aKeyThatOlderListsRepeatDoesNotShiftTheOthers() {
        members.put("userSigningPublicKeys", list(text("a"), text("a"), text(""), text("b")));
        members.put("userEncryptionPublicKeys", list(text("e1"), text("e2"), text("e3"), text("e4")));
        assertThat(grant().devices())
                .containsExactly(
                        new Device("a", Optional.of("e1"), Optional.empty()),
                        new Device("b", Optional.of("e4"), Optional.empty()));
    }

    @Test
    void aSigningKeyCountsOnceWithItsFirstPair() {
        members.put("userKeyPairs", list(pair("k", "e1"), new Text("nonsense"), pair("", "e2"), pair("k", "e3")));
        assertThat(grant().devices()).containsExactly(new Device("k", Optional.of("e1"), Optional.empty()));
    }

    @Test
    void aGrantWithoutIdentityHashesIsKnownByItsOneHashAndThatHashedAgain() {
        UsernameHash tenant = new UsernameHash("acme1");
        members.put("username_hash", text("h"));
        assertThat(grant().identityHashes()).containsExactly("h");
        assertThat(grant().identity(tenant)).contains("h").containsAll(tenant.schemes("h"));
        members.put("identity_hashes", list(text("x"), text("y")));
        members.put("identity_hashes_v", new DocumentValue.Whole(1));
        assertThat(grant().identity(tenant)).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void everyKeyThatIsMentionedIsListed() {
        members.put("userKeyPairs", list(pair("a", "")));
        members.put("revokedUserKeyPairs", list(pair("b", "")));
        members.put("wipeRequestedForSigningKeys", list(text("c"), text("")));
        assertThat(grant().listedSigningKeys()).containsExactlyInAnyOrder("a", "b", "c");
    }

    private void legacy() {
        members.put("userSigningPublicKeys", list(text("a1"), text("a2")));
        members.put("userEncryptionPublicKeys", list(text("e1")));
    }

    private Grant grant() {
        return Grant.of("d", new MapValue(members)).orElseThrow();
    }

    private List<String> activeKeys() {
        return grant().devices().stream().map(Device::signingPublicKey).toList();
    }

    private static DocumentValue pair(String signing, String encryption) {
        return new MapValue(Map.of("signingPublicKey", text(signing), "encryptionPublicKey", text(encryption)));
    }

    private static DocumentValue text(String text) {
        return new Text(text);
    }

    private static DocumentValue list(DocumentValue... items) {
        return new ListValue(Arrays.asList(items));
    }
}

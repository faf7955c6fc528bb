package io.blindhop.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.PrivateKeyEncryption.Encrypted;
import io.blindhop.protocol.crypto.PrivateKeyEncryption.Purpose;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.json.MalformedJsonException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identities in the test resources were made by the reference for tests and are used nowhere else. */
class IdentityFileTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Bytes SECRET = Bytes.utf8("a private key");

    @ParameterizedTest
    @ValueSource(strings = {"admin", "alice", "bob", "carol", "mallory", "server", "sysadmin"})
    void anIdentityOfTheReferenceOpensAndItsKeysWork(String name) {
        Identity identity = UnwrappingKeyTest.identity(name);
        var file = RecordedEntries.json(RecordedEntries.text("/identities/" + name + ".identity.json"));

        assertThat(identity.username()).isEqualTo(file.get("username").asText());
        assertThat(identity.signing().publicPem())
                .isEqualTo(file.at("/userSigningKeyPair/publicKey").asText());
        assertThat(identity.encryption().publicPem())
                .isEqualTo(file.at("/userEncryptionKeyPair/publicKey").asText());
        assertThat(VerifyingKey.fromPem(identity.signing().publicPem())
                        .verify(SECRET, identity.signing().sign(SECRET)))
                .isTrue();
        assertThat(identity.encryption()
                        .unwrap(identity.encryption().wrappingKey().wrap(SECRET, RANDOM)))
                .isEqualTo(SECRET);
    }

    @Test
    void whatIsWrittenIsReadBackWithTheNewPasswordOnly() {
        Identity alice = UnwrappingKeyTest.ALICE;
        String text = IdentityFile.write(alice, "pässword 🔑", RANDOM);
        Identity copy = IdentityFile.read(text, "pässword 🔑");

        assertThat(copy.username()).isEqualTo(alice.username());
        assertThat(copy.signing().pkcs8()).isEqualTo(alice.signing().pkcs8());
        assertThat(copy.signing().publicPem()).isEqualTo(alice.signing().publicPem());
        assertThat(copy.encryption().pkcs8()).isEqualTo(alice.encryption().pkcs8());
        assertThat(RecordedEntries.json(text)
                        .at("/userSigningKeyPair/privateKey/iterations")
                        .intValue())
                .isEqualTo(310_000);
        assertThatThrownBy(() -> IdentityFile.read(text, "alice-pass")).isInstanceOf(DecryptionException.class);
    }

    @Test
    void aMissingMemberIsNamed() {
        ObjectNode file = (ObjectNode) RecordedEntries.json(RecordedEntries.text("/identities/alice.identity.json"));
        ((ObjectNode) file.at("/userSigningKeyPair/privateKey")).remove("salt");

        assertThatThrownBy(() -> IdentityFile.read(file.toString(), "alice-pass"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("identity.userSigningKeyPair.privateKey.salt is missing");
    }

    @Test
    void aKeyForOnePurposeDoesNotOpenForTheOther() {
        Encrypted encrypted = PrivateKeyEncryption.encrypt(SECRET, "password", Purpose.SIGNING, RANDOM);

        assertThat(PrivateKeyEncryption.decrypt(encrypted, "password", Purpose.SIGNING))
                .isEqualTo(SECRET);
        assertThatThrownBy(() -> PrivateKeyEncryption.decrypt(encrypted, "password", Purpose.ENCRYPTION))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void fewerIterationsThanTheMinimumAreReadAsTheMinimum() {
        var file = RecordedEntries.json(RecordedEntries.text("/identities/alice.identity.json"));
        ((ObjectNode) file.at("/userSigningKeyPair/privateKey")).put("iterations", 1);

        assertThat(IdentityFile.read(file.toString(), "alice-pass").username()).isEqualTo("cn=alice/o=interop");
    }

    @Test
    void anAbsurdNumberOfIterationsIsRefusedBeforeItIsTried() {
        Bytes twelve = Bytes.wrap(new byte[12]);
        Bytes sixteen = Bytes.wrap(new byte[16]);

        assertThatThrownBy(() -> PrivateKeyEncryption.decrypt(
                        new Encrypted(SECRET, twelve, sixteen, sixteen, 10_000_001), "p", Purpose.SIGNING))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("10000001");
        assertThatThrownBy(() -> PrivateKeyEncryption.decrypt(
                        new Encrypted(SECRET, sixteen, sixteen, sixteen, 60_000), "p", Purpose.SIGNING))
                .isInstanceOf(MalformedKeyException.class);
    }
}

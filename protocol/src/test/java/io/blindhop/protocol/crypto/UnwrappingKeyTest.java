package io.blindhop.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.RecordedEntries;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The transport encryptions, against what the reference server sent to its clients. */
class UnwrappingKeyTest {
    static final Identity ALICE = identity("alice");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, Identity> READERS = new ConcurrentHashMap<>();
    private static final Bytes PAYLOAD = Bytes.utf8("the stored ciphertext");

    static Identity identity(String name) {
        return IdentityFile.read(RecordedEntries.text("/identities/" + name + ".identity.json"), name + "-pass");
    }

    private static UnwrappingKey reader(JsonNode line) {
        return READERS.computeIfAbsent(line.get("reader").asText(), UnwrappingKeyTest::identity)
                .encryption();
    }

    private static Bytes bytes(JsonNode node, String name) {
        return Bytes.fromBase64(node.get(name).asText());
    }

    @Test
    void everyRecordedHybridContainerOpens() {
        for (JsonNode line : RecordedEntries.lines("pulled-hybrid.jsonl")) {
            for (JsonNode entry : line.get("entries")) {
                Bytes payload = HybridContainer.decrypt(reader(line), bytes(entry, "payload"));

                assertThat(ContentHash.of(payload))
                        .isEqualTo(entry.get("contentHash").asText());
            }
        }
    }

    @Test
    void everyRecordedSessionKeyOpensItsPayloads() {
        for (JsonNode line : RecordedEntries.lines("pulled-session-key.jsonl")) {
            SessionKey session = SessionKey.unwrap(reader(line), bytes(line, "wrappedSessionKey"), RANDOM);
            for (JsonNode entry : line.get("entries")) {
                Bytes payload = session.open(new SessionKey.Sealed(bytes(entry, "iv"), bytes(entry, "payload")));

                assertThat(ContentHash.of(payload))
                        .isEqualTo(entry.get("contentHash").asText());
            }
        }
    }

    @Test
    void aContainerIsForItsReaderOnlyAndCannotBeCutOrChanged() {
        Bytes container = HybridContainer.encrypt(ALICE.encryption().wrappingKey(), PAYLOAD, RANDOM);

        assertThat(HybridContainer.decrypt(ALICE.encryption(), container)).isEqualTo(PAYLOAD);
        assertThat(container.length()).isEqualTo(2 + 384 + 12 + PAYLOAD.length() + 16);
        assertThatThrownBy(() -> HybridContainer.decrypt(identity("bob").encryption(), container))
                .isInstanceOf(DecryptionException.class);
        for (int length : new int[] {0, 1, 2, 100, 385, 386, 398, container.length() - 1}) {
            assertThatThrownBy(() -> HybridContainer.decrypt(ALICE.encryption(), container.slice(0, length)))
                    .as("cut to %d", length)
                    .isInstanceOf(DecryptionException.class);
        }
        for (int at : new int[] {0, 1, 2, 385, 386, 398, container.length() - 1}) {
            assertThatThrownBy(() -> HybridContainer.decrypt(ALICE.encryption(), flipped(container, at)))
                    .as("changed at %d", at)
                    .isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void aSessionKeyTravelsToItsReaderAndSealsWithAFreshIvEachTime() {
        SessionKey session = SessionKey.generate(RANDOM);
        SessionKey received = SessionKey.unwrap(
                ALICE.encryption(), session.wrapFor(ALICE.encryption().wrappingKey()), RANDOM);
        SessionKey.Sealed first = session.seal(PAYLOAD);
        SessionKey.Sealed second = session.seal(PAYLOAD);

        assertThat(received.open(first)).isEqualTo(PAYLOAD);
        assertThat(first.iv()).isNotEqualTo(second.iv());
        assertThat(received.open(session.seal(Bytes.empty()))).isEqualTo(Bytes.empty());
        assertThatThrownBy(() -> received.open(new SessionKey.Sealed(second.iv(), first.ciphertext())))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> received.open(new SessionKey.Sealed(Bytes.empty(), first.ciphertext())))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> SessionKey.generate(RANDOM).open(first)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void aWrappedSecretOfAnotherLengthIsNoSessionKey() {
        Bytes wrapped = ALICE.encryption().wrappingKey().wrap(Bytes.wrap(new byte[16]), RANDOM);

        assertThatThrownBy(() -> SessionKey.unwrap(ALICE.encryption(), wrapped, RANDOM))
                .isInstanceOf(DecryptionException.class)
                .hasMessage("the wrapped key is 16 bytes, not 32");
    }

    @Test
    void aGeneratedPairHasTheUsualSizeAndSurvivesItsEncoding() {
        UnwrappingKey key = UnwrappingKey.generate(RANDOM);
        UnwrappingKey copy = UnwrappingKey.fromPkcs8(key.pkcs8(), key.publicPem());
        Bytes wrapped = key.wrappingKey().wrap(PAYLOAD, RANDOM);

        assertThat(wrapped.length()).isEqualTo(UnwrappingKey.DEFAULT_BITS / 8);
        assertThat(copy.unwrap(wrapped)).isEqualTo(PAYLOAD);
    }

    @Test
    void anRsaKeyOutsideTheLimitsIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var weak = generator.generateKeyPair();

        assertThatThrownBy(() -> WrappingKey.fromPem(
                        Pem.format(Bytes.wrap(weak.getPublic().getEncoded()))))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessage("an RSA key of 1024 bits is outside the limits of 2048 to 8192");
        assertThatThrownBy(() ->
                        UnwrappingKey.fromPkcs8(Bytes.wrap(weak.getPrivate().getEncoded())))
                .isInstanceOf(MalformedKeyException.class);
    }

    @Test
    void aKeyOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> WrappingKey.fromPem(ALICE.signing().publicPem()))
                .isInstanceOf(MalformedKeyException.class);
        assertThatThrownBy(() -> UnwrappingKey.fromPkcs8(ALICE.signing().pkcs8()))
                .isInstanceOf(MalformedKeyException.class);
        assertThatThrownBy(() -> UnwrappingKey.fromPkcs8(
                        ALICE.encryption().pkcs8(), identity("bob").encryption().publicPem()))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("does not belong");
    }

    private static Bytes flipped(Bytes bytes, int at) {
        byte[] array = bytes.toArray();
        array[at] ^= 1;
        return Bytes.wrap(array);
    }
}

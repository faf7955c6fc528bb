package io.blindhop.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.fuzz.JsonMutations;
import io.blindhop.protocol.fuzz.Mutations;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Keys, containers and identity files that are not what they claim to be. */
class KeyFuzzTest {
    private static final SecureRandom UNPREDICTABLE = new SecureRandom();
    private static final String FILE = file();
    private static final Identity BOB = IdentityFile.read(FILE, "bob-pass");
    private static final Bytes SECRET = Bytes.wrap(new byte[32]);

    private static String file() {
        try (InputStream in = KeyFuzzTest.class.getResourceAsStream("/identities/bob.identity.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text damaged, or the DER inside it. */
    private static Supplier<String> pems(Random random) {
        List<String> pems = List.of(BOB.signing().publicPem(), BOB.encryption().publicPem());
        Mutations texts = Mutations.ofTexts(random, pems);
        Mutations ders = new Mutations(random, pems.stream().map(Pem::parse).toList());
        return () -> random.nextBoolean() ? texts.nextText() : Pem.format(ders.next());
    }

    @Test
    void aDamagedPemIsAKeyOrRefused() {
        Fuzz.run(
                "KeyFuzzTest, PEM",
                5_000,
                KeyFuzzTest::pems,
                pem -> assertThat(Pem.parse(pem).length()).isLessThanOrEqualTo(pem.length()),
                MalformedKeyException.class);
    }

    @Test
    void aDamagedVerifyingKeyVerifiesNothingOrIsRefused() {
        Bytes signature = BOB.signing().sign(SECRET);
        Bytes spki = Pem.parse(BOB.signing().publicPem());
        Fuzz.run(
                "KeyFuzzTest, Ed25519",
                5_000,
                KeyFuzzTest::pems,
                pem -> assertThat(VerifyingKey.fromPem(pem).verify(SECRET, signature))
                        .isEqualTo(Pem.parse(pem).equals(spki)),
                MalformedKeyException.class);
    }

    @Test
    void aDamagedWrappingKeyWrapsOrIsRefused() {
        Fuzz.Result result = Fuzz.run(
                "KeyFuzzTest, RSA",
                3_000,
                KeyFuzzTest::pems,
                pem -> assertThat(WrappingKey.fromPem(pem)
                                .wrap(SECRET, UNPREDICTABLE)
                                .length())
                        .isBetween(256, 1024),
                MalformedKeyException.class);
        assertThat(result.taken()).isPositive();
    }

    @Test
    void aDamagedPrivateKeyIsAKeyOrRefused() {
        List<Bytes> pkcs8 = List.of(BOB.signing().pkcs8(), BOB.encryption().pkcs8());
        Fuzz.run(
                "KeyFuzzTest, PKCS#8 Ed25519",
                2_000,
                random -> new Mutations(random, pkcs8)::next,
                SigningKey::fromPkcs8,
                MalformedKeyException.class);
        Fuzz.run(
                "KeyFuzzTest, PKCS#8 RSA",
                2_000,
                random -> new Mutations(random, pkcs8)::next,
                UnwrappingKey::fromPkcs8,
                MalformedKeyException.class);
    }

    @Test
    void aDamagedContainerIsRefused() {
        Bytes container = HybridContainer.encrypt(BOB.encryption().wrappingKey(), SECRET, UNPREDICTABLE);
        Fuzz.run(
                "KeyFuzzTest, container",
                300,
                random -> new Mutations(random, List.of(container))::next,
                damaged -> {
                    HybridContainer.decrypt(BOB.encryption(), damaged);
                    assertThat(damaged).isEqualTo(container);
                },
                DecryptionException.class);
    }

    @Test
    void aDamagedIdentityFileIsReadOrRefused() {
        Fuzz.run(
                "KeyFuzzTest, identity file",
                60,
                random -> new JsonMutations(random, List.of(FILE))::nextText,
                json -> IdentityFile.read(json, "bob-pass"),
                MalformedJsonException.class,
                MalformedKeyException.class,
                DecryptionException.class);
    }
}

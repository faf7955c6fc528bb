package io.blindhop.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    private static final Bytes MESSAGE = Bytes.utf8("a message");
    private static final String SPKI_PREFIX = "302a300506032b6570032100";

    @ParameterizedTest
    @CsvSource(
            value = {
                // RFC 8032, 7.1: tests 1 and 2
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60;"
                        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a;'';"
                        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                        + "d25bf5f0595bbe24655141438e7a100b",
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb;"
                        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c;72;"
                        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                        + "387b2eaeb4302aeeb00d291612bb0c00"
            },
            delimiter = ';')
    void theVectorsOfRfc8032(String seed, String publicKey, String message, String signature) {
        SigningKey key = SigningKey.fromSeed(Bytes.fromHex(seed));

        assertThat(Pem.parse(key.publicPem()).toHex()).isEqualTo(SPKI_PREFIX + publicKey);
        assertThat(key.sign(Bytes.fromHex(message)).toHex()).isEqualTo(signature);
        assertThat(VerifyingKey.fromPem(key.publicPem()).verify(Bytes.fromHex(message), Bytes.fromHex(signature)))
                .isTrue();
    }

    @Test
    void theJdkUnderstandsTheKeysAndSignatures() throws Exception {
        KeyPair jdk = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SigningKey key = SigningKey.fromPkcs8(Bytes.wrap(jdk.getPrivate().getEncoded()));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(jdk.getPublic());
        MESSAGE.updateTo(verifier);

        assertThat(Pem.parse(key.publicPem()))
                .isEqualTo(Bytes.wrap(jdk.getPublic().getEncoded()));
        assertThat(key.pkcs8()).isEqualTo(Bytes.wrap(jdk.getPrivate().getEncoded()));
        assertThat(verifier.verify(key.sign(MESSAGE).toArray())).isTrue();
    }

    @Test
    void oneKeySignsAndVerifiesOnManyThreads() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        VerifyingKey verifying = VerifyingKey.fromPem(key.publicPem());

        assertThat(IntStream.range(0, 500).parallel().allMatch(i -> {
                    Bytes message = Bytes.utf8(
                            "message " + i + ThreadLocalRandom.current().nextLong());
                    return verifying.verify(message, key.sign(message));
                }))
                .isTrue();
    }

    @Test
    void aSignatureOfAnotherLengthMessageOrKeyDoesNotVerify() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        VerifyingKey verifying = VerifyingKey.fromPem(key.publicPem());
        Bytes signature = key.sign(MESSAGE);

        assertThat(verifying.verify(Bytes.utf8("another message"), signature)).isFalse();
        assertThat(verifying.verify(MESSAGE, signature.slice(0, 63))).isFalse();
        assertThat(verifying.verify(MESSAGE, Bytes.empty())).isFalse();
        assertThat(VerifyingKey.fromPem(SigningKey.generate(new SecureRandom()).publicPem())
                        .verify(MESSAGE, signature))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // small order: the neutral element, and a point of order 8
                "0100000000000000000000000000000000000000000000000000000000000000",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                // y is not below the prime
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                // not on the curve
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void aPointForWhichAnybodyCouldSignIsNoKey(String point) {
        String pem = Pem.format(Bytes.fromHex(SPKI_PREFIX + point));

        assertThatThrownBy(() -> VerifyingKey.fromPem(pem))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("no canonical point");
    }

    @Test
    void aKeyOfAnotherKindIsRefused() {
        String rsa = UnwrappingKeyTest.ALICE.encryption().publicPem();

        assertThatThrownBy(() -> VerifyingKey.fromPem(rsa))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("not an Ed25519 public key");
    }

    @Test
    void aMalformedPrivateKeyIsRefusedWithoutShowingIt() {
        Bytes seed = Bytes.fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        Bytes pkcs8 = SigningKey.fromSeed(seed).pkcs8();

        assertThatThrownBy(() -> SigningKey.fromPkcs8(pkcs8.slice(0, 47)))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("47 bytes of PKCS#8")
                .hasMessageNotContaining("9d61");
        assertThatThrownBy(() -> SigningKey.fromSeed(seed.slice(0, 31))).isInstanceOf(MalformedKeyException.class);
    }

    @Test
    void aPublicKeyThatBelongsToAnotherPrivateKeyIsRefused() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        String other = SigningKey.generate(new SecureRandom()).publicPem();

        assertThatThrownBy(() -> SigningKey.fromPkcs8(key.pkcs8(), other))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("does not belong");
        assertThat(SigningKey.fromPkcs8(key.pkcs8(), key.publicPem() + "\n").publicPem())
                .isEqualTo(key.publicPem() + "\n");
    }
}

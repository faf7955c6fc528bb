package io.blindhop.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private static final String ED25519 = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAMMbhYCmq/xo8ay1+r6Hky271C+OUk1Bf0AcgBf3xl8U=
            -----END PUBLIC KEY-----""";

    @Test
    void whatIsParsedIsFormattedAsItWas() {
        assertThat(Pem.format(Pem.parse(ED25519))).isEqualTo(ED25519);
    }

    @Test
    void linesHave64Characters() {
        String[] lines = Pem.format(Bytes.wrap(new byte[100])).split("\n");

        assertThat(lines).hasSize(5);
        assertThat(lines[1]).hasSize(64);
        assertThat(lines[2]).hasSize(64);
        assertThat(lines[3]).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", " ", "\t", "", "\n\n"})
    void whiteSpaceDoesNotMatter(String separator) {
        String other = ED25519.replace("\n", separator);

        assertThat(Pem.parse(other)).isEqualTo(Pem.parse(ED25519));
        assertThat(Pem.sameKey(other, ED25519)).isTrue();
    }

    @Test
    void anotherKeyIsNotTheSame() {
        assertThat(Pem.sameKey(ED25519, ED25519.replace("MMbh", "MMbi"))).isFalse();
    }

    @Test
    void whatIsNoPemIsRefusedWithTheReason() {
        assertThatThrownBy(() -> Pem.parse("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessage("public key PEM has no content");
        assertThatThrownBy(() -> Pem.parse(ED25519.replace("PUBLIC", "PRIVATE")))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("not base64");
        assertThatThrownBy(() -> Pem.parse("A".repeat(8193)))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessage("public key PEM has 8193 characters, the limit is 8192");
    }
}

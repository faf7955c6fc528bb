package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthRequestsTest {
    @Test
    void aTenantChallengeNeedsNeitherNameNorKey() {
        assertThat(AuthRequests.tenantChallenge(Bytes.utf8("{\"username\":null,\"signingPublicKey\":null}")))
                .isEqualTo(new AuthRequest.TenantChallenge(Optional.empty(), Optional.empty()));
        assertThat(AuthRequests.tenantChallenge(Bytes.utf8("{\"username\":\"cn=Jürgen\"}"))
                        .username())
                .contains("cn=Jürgen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "[]", "\"a\\u0000\"", "\"a\\n\"", "\"\\u007f\"", "\"\\ud800\""})
    void aNameOfTheWrongFormIsRefused(String name) {
        String body = "{\"username\":" + name + ",\"publicsignkey\":\"k\"}";
        assertThatThrownBy(() -> AuthRequests.tenantChallenge(Bytes.utf8(body)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("username");
        assertThatThrownBy(() -> AuthRequests.systemChallenge(Bytes.utf8(body)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("username");
    }

    @Test
    void everyTextHasALimit() {
        assertTooLong("{\"username\":\"%s\"}", 256, AuthRequests::tenantChallenge);
        assertTooLong("{\"signingPublicKey\":\"%s\"}", 4096, AuthRequests::tenantChallenge);
        assertTooLong("{\"username\":\"u\",\"publicsignkey\":\"%s\"}", 8192, AuthRequests::systemChallenge);
        assertTooLong("{\"challenge\":\"%s\",\"signature\":\"AA==\"}", 4096, AuthRequests::authenticate);
        assertTooLong("{\"challenge\":\"c\",\"signature\":\"%s\"}", 4096, AuthRequests::authenticate);
    }

    private static void assertTooLong(String body, int limit, java.util.function.Function<Bytes, AuthRequest> parser) {
        assertThat(parser.apply(Bytes.utf8(body.formatted("A".repeat(limit))))).isNotNull();
        assertThatThrownBy(() -> parser.apply(Bytes.utf8(body.formatted("A".repeat(limit + 1)))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("at most " + limit);
    }

    @Test
    void bothPartsOfALoginAreRequired() {
        for (String body : List.of(
                "{}",
                "{\"challenge\":\"c\"}",
                "{\"signature\":\"AA\"}",
                "{\"challenge\":1,\"signature\":2}",
                "{\"challenge\":\"\",\"signature\":\"AA\"}")) {
            assertThatThrownBy(() -> AuthRequests.authenticate(Bytes.utf8(body)))
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessage("challenge and signature are required");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+/+/", "-_-_", "+/ +/", "+/+/====", "+/*+/", "+/+/A"})
    void aSignatureIsDecodedAsLenientlyAsNodeDoes(String base64) {
        assertThat(AuthRequests.authenticate(Bytes.utf8("{\"challenge\":\"c\",\"signature\":\"" + base64 + "\"}"))
                        .signature())
                .isEqualTo(Bytes.fromBase64("+/+/"));
    }

    @Test
    void aRegistrationNeedsBothKeysAndTheKeyOfPublicInfos() {
        String keys = "\"adminSigningPublicKey\":\"s\",\"adminEncryptionPublicKey\":\"e\"";
        assertThatThrownBy(() -> AuthRequests.registerTenant(Bytes.utf8("{}")))
                .hasMessageContaining("adminSigningPublicKey is required");
        assertThatThrownBy(() -> AuthRequests.registerTenant(Bytes.utf8("{\"adminSigningPublicKey\":\"s\"}")))
                .hasMessageContaining("adminEncryptionPublicKey is required");
        assertThatThrownBy(() -> AuthRequests.registerTenant(Bytes.utf8("{" + keys + "}")))
                .hasMessage("encryptedPublicInfosKey or publicInfosKey is required");
        assertThatThrownBy(() -> AuthRequests.registerTenant(Bytes.utf8("{" + keys + ",\"publicInfosKey\":\"AAAA\"}")))
                .hasMessageContaining("32 bytes");
        assertThatThrownBy(() ->
                        AuthRequests.registerTenant(Bytes.utf8("{" + keys + ",\"encryptedPublicInfosKey\":\"*\"}")))
                .hasMessageContaining("base64");
        String raw = Bytes.wrap(new byte[32]).toBase64();
        assertThat(AuthRequests.registerTenant(Bytes.utf8("{" + keys + ",\"publicInfosKey\":\"" + raw + "\"}"))
                        .publicInfosKey())
                .isEqualTo(new AuthRequest.PublicInfosKey.Raw(Bytes.wrap(new byte[32])));
    }
}

package io.blindhop.protocol.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String NAME = "cn=karsten/o=acme";

    private final AuthFixture clock = new AuthFixture();
    private final Tokens tokens = new Tokens(AuthFixture.SECRETS, clock);
    private final String token = tokens.issue(AuthFixture.TENANT, NAME, AuthFixture.KEY, false);

    @Test
    void aTokenHasTheShapeThatWasRecorded() {
        assertThat(part(token, 0)).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        assertThat(part(token, 1))
                .isEqualTo(
                        "{\"sub\":\"cn=karsten/o=acme\",\"iat\":1795341792,\"exp\":1795345392,\"tenantId\":\"acme1\","
                                + "\"deviceSigningKey\":\"-----BEGIN PUBLIC KEY-----\\n"
                                + "MCowBQYDK2VwAyEALNOyjbpe2BsUyO3gAdb7Zb+XsiDW7eVGYi1jWou9ujw=\\n"
                                + "-----END PUBLIC KEY-----\"}");
        assertThat(part(tokens.issueSystem("cn=ops", "PEM"), 1))
                .isEqualTo("{\"sub\":\"cn=ops\",\"publicsignkey\":\"PEM\",\"iat\":1795341792,\"exp\":1795345392}");
        assertThat(token).startsWith("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.").doesNotContain("=");
    }

    @Test
    void wipeIsThereOnlyIfItIsTrue() {
        String wiped = tokens.issue(AuthFixture.TENANT, NAME, AuthFixture.KEY, true);
        assertThat(part(wiped, 1)).endsWith(",\"wipe\":true}");
        assertThat(verify(wiped).orElseThrow().wipe()).isTrue();
        assertThat(part(token, 1)).doesNotContain("wipe");
        assertThat(verify(token).orElseThrow().wipe()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn=Jürgen/o=日本", "😀", "a\"b\\c", "tab\tline\n\r\u0001\u007f\u2028"})
    void aNameSurvivesAndItsPayloadIsAscii(String name) {
        String issued = tokens.issue(AuthFixture.TENANT, name, AuthFixture.KEY, false);
        assertThat(part(issued, 1)).matches("[\\x20-\\x7e]+");
        TenantPrincipal principal = verify(issued).orElseThrow();
        assertThat(principal.name()).isEqualTo(name);
        assertThat(principal.deviceSigningKey()).contains(AuthFixture.KEY);
        assertThat(principal.tenant()).isEqualTo(AuthFixture.ACME);
    }

    @Test
    void aTokenIsValidUntilTheSecondOfItsExpiryIsOver() {
        clock.pass(Duration.ofHours(1).plusMillis(999));
        assertThat(verify(token)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(verify(token)).isEmpty();
    }

    @Test
    void aTokenOfTheFutureIsRefused() {
        clock.pass(Duration.ofMinutes(-5));
        assertThat(verify(token)).isPresent();
        clock.pass(Duration.ofSeconds(-1));
        assertThat(verify(token)).isEmpty();
    }

    @Test
    void aTokenIsWorthlessInEveryOtherRealm() {
        for (Realm other : AuthFixture.otherRealms()) {
            if (other instanceof Realm.OfTenant tenant) {
                assertThat(tokens.verify(parse(token), tenant)).as("%s", other).isEmpty();
            }
        }
        assertThat(tokens.verifySystem(parse(token))).isEmpty();
        String system = tokens.issueSystem(NAME, AuthFixture.KEY);
        assertThat(verify(system)).isEmpty();
        assertThat(tokens.verifySystem(parse(system)).orElseThrow().publicSignKey())
                .isEqualTo(AuthFixture.KEY);
    }

    @Test
    void theTenantIsComparedEvenIfTheKeyIsRight() {
        String other = signed("{\"sub\":\"x\",\"iat\":1795341792,\"exp\":1795345392,\"tenantId\":\"acme2\"}");
        assertThat(verify(other)).isEmpty();
        assertThat(verify(signed(part(token, 1)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "",
                "{",
                "{\"sub\":\"x\",\"tenantId\":\"acme1\"}",
                "{\"sub\":\"x\",\"iat\":1795341792,\"exp\":1795345393,\"tenantId\":\"acme1\"}",
                "{\"sub\":\"x\",\"iat\":\"1795341792\",\"exp\":1795345392,\"tenantId\":\"acme1\"}",
                "{\"sub\":\"x\",\"exp\":1795345392,\"tenantId\":\"acme1\"}",
                "{\"sub\":1,\"iat\":1795341792,\"exp\":1795345392,\"tenantId\":\"acme1\"}"
            })
    void claimsOfAnotherFormAreRefused(String claims) {
        assertThat(verify(signed(claims))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS512\",\"typ\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
                "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"x\"}",
                "{}"
            })
    void everyOtherHeaderIsRefusedWhateverItsSignature(String header) {
        String signed = encode(header) + "." + token.split("\\.", -1)[1];
        String mac = UrlBase64.encode(
                AuthFixture.SECRETS.keys("token", AuthFixture.TENANT).sign(Bytes.utf8(signed)));
        assertThat(UnverifiedToken.parse(signed + "." + mac)).isEmpty();
        assertThat(UnverifiedToken.parse(signed + ".")).isEmpty();
    }

    @Test
    void aTokenThatWasChangedAnywhereIsRefused() {
        for (int i = 0; i < token.length(); i++) {
            assertRefused(token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1));
            assertRefused(token.substring(0, i));
        }
        assertRefused(token + "=");
        assertRefused(token + ".");
        assertRefused(token + "A");
        assertRefused(" " + token);
        assertRefused(token.replace(".", ".."));
        assertRefused("a".repeat(10_000_000));
        String large = tokens.issue(AuthFixture.TENANT, "x".repeat(7000), AuthFixture.KEY, false);
        assertThat(UnverifiedToken.parse(large)).isEmpty();
    }

    @Test
    void anOlderSecretIsAcceptedUntilItIsDropped() {
        assertThat(new Tokens(AuthFixture.secrets(2, 1), clock).verify(parse(token), AuthFixture.TENANT))
                .isPresent();
        assertThat(new Tokens(AuthFixture.secrets(2), clock).verify(parse(token), AuthFixture.TENANT))
                .isEmpty();
        String renewed = new Tokens(AuthFixture.secrets(2, 1), clock).issue(AuthFixture.TENANT, NAME, "k", false);
        assertThat(verify(renewed)).isEmpty();
    }

    @Test
    void aChallengeIsNoToken() {
        Challenges challenges = new Challenges(AuthFixture.SECRETS, clock, new java.util.Random(1));
        String challenge = challenges.issue(AuthFixture.TENANT, Optional.of(NAME), Optional.empty());
        assertThat(UnverifiedToken.parse(challenge)).isEmpty();
        assertThat(challenges.check(AuthFixture.TENANT, token)).isInstanceOf(ChallengeCheck.Unknown.class);
    }

    private void assertRefused(String text) {
        assertThat(verify(text)).as(text.length() < 2000 ? text : "a long text").isEmpty();
    }

    private Optional<TenantPrincipal> verify(String text) {
        return UnverifiedToken.parse(text).flatMap(parsed -> tokens.verify(parsed, AuthFixture.TENANT));
    }

    private static UnverifiedToken parse(String text) {
        return UnverifiedToken.parse(text).orElseThrow();
    }

    private static String signed(String claims) {
        String signed = Tokens.HEADER + "." + encode(claims);
        return signed + "."
                + UrlBase64.encode(
                        AuthFixture.SECRETS.keys("token", AuthFixture.TENANT).sign(Bytes.utf8(signed)));
    }

    private static String encode(String text) {
        return UrlBase64.encode(Bytes.utf8(text));
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
    }
}

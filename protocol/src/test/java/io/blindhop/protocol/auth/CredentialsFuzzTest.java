package io.blindhop.protocol.auth;

import static io.blindhop.protocol.auth.AuthFixture.KEY;
import static io.blindhop.protocol.auth.AuthFixture.SECRETS;
import static io.blindhop.protocol.auth.AuthFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.fuzz.JsonMutations;
import io.blindhop.protocol.fuzz.Mutations;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tokens, challenges and capability rules that somebody has tampered with. */
class CredentialsFuzzTest {
    private static final int CASES = 5_000;
    private static final SystemPrincipal OPS = new SystemPrincipal("cn=ops", KEY);
    private static final String RULES = CapabilityRules.configGrantingEverything("cn=ops", KEY)
            .replace("{\"ALL", "{\"POST:/system/tenants/*\":[{\"username\":\"*\",\"publicsignkey\":\"*\"}],\"ALL");

    private final AuthFixture clock = new AuthFixture();
    private final Tokens tokens = new Tokens(SECRETS, clock);
    private final Challenges challenges = new Challenges(SECRETS, clock, new Random(1));

    @Test
    void noDamagedTokenIsValid() {
        String issued = tokens.issue(TENANT, "cn=alice/o=acme", KEY, true);
        String system = tokens.issueSystem("cn=ops", KEY);
        Fuzz.run(
                "CredentialsFuzzTest, tokens",
                CASES,
                random -> Mutations.ofTexts(random, List.of(issued, system))::nextText,
                text -> {
                    Optional<UnverifiedToken> token = UnverifiedToken.parse(text);
                    assertThat(token.flatMap(t -> tokens.verify(t, TENANT)).isPresent())
                            .isEqualTo(text.equals(issued));
                    assertThat(token.flatMap(tokens::verifySystem).isPresent()).isEqualTo(text.equals(system));
                });
    }

    /** What only a holder of the master secret can send, such as a newer version of this server. */
    @Test
    void claimsThatAreSignedButOddGiveAPrincipalOrNone() {
        String issued = tokens.issue(TENANT, "cn=alice/o=acme", KEY, true);
        String claims = UrlBase64.decode(issued.substring(issued.indexOf('.') + 1, issued.lastIndexOf('.')))
                .orElseThrow()
                .toUtf8();
        Fuzz.run(
                "CredentialsFuzzTest, claims",
                CASES,
                random -> new JsonMutations(random, List.of(claims))::next,
                payload -> {
                    String signed = Tokens.HEADER + "." + UrlBase64.encode(payload);
                    Bytes mac = SECRETS.keys("token", TENANT).sign(Bytes.utf8(signed));
                    Optional<UnverifiedToken> token = UnverifiedToken.parse(signed + "." + UrlBase64.encode(mac));
                    assertThat(token.isPresent()).isEqualTo(signed.length() + 44 <= UnverifiedToken.MAX_LENGTH);
                    token.flatMap(t -> tokens.verify(t, TENANT))
                            .ifPresent(
                                    principal -> assertThat(principal.tenant()).isEqualTo(TENANT.tenant()));
                });
    }

    @Test
    void noDamagedChallengeIsOurs() {
        String issued = challenges.issue(TENANT, Optional.of("cn=alice/o=acme"), Optional.of(KEY));
        String other = challenges.issue(new Realm.OfSystem(), Optional.of("cn=ops"), Optional.empty());
        Fuzz.run(
                "CredentialsFuzzTest, challenges",
                CASES,
                random -> Mutations.ofTexts(random, List.of(issued, other))::nextText,
                text -> assertThat(challenges.check(TENANT, text) instanceof ChallengeCheck.Valid)
                        .isEqualTo(text.equals(issued)));
    }

    @Test
    void damagedCapabilityRulesAreReadOrRefused() {
        Fuzz.Result result = Fuzz.run(
                "CredentialsFuzzTest, rules",
                CASES,
                random -> new JsonMutations(random, List.of(RULES))::nextText,
                json -> {
                    CapabilityRules rules = CapabilityRules.parse(json);
                    assertThat(rules.knows("cn=ops", "another key"))
                            .isEqualTo(rules.knows("cn=anybody", "another key"));
                    assertThat(rules.allow(OPS, "GET", "/")).isFalse();
                },
                InvalidCapabilitiesException.class);
        assertThat(result.taken()).isPositive();
        assertThat(result.refused()).isPositive();
    }

    @Test
    void problemsOfRulesTakeNoMoreMemoryThanTheRules() {
        String longName = "x".repeat(1_000_000);
        String rules = "{\"capabilities\":{\"" + longName + "\":[" + "1,".repeat(500_000) + "1]}}";
        assertThatThrownBy(() -> CapabilityRules.parse(rules))
                .isInstanceOfSatisfying(
                        InvalidCapabilitiesException.class,
                        e -> assertThat(e.getMessage().length()).isLessThan(50_000));
    }
}

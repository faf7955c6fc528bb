package io.blindhop.protocol.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityRulesTest {
    private static final SystemPrincipal OPS = new SystemPrincipal("cn=ops", "PEM");
    private static final SystemPrincipal STRANGER = new SystemPrincipal("cn=x", "PEM-X");

    @ParameterizedTest
    @CsvSource({
        "ALL:/system/*, GET, /system/tenants, true",
        "all:/system/*, delete, /system/tenants/a, true",
        "GET:/system/tenants, GET, /system/tenants, true",
        "GET:/system/tenants, get, /system/tenants, true",
        "GET:/system/tenants, POST, /system/tenants, false",
        "GET:/system/tenants, GET, /system/tenants/, false",
        "GET:/system/tenants, GET, /system/tenants/a, false",
        "PUT:/system/tenants/*/sync, PUT, /system/tenants/a/sync, true",
        "PUT:/system/tenants/*/sync, PUT, /system/tenants/a/b/sync, true",
        "PUT:/system/tenants/*/sync, PUT, /system/tenants/a/syncs, false",
        "PUT:/system/tenants/*/sync, PUT, /system/tenant/a/sync, false"
    })
    void aRuleGrantsItsMethodAndPath(String rule, String method, String path, boolean allowed) {
        CapabilityRules rules = rules(rule, "cn=ops", "PEM");
        assertThat(rules.allow(OPS, method, path)).isEqualTo(allowed);
        assertThat(rules.allow(STRANGER, method, path)).isFalse();
    }

    @Test
    void aNameIsComparedWithoutCaseAndAKeyExactly() {
        CapabilityRules rules = rules("ALL:/system/*", "CN=Ops", "PEM");
        assertThat(rules.allow(OPS, "GET", "/system/x")).isTrue();
        assertThat(rules.knows("cn=OPS", "PEM")).isTrue();
        assertThat(rules.knows("cn=ops", "pem")).isFalse();
        assertThat(rules.knows("cn=ops", "PEM\n")).isFalse();
        assertThat(rules.allow(new SystemPrincipal("cn=ops", "PEM "), "GET", "/system/x"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /system/tenants/acme, true",
        "POST, /system/tenants/acme/, true",
        "POST, /system/tenants/acme/trigger-sync, false",
        "POST, /system/tenants/, false",
        "DELETE, /system/tenants/acme, false"
    })
    void theWildcardLetsAnybodyCreateTenantsAndNothingElse(String method, String path, boolean allowed) {
        CapabilityRules rules = rules("POST:/system/tenants/*", "*", "*");
        assertThat(rules.allow(STRANGER, method, path)).isEqualTo(allowed);
        assertThat(rules.knows("cn=anybody", "KEY")).isTrue();
    }

    @Test
    void withoutRulesNobodyMayDoAnything() {
        assertThat(CapabilityRules.NONE.allow(OPS, "GET", "/system/tenants")).isFalse();
        assertThat(CapabilityRules.parse("{\"capabilities\":{},\"rateLimits\":[1]}")
                        .knows("cn=ops", "PEM"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"capabilities\":[]}", "{\"capabilities\":null}", "{\"capabilities\":{}"})
    void aConfigurationOfAnotherFormIsRefused(String json) {
        assertThatThrownBy(() -> CapabilityRules.parse(json)).isInstanceOf(InvalidCapabilitiesException.class);
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheirPlaces() {
        String json = """
                {"capabilities": {
                  "/system/x": [],
                  "HEAD:/system/x": [],
                  "GET:system": [],
                  "GET:/a": {},
                  "GET:/b": [1, {"username": "", "publicsignkey": 2}],
                  "GET:/c": [{"username": "*", "publicsignkey": "*"}],
                  "POST:/system/tenants/*": [{"username": "*", "publicsignkey": "PEM"}],
                  "POST:/system/tenants/*/sync-servers": [{"username": "*", "publicsignkey": "*"}]
                }}""";
        assertThatThrownBy(() -> CapabilityRules.parse(json))
                .isInstanceOfSatisfying(
                        InvalidCapabilitiesException.class,
                        e -> assertThat(e.problems())
                                .satisfiesExactly(
                                        p -> assertThat(p).startsWith("capabilities[\"/system/x\"]:"),
                                        p -> assertThat(p).startsWith("capabilities[\"HEAD:/system/x\"]:"),
                                        p -> assertThat(p).startsWith("capabilities[\"GET:system\"]:"),
                                        p -> assertThat(p).startsWith("capabilities[\"GET:/a\"]:"),
                                        p -> assertThat(p).startsWith("capabilities[\"GET:/b\"][0]:"),
                                        p -> assertThat(p).startsWith("capabilities[\"GET:/b\"][1].username:"),
                                        p -> assertThat(p).startsWith("capabilities[\"GET:/b\"][1].publicsignkey:"),
                                        p -> assertThat(p).startsWith("capabilities[\"GET:/c\"][0]:"),
                                        p -> assertThat(p).startsWith("capabilities[\"POST:/system/tenants/*\"][0]:"),
                                        p -> assertThat(p)
                                                .startsWith(
                                                        "capabilities[\"POST:/system/tenants/*/sync-servers\"][0]:")));
    }

    private static CapabilityRules rules(String rule, String username, String key) {
        return CapabilityRules.parse("{\"capabilities\":{\"" + rule + "\":[{\"username\":\"" + username
                + "\",\"publicsignkey\":\"" + key + "\",\"note\":1}]}}");
    }
}

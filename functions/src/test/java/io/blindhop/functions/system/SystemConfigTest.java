package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemConfigTest {
    @Test
    void theFormatOfTheReferenceIsRead() {
        String json = """
            {"rateLimits": {}, "capabilities": {
              "ALL:/system/*": [{"username": "cn=a/o=b", "publicsignkey": "PEM"}],
              "POST:/system/tenants/*": [{"username": "*", "publicsignkey": "*"}]}}""";
        assertThat(SystemConfig.parse(json).capabilities())
                .isEqualTo(Map.of(
                        "ALL:/system/*", List.of(new SystemPrincipal("cn=a/o=b", "PEM")),
                        "POST:/system/tenants/*", List.of(new SystemPrincipal("*", "*"))));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        SystemConfig config = SystemConfig.grantingEverything(new SystemPrincipal("cn=a", "line 1\nline 2"));
        assertThat(SystemConfig.parse(config.toJson())).isEqualTo(config);
    }

    @Test
    void allProblemsAreNamed() {
        String json = """
            {"capabilities": {"ANY:/system/*": [], "GET:/other": [], "GET:/system/a": {}, "GET:/system/b": [{"username": "a"}]}}""";
        assertThatThrownBy(() -> SystemConfig.parse(json))
                .isInstanceOf(InvalidSystemConfigException.class)
                .hasMessageContainingAll("ANY:/system/*", "GET:/other", "GET:/system/a", "GET:/system/b");
    }

    @Test
    void whatIsNotAConfigurationIsRefused() {
        for (String json : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "{\"capabilities\": 1}",
            "{\"capabilities\": {}} x",
            "{\"capabilities\": {\"ALL:/system/*\": [], \"ALL:/system/*\": []}}"
        }) {
            assertThatThrownBy(() -> SystemConfig.parse(json)).isInstanceOf(InvalidSystemConfigException.class);
        }
    }
}

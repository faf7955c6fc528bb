package io.blindhop.infra.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.OperatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    @Test
    void everyNameAndDefaultIsPinned() {
        assertThat(SettingsReader.DEFAULTS)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("BLINDHOP_HOST", "127.0.0.1"),
                        Map.entry("BLINDHOP_PORT", "8080"),
                        Map.entry("BLINDHOP_DATA", "./data"),
                        Map.entry("BLINDHOP_SYSTEM_CONFIG", ""),
                        Map.entry("BLINDHOP_CORS_ORIGINS", ""),
                        Map.entry("BLINDHOP_BODY_LIMIT_BYTES", "5242880"),
                        Map.entry("BLINDHOP_SYSTEM_ALLOWED_IPS", "*"),
                        Map.entry("BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "false"),
                        Map.entry("BLINDHOP_TENANT_DELETION_DELAY", "7d"),
                        Map.entry("BLINDHOP_IDENTITY", ""),
                        Map.entry("BLINDHOP_IDENTITY_PASSWORD", ""),
                        Map.entry("BLINDHOP_IDENTITY_PASSWORD_FILE", "")));
        assertThat(SettingsReader.read(Map.of()))
                .isEqualTo(new Settings(
                        "127.0.0.1",
                        8080,
                        Path.of("./data"),
                        Optional.empty(),
                        Set.of(),
                        5 * 1024 * 1024,
                        Optional.empty(),
                        new OperatorOptions(AddressList.ANY, false, Duration.ofDays(7))));
    }

    @Test
    void everyVariableCounts() {
        assertThat(SettingsReader.read(Map.of(
                        "BLINDHOP_HOST", "::1",
                        "BLINDHOP_PORT", "0",
                        "BLINDHOP_DATA", "/srv/blindhop",
                        "BLINDHOP_SYSTEM_CONFIG", "admins.json",
                        "BLINDHOP_CORS_ORIGINS", "https://a.example, http://localhost:5173",
                        "BLINDHOP_BODY_LIMIT_BYTES", "65536",
                        "BLINDHOP_SYSTEM_ALLOWED_IPS", "10.0.0.0/8",
                        "BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "true",
                        "BLINDHOP_TENANT_DELETION_DELAY", "12h")))
                .isEqualTo(new Settings(
                        "::1",
                        0,
                        Path.of("/srv/blindhop"),
                        Optional.of(Path.of("admins.json")),
                        Set.of("https://a.example", "http://localhost:5173"),
                        65_536,
                        Optional.empty(),
                        new OperatorOptions(AddressList.parse("10.0.0.0/8"), true, Duration.ofHours(12))));
    }

    @Test
    void anEmptyVariableIsAsIfItWereNotSet() {
        assertThat(SettingsReader.read(Map.of("BLINDHOP_PORT", " "))).isEqualTo(SettingsReader.read(Map.of()));
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheirVariables() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(
                        "BLINDHOP_PORT", "65536",
                        "BLINDHOP_BODY_LIMIT_BYTES", "5mb",
                        "BLINDHOP_CORS_ORIGINS", "https://a.example/",
                        "BLINDHOP_SYSTEM_ALLOWED_IPS", "10.0.0.0/33",
                        "BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "yes",
                        "BLINDHOP_TENANT_DELETION_DELAY", "0h",
                        "BLINDHOP_PROT", "1")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(7)
                                .anyMatch(p -> p.startsWith("BLINDHOP_PROT is not known"))
                                .contains("BLINDHOP_PORT is 65536, it must be from 0 to 65535")
                                .contains("BLINDHOP_BODY_LIMIT_BYTES is \"5mb\", which is not a whole number")
                                .anyMatch(p -> p.startsWith("BLINDHOP_SYSTEM_ALLOWED_IPS: \"10.0.0.0/33\""))
                                .contains("BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS is \"yes\", it must be true or false")
                                .anyMatch(p -> p.startsWith("BLINDHOP_TENANT_DELETION_DELAY is \"0h\""))
                                .anyMatch(p -> p.startsWith("BLINDHOP_CORS_ORIGINS has \"https://a.example/\"")));
    }
}
